"""Takes out what this asker may not see: the disclosure policy applied to ready-made JSON.

Where nothing is withheld the very same bytes come back, unread: for most answers that is the case.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, Final, TypeAlias

import orjson

from app.domain.ports import Bronmatch, Selectie
from app.models.errors import InterneFout, NietBeschikbaar
from app.models.partijen import Fase, Partijklasse, Soort
from app.models.profiel import velden as modelvelden
from app.models.versie import Versie
from app.privacy.openbaarmaking import Beleidsregel, Oordeel, bladen, lees_tabel

Boom: TypeAlias = Mapping[str, "Boom | None"]
"""The fields that may go out: a group with its own Boom, a value with None."""

Versievelden: TypeAlias = Callable[[Soort, Fase, Versie], Sequence[str]]
_Sleutel: TypeAlias = tuple[Fase, Soort, Partijklasse, bool]


class Beleid:
    """The policy, made ready for every phase, kind, class and consent.

    ``vorm`` is the whole table as bytes, to be kept; ``kenmerk``, its hash, tells one policy from another
    in the processing record.
    """

    def __init__(self, tabel: Iterable[Beleidsregel], velden_van: Versievelden = modelvelden) -> None:
        self._tabel: Final = tuple(tabel)
        self._velden_van: Final = velden_van
        self.vorm: Final = orjson.dumps([[r.soort, r.veld, r.fase, r.klasse, r.oordeel, r.reden] for r in self._tabel])
        self.kenmerk: Final = kenmerk_van(self.vorm)
        self._bomen: Final[dict[tuple[_Sleutel, Versie], Boom]] = {}
        self._houdt_in: Final[dict[tuple[_Sleutel, Versie], bool]] = {}
        for sleutel in product(Fase, Soort, Partijklasse, (False, True)):
            mag = self._toegestaan(sleutel)
            for versie in Versie:
                bekend = set(bladen(velden_van(sleutel[1], sleutel[0], versie)))
                self._bomen[sleutel, versie] = _boom(veld for veld in mag if veld in bekend)
                self._houdt_in[sleutel, versie] = not bekend <= set(mag)

    def detail(
        self, soort: Soort, klasse: Partijklasse, contact: bool, inhoud: bytes, versie: Versie = Versie.V3
    ) -> bytes:
        """Give of a stored record what this class may see; ``contact``: the contact fields may go along."""
        sleutel = Fase.DETAIL, soort, klasse, contact
        return self._gesnoeid(sleutel, versie, inhoud) if self._houdt_in[sleutel, versie] else inhoud

    def match(self, soort: Soort, klasse: Partijklasse, profiel: bytes, versie: Versie = Versie.V3) -> bytes:
        """Give of a stored match profile (without its id) what this class may see."""
        sleutel = Fase.MATCH, soort, klasse, False
        return self._gesnoeid(sleutel, versie, profiel) if self._houdt_in[sleutel, versie] else profiel

    def bronmatch(self, soort: Soort, klasse: Partijklasse, match: Bronmatch, versie: Versie) -> Bronmatch:
        """Apply ``match`` to a match of a source."""
        profiel = self.match(soort, klasse, match.profiel, versie)
        return match if profiel is match.profiel else replace(match, profiel=profiel)

    def selectie(self, soort: Soort, klasse: Partijklasse, selectie: Selectie, versie: Versie = Versie.V3) -> Selectie:
        """Apply ``match`` to all of a source's matches."""
        if not self._houdt_in[(Fase.MATCH, soort, klasse, False), versie]:
            return selectie
        return replace(selectie, matches=[self.bronmatch(soort, klasse, m, versie) for m in selectie.matches])

    def alleen_bekend(self, fase: Fase, soort: Soort, klasse: Partijklasse, inhoud: bytes) -> bytes:
        """Give of a remote source's answer the fields that version 3 knows and this class may see.

        What needs a consent stays: that consent is the source's to judge. Ids stay out of a match; a
        match that holds nothing known comes back as ``{}``. Raises ``NietBeschikbaar`` for what is no
        JSON object.
        """
        record = _gelezen(inhoud)
        if record is None:
            raise NietBeschikbaar("Het antwoord van de bron is niet te lezen.")
        return orjson.dumps(_snoei(self._bomen[(fase, soort, klasse, True), Versie.V3], record))

    def velden(
        self, fase: Fase, soort: Soort, klasse: Partijklasse, *, contact: bool, versie: Versie = Versie.V3
    ) -> Sequence[str]:
        """Give the paths of the fields that may go out in an answer of this version."""
        bekend = set(self._velden_van(soort, fase, versie))
        return [veld for veld in self._toegestaan((fase, soort, klasse, contact)) if veld in bekend]

    def tabel(self) -> tuple[Beleidsregel, ...]:
        """Give every cell of the policy, for the docs and the management API."""
        return self._tabel

    def _toegestaan(self, sleutel: _Sleutel) -> list[str]:
        fase, soort, klasse, contact = sleutel
        goed = {Oordeel.JA, Oordeel.CONTACT} if contact else {Oordeel.JA}
        rijen = (r for r in self._tabel if (r.fase, r.soort, r.klasse) == (fase, soort, klasse))
        return [r.veld for r in rijen if r.oordeel in goed]

    def _gesnoeid(self, sleutel: _Sleutel, versie: Versie, inhoud: bytes) -> bytes:
        record = _gelezen(inhoud)
        if record is None:
            raise InterneFout
        return orjson.dumps(_snoei(self._bomen[sleutel, versie], record))


