"""« Reprendre un tableau »: the requests someone keeps in a spreadsheet become dossiers of the coffre."""
