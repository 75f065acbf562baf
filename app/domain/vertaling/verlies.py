"""What a translation could not carry over: one line per part of the record, without any value."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Reden(Enum):
    """Why a part of a record is not the same in the other version.

    ``weg``: the part is gone. Otherwise it is there in another form, or came to be there.
    """

    BESTAAT_NIET = ("de andere versie kent dit veld niet", True)
    GEEN_CODE = ("de omzettabel kent deze code niet", True)
    ZONDER_CODE = ("de andere versie kent alleen gecodeerde namen", True)
    TE_LANG = ("te lang voor de andere versie", True)
    NIET_GEKOZEN = ("de andere versie heeft plaats voor een adres", True)
    ONVOLLEDIG = ("de andere versie eist een veld dat hier ontbreekt", True)
    VERPLAATST = ("staat in de andere versie ergens anders", True)
    SAMENGEVOEGD = ("samengevoegd tot een tekst", False)
    AFGEKAPT = ("ingekort tot wat de andere versie toelaat", False)
    AANGEVULD = ("gevuld uit een ander veld", False)
    NIET_EENDUIDIG = ("meer codes staan voor dezelfde naam", False)

    def __init__(self, tekst: str, weg: bool) -> None:
        self.tekst = tekst
        self.weg = weg


@dataclass(frozen=True, slots=True)
class Verlies:
    """``pad`` is that of the record that was translated, lists with their index: ``cursus[0].naamCursus``."""

    pad: str
    reden: Reden


@dataclass(frozen=True, slots=True)
class Vertaling:
    """A translated record with its loss report; ``record`` None: the other version cannot hold it."""

    record: dict[str, Any] | None = field(repr=False)
    verliezen: tuple[Verlies, ...] = ()


class Verslag:
    """Gathers the losses of one record."""

    def __init__(self) -> None:
        self.verliezen: list[Verlies] = []

    def meld(self, pad: str, reden: Reden) -> None:
        self.verliezen.append(Verlies(pad, reden))
