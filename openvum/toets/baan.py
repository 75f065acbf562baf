"""What a rule gets: ways to ask, what is known of the other side, and where to say what it found."""

from collections.abc import Collection, Mapping
from typing import Any, Final

import orjson

from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.client.koppelvlak import Rol
from openvum.toets.doel import Doel
from openvum.toets.kennis import Kennis
from openvum.toets.lijn import PAD, Lijn
from openvum.toets.model import Bevinding, Ernst, Regel
from openvum.toets.selectie import Selectie, id_veld, lees_selectie
from openvum.toets.wissel import Koppen, NietTeBeoordelen, Wissel

JSON: Final = "application/json"
WEG: Final = None
"""As the value of a header: leave it out."""


class Baan:
    """The run of one rule for one kind of record."""

    def __init__(self, lijn: Lijn, soort: Soort, kennis: Kennis, regel: Regel) -> None:
        self.lijn = lijn
        self.soort = soort
        self.kennis = kennis
        self.regel = regel
        self.bevindingen: list[Bevinding] = []
        self.verzoeken = 0

    @property
    def doel(self) -> Doel:
        """What is checked."""
        return self.lijn.doel

    @property
    def rol(self) -> Rol:
        """Exchange or source."""
        return self.doel.rol

    @property
    def versie(self) -> Versie:
        """The version of the standard."""
        return self.doel.versie

    @property
    def pad(self) -> str:
        """The path of this kind, after the base."""
        return PAD[self.soort]

    @property
    def id_veld(self) -> str:
        """The field of a match that opens its detail."""
        return id_veld(self.rol, self.soort)

    def meld(self, wat: str, wissel: Wissel | None = None, ernst: Ernst | None = None) -> None:
        """Say what was found; one line, in Dutch, without values of a record."""
        self.bevindingen.append(Bevinding(wat, ernst or self.regel.ernst, wissel))

    def koppen(self, over: Mapping[str, str | None] | None = None) -> list[tuple[str, str]]:
        """Give the headers of an ordinary request, some of them replaced, added or (None) left out."""
        anders = {naam.lower(): waarde for naam, waarde in (over or {}).items()}
        gewoon = [(n, w) for n, w in self.lijn.koppen() if n.lower() not in anders]
        return [*gewoon, *((n, w) for n, w in (over or {}).items() if w is not None)]

    async def stuur(
        self, methode: str, pad: str, koppen: Koppen, body: bytes | None = None, toonpad: str | None = None
    ) -> Wissel:
        """Send anything. Raises ``Verbroken``."""
        self.verzoeken += 1
        return await self.lijn.stuur(methode, pad, koppen, body, toonpad)

    async def post(self, body: bytes, over: Mapping[str, str | None] | None = None) -> Wissel:
        """Send these bytes where a question belongs."""
        koppen = self.koppen({"Content-Type": JSON, **(over or {})})
        return await self.stuur("POST", f"{self.pad}/matches", koppen, body)

    def vraagobject(
        self, criteria: Mapping[str, Any] | None = None, postcode: str | None = None, afstand: int | None = None
    ) -> dict[str, Any]:
        """Give a question; without more, around the place and as wide as where something is known to be found."""
        gebied = dict(self.kennis.gebied)
        if postcode is not None:
            gebied["postcode"] = postcode
        if afstand is not None:
            gebied["afstand"] = afstand
        return {"selectiegebied": gebied, **(criteria or {})}

    async def vraag(self, vraag: Mapping[str, Any], over: Mapping[str, str | None] | None = None) -> Wissel:
        """Put a question, whatever its answer."""
        return await self.post(orjson.dumps({"vraagObject": vraag}), over)

    async def selectie(self, vraag: Mapping[str, Any]) -> Selectie:
        """Put a question that the contract allows; another answer than a selection is a finding and ends the rule."""
        wissel = await self.vraag(vraag)
        gelezen = lees_selectie(wissel, vraag, self.rol, self.soort)
        if gelezen is None:
            self.meld(f"een geldige vraag kreeg geen selectie als antwoord (status {wissel.status})", wissel)
            raise NietTeBeoordelen("een geldige vraag kreeg geen selectie als antwoord")
        return gelezen

    async def open(self, id_: str, over: Mapping[str, str | None] | None = None, soort: Soort | None = None) -> Wissel:
        """Ask for a detail, with an id that was received; it is not shown."""
        pad = PAD[soort or self.soort]
        return await self.stuur("GET", f"{pad}/{id_}", self.koppen(over), toonpad=f"{pad}/{{{self.id_veld}}}")

    def basis(self, minstens: int = 1) -> Selectie:
        """Give an answer that holds everything there is in its area. Raises ``NietTeBeoordelen``."""
        basis = self.kennis.basis
        if basis is None or len(basis.matches) < minstens:
            raise NietTeBeoordelen(f"geen volledig antwoord met ten minste {minstens} match(es) gevonden")
        return basis

    def ids(self, minstens: int = 1) -> list[str]:
        """Give ids of matches. Raises ``NietTeBeoordelen``."""
        bron = self.kennis.basis or next((s for s in self.kennis.proeven if s.matches), None)
        ids = [id_ for id_ in bron.ids if isinstance(id_, str) and id_] if bron else []
        if len(ids) < minstens:
            raise NietTeBeoordelen(f"minder dan {minstens} match(es) gevonden om te openen")
        return ids

    async def verse_ids(self, minstens: int = 1) -> list[str]:
        """Ask again and give the ids: at an exchange each question has its own limit on details."""
        basis = self.kennis.basis or next((s for s in self.kennis.proeven if s.matches), None)
        if basis is None:
            raise NietTeBeoordelen("geen matches gevonden")
        ids = [id_ for id_ in (await self.selectie(basis.vraag)).ids if isinstance(id_, str) and id_]
        if len(ids) < minstens:
            raise NietTeBeoordelen(f"minder dan {minstens} match(es) gevonden om te openen")
        return ids

    def eis_status(self, wissel: Wissel, mag: Collection[int], wat: str) -> bool:
        """Find fault with another status than these; say whether it was right."""
        if wissel.status in mag:
            return True
        verwacht = " of ".join(str(int(s)) for s in sorted(mag))
        self.meld(f"{wat}: verwacht {verwacht}, gekregen {wissel.status}", wissel)
        return False

    def eis(self, goed: object, wat: str, wissel: Wissel | None = None) -> bool:
        """Find fault unless this holds."""
        if not goed:
            self.meld(wat, wissel)
        return bool(goed)
