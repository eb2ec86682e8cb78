"""What is sent and comes back by post."""
