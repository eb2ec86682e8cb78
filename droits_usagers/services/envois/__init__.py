"""One gesture for many dossiers; the post that goes and comes."""
