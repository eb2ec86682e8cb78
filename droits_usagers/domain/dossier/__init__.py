"""One dossier: where it stands, its dates, what to do next. Everything is computed from its facts."""
