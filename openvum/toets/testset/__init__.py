"""Synthetic records with known answers: a vendor loads them, and every answer can be judged exactly."""

from openvum.toets.testset.maker import BEREIK, EILAND, Groep, Testrecord, records
from openvum.toets.testset.schrijf import schrijf

__all__ = ["BEREIK", "EILAND", "Groep", "Testrecord", "records", "schrijf"]
