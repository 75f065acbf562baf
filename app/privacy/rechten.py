"""The rights of the person, carried out: look-up, copy, correction, consent and objection, erasure.

Whether somebody may ask for it is decided before (``inzagepoort``, or whoever may run commands here).
Each is a processing itself, recorded before it is done and before anything leaves: a failure after that
leaves a record of what did not happen, never the other way round.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

import orjson

from app.domain.audit import Herkomst, Wie
from app.domain.persoon import Persoonsdossier
from app.domain.ports import Aangeleverd, Klok, Opslagfabriek, Wijziging
from app.domain.tekstwacht import Tekstwacht, bewaakt_record
from app.domain.toestemming import Registerhandeling, Stand
from app.domain.verwerking import Activiteit, Spoor, Verwerking
from app.models.errors import NietGevonden, OngeldigeAanroep
from app.models.identiteit import Oin, RecordID
from app.models.lezen import ID_VELD, valideer_record
from app.models.partijen import Fase, Partijklasse, Soort
from app.models.schending import Schending
from app.models.versie import Versie
from app.privacy import toestemming
from app.privacy.beleidsboek import Beleidsboek
from app.privacy.persoonsbeeld import ALLES, Achtergrond, Json, dossier, historie, kenmerk_in, moment, verstrekking
from app.privacy.verantwoording import Blik, Verantwoording

NIEMAND: Final = "Onder dit id houdt deze bron geen gegevens."
GEWIST: Final = "Deze persoon is bij deze bron gewist; hef de wissing eerst op."
_W: Final = Soort.WERKZOEKENDE


class Persoon(NamedTuple):
    """A jobseeker of a source inside this node; the id as delivered."""

    bron: Oin
    id: RecordID


@dataclass(frozen=True, slots=True)
class Namens:
    """Who exercises a right for the person: a source, or this node's own officer."""

    vrager: Oin
    via: Oin
    klasse: Partijklasse
    herkomst: Herkomst = Herkomst.API
    spoor: Spoor = field(default_factory=Spoor.nieuw, repr=False)

    @property
    def wie(self) -> Wie:
        """The same, as the audit log names it."""
        return Wie(self.vrager, self.herkomst)


class Bladzijde(NamedTuple):
    """Which part of the disclosures: a page of so many, of those up to a moment (None: now)."""

    pagina: int
    aantal: int
    peilmoment: datetime | None = None


