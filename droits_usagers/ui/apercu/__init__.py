"""What will be printed, drawn while one types."""
