"""The processing record: who was shown what of whom, when and why, written before anything leaves.

Follows Logboek Dataverwerkingen 1.0. How it is stored and sealed stands with ``domain.verwerkingsketen``,
how it is written cheaply with ``verwerkingsschrijver``.
"""

import hashlib
import hmac
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Final

from app.domain.ports import Klok
from app.domain.verwerking import Activiteit, Verwerking
from app.domain.verwerkingsketen import STUK, Regel, Segment, onderteken_segment, plaatsen, segment_klopt
from app.domain.verwerkingsport import Verwerkingenlezer, Verwerkingenopslag, Voortgang
from app.models.identiteit import Oin, RecordID
from app.privacy.pseudoniem import Pseudonimiseerder
from app.privacy.sleutels import Sleutelbos, Sleuteldoel
from app.privacy.verwerkingscontrole import Controle, Deel, Plaats, Uitslag
from app.privacy.verwerkingsexport import Record, records
from app.privacy.verwerkingsregister import Verwerkingsregister
from app.privacy.verwerkingsschrijver import DAG_MS, Schrijver, sluit_segment

_DOOD_NA: Final = 2 * DAG_MS
"""A segment lives one day; one that is still open after two has no writer any more, or one that sleeps."""
_CONTEXT: Final = b"openvum verantwoording 1\0"


class Ankerzegel:
    """Signs anchors with HMAC-SHA256 under the key for ``verantwoording``.

    A withdrawn key proves nothing any more: withdraw it only after its segments are past their term.
    """

    def __init__(self, sleutels: Callable[[], Sleutelbos]) -> None:
        self._sleutels = sleutels

    def teken(self, inhoud: bytes) -> tuple[str, bytes]:
        """Sign with the active key. Raises ``SleutelFout`` when there is none."""
        sleutel = self._sleutels().actief(Sleuteldoel.VERANTWOORDING)
        return sleutel.kid, _zegel(sleutel.materiaal, inhoud)

    def klopt(self, sleutel: str, inhoud: bytes, handtekening: bytes) -> bool:
        """Say whether this key, if it still opens, made this signature."""
        gevonden = self._sleutels().vind(Sleuteldoel.VERANTWOORDING, sleutel)
        if gevonden is None or not isinstance(handtekening, bytes):
            return False
        return hmac.compare_digest(_zegel(gevonden.materiaal, inhoud), handtekening)


def _zegel(sleutel: bytes, inhoud: bytes) -> bytes:
    return hmac.digest(sleutel, _CONTEXT + inhoud, hashlib.sha256)


@dataclass(frozen=True, slots=True)
class Blik:
    """One time that a person's data went out, as that person may know it.

    ``moment`` in milliseconds since 1970 (UTC); ``doel`` and ``grondslag`` are those of the register at
    that time, empty when the operator took that version out. ``activiteit`` is the URI of the activity,
    ``activiteit_id`` its id and ``naam`` its name at that time.
    """

    moment: int
    verantwoordelijke: str
    vrager: str
    via: str
    klasse: str
    soort: str
    activiteit: str
    activiteit_id: str
    naam: str
    doel: str
    grondslag: str
    fase: str
    velden: str
    trace_id: str


