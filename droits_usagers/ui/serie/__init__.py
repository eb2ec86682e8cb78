"""« Créer en série »: one demarche, for many people or to many bodies."""
