"""Keeps dossiers in one encrypted file, the coffre."""
