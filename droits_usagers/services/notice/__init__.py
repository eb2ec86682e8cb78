"""A processing described, and what people read of it."""
