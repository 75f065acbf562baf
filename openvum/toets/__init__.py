"""Check whether a VUM source or exchange, of whatever maker, keeps to the standard.

What is sent is synthetic; what comes back is judged and not kept: a report masks every value of a record.
"""

from openvum.toets.doel import Doel
from openvum.toets.loop import toets
from openvum.toets.model import Bevinding, Ernst, Oordeel, Regel, Uitkomst, Verslag
from openvum.toets.register import alle_regels

__all__ = ["Bevinding", "Doel", "Ernst", "Oordeel", "Regel", "Uitkomst", "Verslag", "alle_regels", "toets"]
