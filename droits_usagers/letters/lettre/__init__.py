"""From a demande to a document: templates, and the writers of Word, PDF and text."""
