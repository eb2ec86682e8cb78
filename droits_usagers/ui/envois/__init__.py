"""The same gesture for many dossiers."""
