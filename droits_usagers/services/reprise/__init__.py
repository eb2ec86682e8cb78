"""A table kept elsewhere becomes dossiers."""
