"""The converters that a mapping can name: pure functions from a cell to a value of the standard."""

from app.adapters.formaten.omzetters import beroepen, contact, datums, getallen, niveaus, tekst, verzamelingen
from app.adapters.formaten.omzetters.register import OMZETTERS, Conversie, Geeft, Omzetter, Parameterfout

__all__ = ["OMZETTERS", "Conversie", "Geeft", "Omzetter", "Parameterfout"]

_MODULES = (beroepen, contact, datums, getallen, niveaus, tekst, verzamelingen)
"""Importing a module registers its converters."""
