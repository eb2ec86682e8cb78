"""The report on figures: as values, as PDF with its charts, as Word."""
