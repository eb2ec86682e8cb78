"""Whom to write to, looked for where it is asked."""
