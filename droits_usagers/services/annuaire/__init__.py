"""Whom to write to: the shipped entries, searched as one types."""
