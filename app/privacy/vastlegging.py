"""Recorded and counted before anything leaves: the step between an answer and its way out."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from app.domain.ports import Klok
from app.domain.verwerking import Activiteit, Rol, Spoor, Verwerking
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Fase, Partijen, Partijklasse, Soort
from app.models.versie import Versie
from app.privacy.bulkwacht import Bulkwacht
from app.privacy.verantwoording import Verantwoording

Persoon = tuple[Oin, RecordID]
"""A record and the source that holds it."""


@dataclass(frozen=True, slots=True)
class Lopend:
    """A processing that has begun; ``begin`` in milliseconds since 1970 (UTC)."""

    rol: Rol
    verantwoordelijke: Oin
    partijen: Partijen
    klasse: Partijklasse
    soort: Soort
    fase: Fase
    begin: int
    spoor: Spoor = field(repr=False)


class Vastlegging:
    """``velden`` names the disclosure policy in force: which fields go out to a class in a phase.

    ``vooraf`` sees to it that the name can be looked up later; nothing is recorded before it has succeeded.
    """

    def __init__(
        self,
        verantwoording: Verantwoording,
        wacht: Bulkwacht,
        velden: str,
        klok: Klok,
        vooraf: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._verantwoording = verantwoording
        self._wacht = wacht
        self._velden = velden
        self._klok = klok
        self._vooraf = vooraf

    async def begin(
        self, rol: Rol, verantwoordelijke: Oin, partijen: Partijen, klasse: Partijklasse, *, soort: Soort, fase: Fase
    ) -> Lopend:
        """Start a processing for a party that has not asked too much. Raises ``LimietOverschreden``."""
        spoor = Spoor.lees(partijen.traceparent, partijen.tracestate)
        await self._wacht.toets(rol, verantwoordelijke, partijen.van)
        return Lopend(rol, verantwoordelijke, partijen, klasse, soort, fase, self._nu(), spoor)

    async def leg_vast(
        self, lopend: Lopend, personen: Iterable[Persoon], *, contact: bool = False, versie: Versie = Versie.V3
    ) -> None:
        """Return when it is recorded durably who is about to be shown. Raises ``NietBeschikbaar``.

        ``contact``: contact fields go along that need consent; ``versie`` is that of the answer.
        """
        if self._vooraf is not None:
            await self._vooraf()
        betrokkenen = self._verantwoording.betrokkenen(personen)
        await self._verantwoording.leg_vast(self._verwerking(lopend, betrokkenen, self._welke_velden(contact, versie)))
        self._wacht.tel(lopend.rol, lopend.verantwoordelijke, lopend.partijen.van, lopend.fase, betrokkenen)

    async def stop(self) -> None:
        """Finish what waits; nothing can be recorded any more."""
        await self._verantwoording.stop()
        await self._wacht.stop()

    def _welke_velden(self, contact: bool, versie: Versie) -> str:
        """Name the policy, the version where it is not the present one, and that contact fields went along."""
        van = "" if versie is Versie.V3 else f"+{versie}"
        return f"{self._velden}{van}{'+contact' if contact else ''}"

    def _verwerking(self, lopend: Lopend, betrokkenen: list[bytes], velden: str) -> Verwerking:
        activiteit = Activiteit.voor(lopend.rol, lopend.soort, lopend.fase)
        eind = max(self._nu(), lopend.begin)
        return Verwerking(
            activiteit=activiteit,
            verantwoordelijke=lopend.verantwoordelijke,
            vrager=lopend.partijen.van,
            via=lopend.partijen.via,
            klasse=lopend.klasse,
            soort=lopend.soort,
            fase=lopend.fase,
            spoor=lopend.spoor,
            begin=lopend.begin,
            eind=eind,
            betrokkenen=betrokkenen,
            velden=velden,
            naam=self._verantwoording.register.geldend(activiteit, eind).naam,
        )

    def _nu(self) -> int:
        return int(self._klok() * 1000)