class Rechten:
    """Every method gives the answer as JSON, ready to be written. Raises ``VumFout``."""

    def __init__(
        self,
        opslag: Opslagfabriek,
        verantwoording: Verantwoording,
        beleidsboek: Beleidsboek,
        tekstwacht: Tekstwacht,
        klok: Klok,
    ) -> None:
        self._opslag = opslag
        self._verantwoording = verantwoording
        self._beleidsboek = beleidsboek
        self._tekstwacht = tekstwacht
        self._klok = klok

    async def wie_vroeg(self, namens: Namens, persoon: Persoon, blad: Bladzijde) -> Json:
        """Say who asked, newest first. Also of who is held no more: what went out, went out."""
        tot = self._nu() if blad.peilmoment is None else round(blad.peilmoment.timestamp() * 1000)
        blikken = [b for b in await self._blikken(persoon) if b.moment <= tot]
        begin = (blad.pagina - 1) * blad.aantal
        deel = await self._vertel(blikken[begin : begin + blad.aantal])
        await self._leg_vast(namens, persoon, Activiteit.INZAGE_BETROKKENE)
        volgende = {"volgendePagina": blad.pagina + 1} if begin + blad.aantal < len(blikken) else {}
        stand = {"totaal": len(blikken), "pagina": blad.pagina, **volgende, "peilmoment": moment(tot)}
        return {**stand, "verstrekkingen": deel}

    async def exporteer(self, namens: Namens, persoon: Persoon) -> Json:
        """Give a copy of all that this node holds of the person. Raises ``NietGevonden`` when that is nothing."""
        gehouden, stand = await self._gehouden(persoon)
        blikken = await self._blikken(persoon)
        if gehouden is None and stand == Stand() and not blikken:
            raise NietGevonden(NIEMAND)
        verstrekkingen = await self._vertel(blikken)
        await self._leg_vast(namens, persoon, Activiteit.INZAGE_BETROKKENE, ALLES)
        return {
            "bron": str(persoon.bron),
            "id": str(persoon.id),
            "gemaaktOp": moment(self._nu()),
            **dossier(gehouden),
            **historie(stand),
            "verstrekkingen": verstrekkingen,
        }

    async def corrigeer(self, namens: Namens, persoon: Persoon, gegevens: Mapping[str, Any]) -> Json:
        """Replace the record, judged as a delivery in its own version is; its ground and the consents stay as they are."""
        oud, _ = await self._gehouden(persoon)
        if oud is None:
            raise NietGevonden(NIEMAND)
        verbeterd = self._gekeurd(persoon, gegevens, Versie(oud.versie))
        await self._leg_vast(namens, persoon, Activiteit.CORRECTIE_BETROKKENE)
        async with self._opslag.schrijven() as opslag:
            nu = await opslag.personen.dossier(*persoon)
            if nu is None:
                raise NietGevonden(NIEMAND)
            if nu.versie != oud.versie:  # a delivery came in between
                verbeterd = self._gekeurd(persoon, gegevens, Versie(nu.versie))
            uitkomst = await opslag.dossiers.bewaar(
                persoon.bron, _W, nu.versie, nu.grondslag, [verbeterd], grondslag_tot=nu.grondslag_tot
            )
        return {"gewijzigd": uitkomst.get(Wijziging.GEWIJZIGD, 0) > 0}

    async def wijzig_register(
        self, namens: Namens, persoon: Persoon, activiteit: Activiteit, handeling: Registerhandeling
    ) -> Json:
        """Give or withdraw a consent, object or lift the objection: counts at once, everywhere."""
        if regels := toestemming.keur(persoon.id, handeling, self._klok()):
            raise OngeldigeAanroep(regels)
        await self._eis_niet_gewist(persoon)
        await self._leg_vast(namens, persoon, activiteit)
        gedaan = await toestemming.wijzig(self._opslag, *persoon, handeling, wie=namens.wie, klok=self._klok)
        return {"gewijzigd": gedaan, **historie(await toestemming.historie(self._opslag, *persoon))}

    async def toestemmingen(self, namens: Namens, persoon: Persoon) -> Json:
        """Give every consent and objection that was ever entered."""
        stand = await toestemming.historie(self._opslag, *persoon)
        await self._leg_vast(namens, persoon, Activiteit.INZAGE_BETROKKENE)
        return historie(stand)

    async def wis(self, namens: Namens, persoon: Persoon) -> Json:
        """Erase all that is held of the person, and keep the person out of later deliveries.

        What stays: the mark that keeps out, and the processing record until its term; both know a keyed
        pseudonym only. Raises ``NietGevonden`` when nothing is held.
        """
        gehouden, stand = await self._gehouden(persoon)
        if gehouden is None and stand == Stand():
            raise NietGevonden(NIEMAND)
        await self._leg_vast(namens, persoon, Activiteit.WISSING_BETROKKENE)
        async with self._opslag.schrijven() as opslag:
            # Mark, then the register (which holds the person's key), then the record: nothing that is
            # being delivered or entered at this moment slips through.
            await opslag.personen.merk_gewist(*persoon, int(self._klok()))
            register = await opslag.toestemmingen.wis(*persoon)
            record = await opslag.personen.wis(*persoon)
        return {"gegevens": record, "toestemmingen": register}

    async def hef_wissing_op(self, namens: Namens, persoon: Persoon) -> Json:
        """Let the person be delivered again. Raises ``NietGevonden`` when nothing keeps the person out."""
        async with self._opslag.lezen() as opslag:
            if not await opslag.personen.is_gewist(*persoon):
                raise NietGevonden("Deze persoon is bij deze bron niet gewist.")
        await self._leg_vast(namens, persoon, Activiteit.WISSING_BETROKKENE)
        async with self._opslag.schrijven() as opslag:
            return {"opgeheven": await opslag.personen.laat_toe(*persoon)}

    def _gekeurd(self, persoon: Persoon, gegevens: Mapping[str, Any], versie: Versie) -> Aangeleverd:
        """Judge a corrected record as a delivery would. Raises ``OngeldigeAanroep`` naming field and rule."""
        inhoud = orjson.dumps(gegevens)
        gebreken = valideer_record(_W, inhoud, versie)
        if not gebreken and gegevens[ID_VELD[_W]] != persoon.id:
            gebreken = [Schending(ID_VELD[_W], "moet gelijk zijn aan id")]
        if not gebreken:
            oordeel = self._tekstwacht(_W, gegevens)
            if not oordeel.schendingen:
                return bewaakt_record(persoon.id, inhoud, gegevens, oordeel)
            gebreken = list(oordeel.schendingen)
        raise OngeldigeAanroep(
            f"werkzoekende{'.' if gebrek.pad else ''}{gebrek.pad} {gebrek.regel}" for gebrek in gebreken
        )

    async def _gehouden(self, persoon: Persoon) -> tuple[Persoonsdossier | None, Stand]:
        async with self._opslag.lezen() as opslag:
            return await opslag.personen.dossier(*persoon), await opslag.toestemmingen.historie(*persoon)

    async def _eis_niet_gewist(self, persoon: Persoon) -> None:
        async with self._opslag.lezen() as opslag:
            if await opslag.personen.is_gewist(*persoon):
                raise NietGevonden(GEWIST)

    async def _blikken(self, persoon: Persoon) -> list[Blik]:
        """Newest first. A vacancy may have the same id: what went out of that is not about this person."""
        alle = await self._verantwoording.wie(*persoon)
        return [b for b in reversed(alle) if b.soort == _W.value]

    async def _vertel(self, blikken: list[Blik]) -> list[Json]:
        beleid = await self._beleidsboek.lees(map(kenmerk_in, blikken))
        async with self._opslag.lezen() as opslag:
            bronnen = {str(b.oin): b.naam for b in await opslag.register.bronnen()}
            partijen = {str(d.oin): d.naam for d in await opslag.register.deelnemers()}
        return [verstrekking(b, Achtergrond(beleid, bronnen | partijen)) for b in blikken]

    async def _leg_vast(self, namens: Namens, persoon: Persoon, activiteit: Activiteit, velden: str = "") -> None:
        nu = self._nu()
        await self._verantwoording.leg_vast(
            Verwerking(
                activiteit=activiteit,
                verantwoordelijke=persoon.bron,
                vrager=namens.vrager,
                via=namens.via,
                klasse=namens.klasse,
                soort=_W,
                fase=Fase.DETAIL,
                spoor=namens.spoor,
                begin=nu,
                eind=nu,
                betrokkenen=[self._verantwoording.betrokkene(*persoon)],
                velden=velden,
                naam=self._verantwoording.register.geldend(activiteit, nu).naam,
            )
        )

    def _nu(self) -> int:
        return int(self._klok() * 1000)
