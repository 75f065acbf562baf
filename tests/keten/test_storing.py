"""A process that is stopped at any point between question and answer shows nobody without having said so.

Every step of every operation fails once, as an error and as a kill, on both databases; and real processes
are killed while they answer.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from app.domain.ports import Deelnemer
from app.domain.sandbox import zorg_voor_sandbox
from app.domain.verwerking import Activiteit, Rol
from app.main import Samenstel, maak_app
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Fase, Grondslag, Partijklasse, Soort
from app.privacy.sleutelbestand import lees_of_maak
from app.settings import SANDBOX_OIN, Instellingen
from app.storage.tables import vraag_detail, vraag_teller
from app.storage.verbinding import Motoren
from app.storage.verwerking import Verwerkingen
from tests.keten.huis import BRONKANT, UITWISSELING, VRAGERS, Huis, merk, merken
from tests.keten.storing import GEDOOD, Storing, Stuk, storend_samenstel

SUWI = Partijklasse.SUWI
BRON = Oin(SANDBOX_OIN)
"""The only source: two would be asked at one time, and no run would have the steps of another."""
IDS = [f"wz-{n}" for n in range(101, 104)]
FOUTEN = [Stuk, GEDOOD]
BEWERKINGEN = [(kant, fase) for kant in (BRONKANT, UITWISSELING) for fase in Fase]


class Opstelling:
    """A node behind the injector, and what stands in its tables."""

    def __init__(self, node: Samenstel, klant: httpx.AsyncClient, storing: Storing, motoren: Motoren) -> None:
        self.node, self.storing, self._motoren = node, storing, motoren
        self.huis = Huis(node, klant)
        self._gezien: set[tuple[int, int]] = set()

    def als_nieuw(self) -> None:
        """Let the next request do what the first one of a process does, so that every run has the same steps."""
        self.node.beleidsboek._bewaard = False
        self.node.verantwoording._schrijver._segmenten.clear()
        wacht = self.node.vastlegging._wacht
        wacht._uitgewisseld, wacht._gewijzigd = 0.0, set(wacht._eigen)

    async def nieuwe_regels(self) -> list[Any]:
        """Give the rows of the processing record since the last time."""
        async with Verwerkingen(self._motoren).lezen() as lezer:
            voortgang = await lezer.voortgang()
            alle = [regel for v in voortgang async for deel in lezer.regels(v.segment) for regel in deel]
        nieuw = [r for r in alle if (r.segment, r.nummer) not in self._gezien]
        self._gezien |= {(r.segment, r.nummer) for r in alle}
        return nieuw

    async def geteld(self) -> dict[str, tuple[int, int]]:
        """Per question: how many details its row says, and how many there are."""
        t, d = vraag_teller.c, vraag_detail.c
        rijen = select(func.count()).where(d.vraag_id == t.vraag_id).scalar_subquery()
        async with self._motoren.lezen() as verbinding:
            gevonden = await verbinding.voer_uit(select(t.vraag_id, t.aantal, rijen))
            return {vraag: (aantal, werkelijk) for vraag, aantal, werkelijk in gevonden}

    def eis_vastgelegd(self, regels: Sequence[Any], kant: str, fase: Fase, ids: Sequence[str]) -> None:
        """Every person in an answer stands in the record of each role that showed it."""
        namen = {self.node.verantwoording.betrokkene(BRON, RecordID(i)) for i in ids}
        for rol in (Rol.BRON,) if kant == BRONKANT else Rol:
            activiteit = Activiteit.voor(rol, Soort.WERKZOEKENDE, fase)
            genoemd = {p for r in regels if r.activiteit == activiteit.value for p in r.personen()}
            assert namen <= genoemd, (activiteit, len(namen - genoemd))


@asynccontextmanager
async def _opstelling(monkeypatch: Any, url: str, kaart: Any, map_: Any) -> AsyncIterator[Opstelling]:
    zet = Instellingen(database_url=url, sleutels=map_ / "node.sleutels.json", maximum_details=1000)
    lees_of_maak(zet.sleutelpad)
    storing, motoren = Storing(), Motoren(url)
    node = storend_samenstel(monkeypatch, zet, kaart, storing)
    transport = httpx.ASGITransport(maak_app(zet, node.poort))
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://node") as klant:
            opstelling = Opstelling(node, klant, storing, motoren)
            await zorg_voor_sandbox(node.database)
            async with node.database.schrijven() as opslag:
                await opslag.register.zet_deelnemer(Deelnemer(VRAGERS[SUWI], "Vrager", SUWI))
            await opstelling.huis.laad(IDS, Grondslag.PUBLIEKE_TAAK, bron=BRON)
            yield opstelling
    finally:
        storing.zet(None, Stuk)
        await motoren.sluit()
        await node.sluit()


@pytest.fixture
async def opstelling(monkeypatch, database_url, kaart, tmp_path) -> AsyncIterator[Opstelling]:
    async with _opstelling(monkeypatch, database_url, kaart, tmp_path) as opstelling:
        yield opstelling


async def _vraag(o: Opstelling, kant: str, fase: Fase, id_: str) -> tuple[int | None, list[str]]:
    """Ask; give the status (None: the process was killed) and whom the answer shows."""
    try:
        if fase is Fase.DETAIL:
            antwoord = await o.huis.detail(SUWI, id_, kant, BRON)
            return antwoord.status_code, [IDS[0]] if antwoord.status_code == 200 else []
        antwoord = await o.huis._vraag("POST", kant, SUWI, "/matches", BRON, _VRAAG)
    except GEDOOD:
        return None, []
    return antwoord.status_code, _getoond(antwoord) if antwoord.status_code == 200 else []


def _getoond(antwoord: httpx.Response) -> list[str]:
    return [f"wz-{n}" for n in merken(antwoord.json())]


def _eis_geen_antwoord(status: int | None, plaats: str) -> None:
    """Whatever fails, nothing is shown; what cannot be recorded makes the service unavailable."""
    assert status != 200, plaats
    if "Verwerkingen" in plaats:
        assert status in {None, 503}


_VRAAG = {"selectiegebied": {"postcode": "3511AA", "afstand": 100}}


async def _te_openen(o: Opstelling, kant: str) -> str:
    """Give what opens the first person on this side."""
    if kant == BRONKANT:
        return IDS[0]
    matches = (await o.huis.matches(SUWI))["matches"]
    return next(m["vumID"] for m in matches if m["sector"][0]["codeSbi"] == merk(IDS[0]))


@pytest.mark.parametrize("fout", FOUTEN)
@pytest.mark.parametrize(("kant", "fase"), BEWERKINGEN)
async def test_no_step_that_fails_shows_anybody_unrecorded(opstelling, capsys, kant, fase, fout) -> None:
    o, trof, k, stappen, id_ = opstelling, set(), 0, 1, ""
    geteld: dict[str, tuple[int, int]] = {}
    await _vraag(o, kant, fase, await _te_openen(o, kant))
    while k <= stappen:  # the first run has no fault, and tells how many steps there are
        o.storing.zet(None, Stuk)
        if fase is Fase.DETAIL and (not id_ or geteld != await o.geteld()):
            id_, geteld = await _te_openen(o, kant), await o.geteld()
        o.als_nieuw()
        await o.nieuwe_regels()
        o.storing.zet(k, fout)
        status, getoond = await _vraag(o, kant, fase, id_)
        o.eis_vastgelegd(await o.nieuwe_regels(), kant, fase, getoond)
        assert all(aantal == werkelijk for aantal, werkelijk in (await o.geteld()).values())
        if k == 0:
            stappen = o.storing.stappen
            assert (status, len(getoond)) == (200, 1 if fase is Fase.DETAIL else len(IDS))
        else:
            trof.add(o.storing.trof)
            _eis_geen_antwoord(status, str(o.storing.trof))
        k += 1
    assert None not in trof
    assert {"voor Verwerkingen.schrijf", "na Verwerkingen.schrijf", "voor Verwerkingen.open_segment"} <= trof
    assert "geheim" not in capsys.readouterr().err