class Verantwoording:
    """The processing record of this node. One instance per process: it holds the process's writer."""

    def __init__(
        self,
        opslag: Verwerkingenopslag,
        register: Verwerkingsregister,
        sleutels: Callable[[], Sleutelbos],
        pseudoniemen: Pseudonimiseerder,
        klok: Klok,
    ) -> None:
        self._opslag = opslag
        self._zegel = Ankerzegel(sleutels)
        self._pseudoniemen = pseudoniemen
        self._klok = klok
        self._schrijver = Schrijver(opslag, register, self._zegel, klok)
        self.register: Final = register

    async def leg_vast(self, verwerking: Verwerking) -> None:
        """Return when the processing is recorded durably; only then may the answer leave.

        Raises ``NietBeschikbaar`` when it cannot be recorded.
        """
        await self._schrijver.leg_vast(verwerking)

    def betrokkene(self, bron: Oin, id_: RecordID) -> bytes:
        """Name a person as ``Verwerking.betrokkenen`` wants it."""
        return bytes.fromhex(self._pseudoniemen.persoon(bron, id_))

    def betrokkenen(self, wie: Iterable[tuple[Oin, RecordID]]) -> list[bytes]:
        """Name all persons of one answer."""
        return self._pseudoniemen.personen(wie)

    async def stop(self) -> None:
        """Finish what waits and close the open segments."""
        await self._schrijver.stop()

    async def controleer(self, getuige: str | None = None) -> Uitslag:
        """Check the whole record as it stands now; ``getuige`` is what an earlier check gave."""
        async with self._opslag.lezen() as lezer:
            return await Controle(lezer, self._zegel).voer_uit(getuige)

    async def controleer_deel(self, plaats: Plaats | None, hoogstens: int) -> Deel:
        """Check the next part of the record, about so many rows; see ``Controle.voer_deel_uit``."""
        async with self._opslag.lezen() as lezer:
            return await Controle(lezer, self._zegel, plaats).voer_deel_uit(hoogstens)

    async def wie(self, bron: Oin, id_: RecordID) -> list[Blik]:
        """Say who was shown this person, oldest first."""
        personen = {bytes.fromhex(naam) for naam in self._pseudoniemen.persoon_namen(bron, id_)}
        async with self._opslag.lezen() as lezer:
            regels = [r async for r in _regels_over(lezer, personen)]
        return sorted((self._blik(r) for r in regels), key=lambda b: b.moment)

    def _blik(self, regel: Regel) -> Blik:
        versie = self.register.versie(regel.activiteit, regel.versie)
        return Blik(
            moment=regel.eind,
            verantwoordelijke=regel.verantwoordelijke,
            vrager=regel.vrager,
            via=regel.via,
            klasse=regel.klasse,
            soort=regel.soort,
            activiteit=self.register.uri(regel.activiteit),
            activiteit_id=regel.activiteit,
            naam=regel.naam,
            doel=versie.doel if versie else "",
            grondslag=versie.grondslag if versie else "",
            fase=regel.fase,
            velden=regel.velden,
            trace_id=regel.trace_id.hex(),
        )

    async def exporteer(self, verantwoordelijke: Oin | None = None, sinds: int = 0) -> AsyncIterator[list[Record]]:
        """Give LDV records in the order of writing, in batches; of one controller, from ``sinds`` (ms) on."""
        async with self._opslag.lezen() as lezer:
            for voortgang in await lezer.voortgang():
                async for regels in lezer.regels(voortgang.segment):
                    gekozen = [
                        r for r in regels if r.eind >= sinds and verantwoordelijke in {None, r.verantwoordelijke}
                    ]
                    yield [record for regel in gekozen for record in records(regel, self.register)]

    async def leid_af(self) -> int:
        """Bring the index of persons up to date; give the number of pieces that were added."""
        async with self._opslag.lezen() as lezer:
            voortgang = await lezer.voortgang()
        return sum([await self._leid_segment_af(v) for v in voortgang])

    async def _leid_segment_af(self, voortgang: Voortgang) -> int:
        vol = -(-voortgang.aantal // STUK) if voortgang.gesloten else voortgang.aantal // STUK
        for stuk in range(voortgang.afgeleid, vol):
            async with self._opslag.lezen() as lezer:
                regels = await anext(lezer.regels(voortgang.segment, stuk * STUK), ())
            if not await self._opslag.schrijf_index(voortgang.segment, stuk, plaatsen(regels)):
                return stuk - voortgang.afgeleid
        return max(0, vol - voortgang.afgeleid)

    async def sluit_verlaten(self) -> int:
        """Close the segments whose writer stopped without doing so; give their number."""
        nu = int(self._klok() * 1000)
        verlaten = [s for s in await self._segmenten() if s.gesloten is None and s.geopend < nu - _DOOD_NA]
        return sum([await sluit_segment(self._opslag, s, nu, self._zegel) for s in verlaten])

    async def verwijder_verlopen(self) -> int:
        """Remove the rows of closed segments that are past the term of their activity; give their number.

        The anchor stays as a signed tombstone. A segment that was tampered with is left as it is.
        """
        nu = int(self._klok() * 1000)
        grens = {a.value: self.register.geldend(a, nu).bewaartermijn.grens(nu) for a in Activiteit}
        verlopen = [
            s
            for s in await self._segmenten()
            if s.gesloten is not None and s.verwijderd is None and s.laatste < grens.get(s.activiteit, 0)
        ]
        zerken = [(s, onderteken_segment(s._replace(verwijderd=nu), self._zegel)) for s in verlopen]
        return sum([await self._opslag.verwijder(voor, na) for voor, na in zerken])

    async def _segmenten(self) -> list[Segment]:
        """The segments whose anchor is ours: signing another one would hide that it was changed."""
        async with self._opslag.lezen() as lezer:
            return [s async for s in lezer.segmenten() if segment_klopt(s, self._zegel)]


async def _regels_over(lezer: Verwerkingenlezer, personen: Collection[bytes]) -> AsyncIterator[Regel]:
    """Find rows through the index, and look through the rows that it does not cover yet.

    The index only leads: what it leads to counts if the row itself names the person.
    """
    voortgang = {v.segment: v.afgeleid for v in await lezer.voortgang()}
    for segment, stuk, waar in await lezer.vindplaatsen(personen):
        if stuk < voortgang.get(segment, 0):
            for regel in await lezer.regels_op(segment, [stuk * STUK + plaats + 1 for plaats in waar]):
                if not set(regel.personen()).isdisjoint(personen):
                    yield regel
    for segment, afgeleid in voortgang.items():
        async for regels in lezer.regels(segment, afgeleid * STUK):
            for regel in regels:
                if not set(regel.personen()).isdisjoint(personen):
                    yield regel
