"""The law and the pages to read."""
