"""Reference lists as files: CSV, or SKOS in Turtle, RDF/XML or JSON-LD, told apart by what stands in them.

Every file is read to its end and judged before anything of it is stored.
"""

from pathlib import Path
from typing import BinaryIO, Final

from app.adapters.referentielijsten.csvlijst import lees_csv
from app.adapters.referentielijsten.kern import Gelezen, Lijstfout
from app.adapters.referentielijsten.skoslijst import lees_skos
from app.adapters.referentielijsten.skosvorm import Skosvorm
from app.domain.referentielijst import Lijst

__all__ = ["Gelezen", "Lijstfout", "lees_lijst"]

_KIJK: Final = 65_536


def lees_lijst(lijst: Lijst, pad: Path, selectie: str | None = None) -> Gelezen:
    """Read a list. ``selectie``: only concepts of this type or in this scheme (SKOS).

    Raises ``Lijstfout``, which names file, line and rule.
    """
    try:
        with pad.open("rb") as bestand:
            gelezen = _lees(lijst, bestand, selectie)
    except OSError as fout:
        raise Lijstfout(f"{pad.name}: is niet te lezen: {fout.strerror}") from None
    except Lijstfout as fout:
        raise Lijstfout(f"{pad.name}{fout}") from None
    if not gelezen.begrippen:
        raise Lijstfout(f"{pad.name}: bevat geen enkel begrip dat in deze lijst past")
    return gelezen


def _lees(lijst: Lijst, bestand: BinaryIO, selectie: str | None) -> Gelezen:
    vorm = Skosvorm.herken(bestand.read(_KIJK))
    bestand.seek(0)
    if vorm is not None:
        return lees_skos(lijst, bestand, vorm, selectie)
    if selectie is not None:
        raise Lijstfout(": een selectie hoort bij SKOS, niet bij CSV")
    return lees_csv(lijst, bestand)
