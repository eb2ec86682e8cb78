"""What is printed for a fiche de traitement: its content as values, then a PDF or a Word document."""
