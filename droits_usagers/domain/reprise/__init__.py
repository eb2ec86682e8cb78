"""Taking over a table that someone keeps: which column says what, what each word means, and the dossiers they come to."""
