"""Figures without names: a year, the report on it, what was merged and why."""
