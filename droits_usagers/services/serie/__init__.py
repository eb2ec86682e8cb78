"""Many dossiers at once, from a list."""
