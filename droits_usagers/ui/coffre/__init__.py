"""The screens about the coffre itself: making it, opening it, its phrase, its backups, its bin."""
