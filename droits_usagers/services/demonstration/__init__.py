"""Invented cases and coffres."""
