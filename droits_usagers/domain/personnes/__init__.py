"""Who asks, for whom, of which body."""
