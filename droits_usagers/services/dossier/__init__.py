"""One dossier: facts, history, pieces, mandates."""
