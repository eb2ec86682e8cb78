"""What in a text is not ordinary French: shown, so that a person decides."""
