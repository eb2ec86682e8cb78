"""Suivi: the list of dossiers, one dossier beside it, and what happened to it."""
