"""The disclosure policies by the name that the processing record gives them: today's, and those of before.

A policy is kept before the first processing under it is recorded, so that "which fields went out" can be
answered for as long as the record is. What is kept counts only if its hash is its name.
"""

from collections.abc import Iterable, Mapping

from app.domain.ports import Klok, Opslagfabriek
from app.privacy.redaction import Beleid, lees_vorm


class Beleidsboek:
    """One instance per process."""

    def __init__(self, opslag: Opslagfabriek, beleid: Beleid, klok: Klok) -> None:
        self._opslag = opslag
        self._beleid = beleid
        self._klok = klok
        self._bewaard = False

    async def bewaar(self) -> None:
        """Keep the policy in force, once. Raises ``NietBeschikbaar``."""
        if self._bewaard:
            return
        async with self._opslag.schrijven() as opslag:
            await opslag.beleidsarchief.bewaar(self._beleid.kenmerk, self._beleid.vorm, int(self._klok()))
        self._bewaard = True

    async def lees(self, kenmerken: Iterable[str]) -> Mapping[str, Beleid]:
        """Give the policies of these names; one that was not kept, or not whole, is left out."""
        gevraagd = sorted(set(kenmerken) - {self._beleid.kenmerk})
        async with self._opslag.lezen() as opslag:
            vormen = await opslag.beleidsarchief.lees(gevraagd) if gevraagd else {}
        gelezen = {kenmerk: lees_vorm(kenmerk, vorm) for kenmerk, vorm in vormen.items()}
        bekend = {kenmerk: beleid for kenmerk, beleid in gelezen.items() if beleid is not None}
        return {**bekend, self._beleid.kenmerk: self._beleid}
