"""The grille d'écarts on paper: as values, as PDF on A3, as Word, as text."""
