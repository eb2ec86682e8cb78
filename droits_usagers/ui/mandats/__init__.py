"""« Mandats »: who lets whom write in their name, and until when."""
