"""A sum claimed back: its months, those that may be too old, what its letter lacks, when it may be withheld."""
