"""Reads and writes the files people exchange with the program."""
