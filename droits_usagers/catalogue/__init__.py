"""Reads `resources/` into domain values, and refuses what it does not know."""

from droits_usagers.catalogue.catalogue import Catalogue, load_catalogue

__all__ = ["Catalogue", "load_catalogue"]
