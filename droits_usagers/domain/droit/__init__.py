"""The law as data, its territories and its calendar."""
