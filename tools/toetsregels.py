"""The page of the rules of ``openvum toets``, from the register itself."""

from itertools import groupby
from typing import Final

from app.models.partijen import Soort
from app.models.versie import Versie
from app.privacy.rapportopmaak import tabel
from openvum.client import Rol
from openvum.toets import Regel, alle_regels
from openvum.toets.plaats import voluit
from openvum.toets.register import CATEGORIEEN

_TITELS: Final = ("Regel", "Wat", "Ernst", "Waarvoor", "Waar het staat")


def toetsregels(gemaakt: str) -> str:
    """Give every rule, by category."""
    regels = sorted(alle_regels(), key=lambda r: (list(CATEGORIEEN).index(r.categorie), r.id))
    uit = [
        "# De regels van `openvum toets`",
        "",
        gemaakt,
        "",
        (
            f"{len(regels)} regels. Een regel geldt voor elke soort, rol en versie, tenzij de kolom Waarvoor iets anders zegt. "
            "Hoe u toetst staat in [Een koppelvlak toetsen](toets.md)."
        ),
    ]
    for categorie, groep in groupby(regels, key=lambda r: r.categorie):
        rijen = [(f"`{r.id}`", r.titel, str(r.ernst), _waarvoor(r), _waar(r)) for r in groep]
        uit += ["", f"## {CATEGORIEEN[categorie]} ({categorie})", "", *tabel(_TITELS, rijen)]
    return "\n".join(uit) + "\n"


def _waarvoor(regel: Regel) -> str:
    delen = [
        *(sorted(regel.rollen) if len(regel.rollen) < len(Rol) else []),
        *(f"versie {v}" for v in sorted(regel.versies) if len(regel.versies) < len(Versie)),
        *(sorted(regel.soorten) if len(regel.soorten) < len(Soort) else []),
        *(["testset"] if regel.testset else []),
    ]
    return ", ".join(map(str, delen))


def _waar(regel: Regel) -> str:
    """As for the first interface that it is about; the others have the same place in theirs."""
    rol = Rol.BRON if Rol.BRON in regel.rollen else Rol.UITWISSELING
    soort = Soort.WERKZOEKENDE if Soort.WERKZOEKENDE in regel.soorten else Soort.VACATURE
    plek = voluit(regel.waar, rol, Versie.V3, soort)
    return f"`{plek.partition(', ')[2]}`" if plek.startswith("VUM-B") else plek
