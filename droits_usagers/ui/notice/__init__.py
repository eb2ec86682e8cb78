"""« Notices »: a fiche de traitement being described, and what its notice must say."""
