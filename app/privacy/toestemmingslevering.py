"""Changes of the consent register in bulk: the whole file or nothing of it, and a report.

The file is judged before it is applied, so that a faulty one holds up nobody. It may be of any length:
no more than a batch is held.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from app.domain.audit import Wie
from app.domain.ports import Klok, Opslag, Opslagfabriek
from app.domain.toestemming import Intrekken, Opheffen
from app.domain.toestemmingsbestand import Regelfout, Registerregel, Registerwijziging, ontleed
from app.models.identiteit import Oin
from app.privacy.toestemming import eis_bron, keur, noteer

BATCH: Final = 500
MAX_GENOEMD: Final = 100_000
_NIETS_GEDAAN: Final = "het bestand heeft fouten; er is niets veranderd"
_GEWIJZIGD: Final = "het bestand is tijdens het laden gewijzigd; er is niets veranderd"

Lezer = Callable[[], Iterable[Registerregel]]
"""Reads the file from its beginning, each time it is called."""


@dataclass(frozen=True, slots=True)
class Opmerking:
    """What is wrong with a line: its place in the file, and field and rule, never a value."""

    plaats: str
    regels: tuple[str, ...]


@dataclass(slots=True)
class Registerrapport:
    """What became of a file. ``fout`` says why nothing was changed; ``niet_gevonden`` could not be taken back."""

    gelezen: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0
    niet_gevonden: int = 0
    geweigerd: int = 0
    proef: bool = False
    fout: str = ""
    opmerkingen: list[Opmerking] = field(default_factory=list)

    def merk_op(self, plaats: str, *regels: str) -> None:
        """Name a line; the first hundred thousand are named."""
        if len(self.opmerkingen) < MAX_GENOEMD:
            self.opmerkingen.append(Opmerking(plaats, regels))


class _Afgebroken(Exception):
    """Roll everything back."""


async def laad(
    opslag: Opslagfabriek, bron: Oin, lees: Lezer, *, wie: Wie, proef: bool = False, klok: Klok = time.time
) -> Registerrapport:
    """Apply a file, or only judge it. Raises ``OngeldigeAanroep`` for a source that is not in this node."""
    nu = klok()
    rapport = Registerrapport(proef=proef)
    async with opslag.lezen() as transactie:
        await eis_bron(transactie, bron)
    for _ in _keur_alle(lees(), nu, rapport):
        pass
    if rapport.geweigerd or not rapport.gelezen:
        rapport.fout = _NIETS_GEDAAN if rapport.geweigerd else "het bestand bevat geen regels"
    elif not proef:
        await _pas_toe(opslag, bron, lees, rapport, nu=nu, wie=wie)
    return rapport


async def _pas_toe(
    opslag: Opslagfabriek, bron: Oin, lees: Lezer, rapport: Registerrapport, *, nu: float, wie: Wie
) -> None:
    gelezen = Registerrapport()
    wijzigingen = _keur_alle(lees(), nu, gelezen)
    try:
        async with opslag.schrijven() as transactie:
            await eis_bron(transactie, bron)
            while batch := list(islice(wijzigingen, BATCH)):
                await _verwerk(transactie, bron, batch, rapport, int(nu))
            _eis_zelfde(gelezen, rapport)
            if rapport.gewijzigd:
                await noteer(transactie, bron, wie, {"wat": "bestand", "aantal": rapport.gewijzigd})
    except _Afgebroken:
        rapport.gewijzigd = rapport.ongewijzigd = rapport.niet_gevonden = 0
        rapport.opmerkingen.clear()
        rapport.fout = _GEWIJZIGD


def _eis_zelfde(gelezen: Registerrapport, gekeurd: Registerrapport) -> None:
    if gelezen.geweigerd or gelezen.gelezen != gekeurd.gelezen:
        raise _Afgebroken


async def _verwerk(
    opslag: Opslag, bron: Oin, batch: Sequence[Registerwijziging], rapport: Registerrapport, moment: int
) -> None:
    gedaan = await opslag.toestemmingen.verwerk(bron, [(w.id, w.handeling) for w in batch], moment)
    for wijziging, effect in zip(batch, gedaan, strict=True):
        if effect:
            rapport.gewijzigd += 1
        elif isinstance(wijziging.handeling, Intrekken | Opheffen):
            rapport.niet_gevonden += 1
            rapport.merk_op(wijziging.plaats, "er is niets om in te trekken of op te heffen")
        else:
            rapport.ongewijzigd += 1


def _keur_alle(regels: Iterable[Registerregel], nu: float, rapport: Registerrapport) -> Iterator[Registerwijziging]:
    for regel in regels:
        rapport.gelezen += 1
        try:
            yield _gekeurd(regel, nu)
        except Regelfout as fout:
            rapport.geweigerd += 1
            rapport.merk_op(regel.plaats, *fout.regels)


def _gekeurd(regel: Registerregel, nu: float) -> Registerwijziging:
    wijziging = ontleed(regel)
    if fouten := keur(wijziging.id, wijziging.handeling, nu):
        raise Regelfout(*fouten)
    return wijziging
