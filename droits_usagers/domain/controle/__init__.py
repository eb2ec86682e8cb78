"""What may leave: a document as it is finished, looked at once more before anyone can carry it away."""
