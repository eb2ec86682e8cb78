"""Guides people in France through their data-protection rights, entirely offline."""

#: The same as in pyproject.toml: what is installed is not always there to be asked.
__version__ = "0.1.0"
