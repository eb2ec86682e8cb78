"""Reads `resources/` into domain values, and refuses what it does not know."""
