"""What invented dossiers are drawn from."""
