"""« Grille d'écarts »: what dated sources say of a processing, point by point, and where they do not agree."""
