"""What every room of the domain stands on."""
