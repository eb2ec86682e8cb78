"""Who is there, and what there is to do."""
