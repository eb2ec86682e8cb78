"""« Écrire une lettre »: from a situation in the person's own words to a letter in their hands."""
