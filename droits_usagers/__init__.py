"""Guides people in France through their data-protection rights, entirely offline."""
