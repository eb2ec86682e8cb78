"""A letter as values."""
