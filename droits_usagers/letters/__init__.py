"""Turns a request into a letter: context → Jinja → blocks → Word, PDF or text."""