def lees_beleid(extra: Path | None = None) -> Beleid:
    """Read the policy and the operator's own file. Raises ``BeleidFout``: the node must not start then."""
    return Beleid(lees_tabel(extra))


def kenmerk_van(vorm: bytes) -> str:
    """Give the hash that names a policy: 12 hex characters."""
    return hashlib.sha256(vorm).hexdigest()[:12]


def lees_vorm(kenmerk: str, vorm: bytes) -> Beleid | None:
    """Give a policy that was kept; None when these bytes are not the policy of that name, or of another code."""
    if kenmerk_van(vorm) != kenmerk:
        return None
    try:
        return Beleid(
            Beleidsregel(Soort(soort), veld, Fase(fase), Partijklasse(klasse), Oordeel(oordeel), reden)
            for soort, veld, fase, klasse, oordeel, reden in orjson.loads(vorm)
        )
    except (TypeError, ValueError):
        return None


def _gelezen(inhoud: bytes) -> dict[str, Any] | None:
    """Parse; None for what is no object. The parser's own error would carry the record along."""
    try:
        document = orjson.loads(inhoud)
    except orjson.JSONDecodeError:
        return None
    return document if isinstance(document, dict) else None


def _boom(velden: Iterable[str]) -> Boom:
    wortel: dict[str, Any] = {}
    for veld in velden:
        *groepen, naam = veld.split(".")
        tak = wortel
        for groep in groepen:
            tak = tak.setdefault(groep, {})
        tak[naam] = None
    return wortel


def _snoei(boom: Boom, groep: Mapping[str, Any]) -> dict[str, Any]:
    return {naam: _houd(boom[naam], deel) for naam, deel in groep.items() if naam in boom and _past(boom[naam], deel)}


def _houd(boom: Boom | None, deel: Any) -> Any:
    if isinstance(deel, list):
        return [_houd(boom, element) for element in deel if _past(boom, element, in_lijst=True)]
    return deel if boom is None else _snoei(boom, deel)


def _past(boom: Boom | None, deel: Any, *, in_lijst: bool = False) -> bool:
    """A group where a value belongs, or the other way round, could carry anything: it goes nowhere."""
    if isinstance(deel, list):
        return not in_lijst
    return isinstance(deel, dict) == (boom is not None)
