"""One dossier: what to do next, its dates, what happened, its files, its mandates."""
