"""The law, where it serves, and the pages to read."""
