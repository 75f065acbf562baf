"""``openvum levering``, and the runs that ``openvum laden`` leaves."""

import asyncio
import io
import json
import re
import time
from dataclasses import replace

import orjson
import pytest
import python_calamine

from app.adapters.spool import Schijfspool
from app.domain.leveringport import Staat, Wijze
from app.models.identiteit import Oin
from app.models.partijen import Soort
from app.settings import Instellingen
from app.storage.db import Database
from tests.builders import een_werkzoekende

BRON = "00000099000000601000"
ANDER = "00000099000000602000"


@pytest.fixture
def laad(gemigreerd, tmp_path):
    def laad(*nummers, opties=(), bron=BRON):
        pad = tmp_path / "w.json"
        records = [een_werkzoekende(idWerkzoekende=f"w-{n}") for n in nummers]
        pad.write_bytes(orjson.dumps([*records, {"idWerkzoekende": "w-fout", "sector": "geheim"}]))
        return gemigreerd("laden", "werkzoekenden", pad, "--bron", bron, *opties)

    return laad


def doe(werk):
    async def alles():
        database = Database("sqlite+aiosqlite:///openvum.db")
        try:
            async with database.schrijven() as opslag:
                return await werk(opslag)
        finally:
            await database.sluit()

    return asyncio.run(alles())


def runs(bron=BRON):
    async def haal(opslag):
        return await opslag.leveringen.lijst(Oin(bron), None, 100)

    return doe(haal)


def aantal():
    async def tel(opslag):
        return await opslag.dossiers.aantal(Oin(BRON), Soort.WERKZOEKENDE)

    return doe(tel)


def test_loading_leaves_a_run_that_can_be_shown(gemigreerd, laad):
    assert laad(1, 2) == 1
    [run] = runs()
    assert (run.staat, run.herkomst, run.telling["nieuw"], run.telling["geweigerd"]) == ("klaar", "cli", 2, 1)
    assert run.grootte > 100
    assert gemigreerd("levering", "lijst", "--bron", BRON) == 0
    assert run.id in gemigreerd.uit
    assert gemigreerd("levering", "toon", run.id, "--bron", BRON) == 0
    assert "Staat: klaar" in gemigreerd.uit
    assert "nieuw: 2" in gemigreerd.uit
    for opdracht in ("toon", "bevestig"):
        assert gemigreerd("levering", opdracht, run.id, "--bron", ANDER) == 2
        assert "is er niet" in gemigreerd.fout


def test_the_report_as_json_and_as_a_workbook(gemigreerd, laad, tmp_path):
    laad(1, opties=("--rapport", "direct.xlsx"))
    [run] = runs()
    assert gemigreerd("levering", "rapport", run.id, "--bron", BRON, "--rapport", "r.json") == 0
    rapport = json.loads((tmp_path / "r.json").read_text())
    assert rapport["telling"]["geweigerd"] == 1
    assert gemigreerd("levering", "rapport", run.id, "--bron", BRON, "--rapport", "r.xlsx") == 0
    for naam in ("direct.xlsx", "r.xlsx"):
        werkmap = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO((tmp_path / naam).read_bytes()))
        [_, fout] = werkmap.get_sheet_by_name("Fouten").to_python()
        assert fout[:2] == ["record 2", "sector"]
        assert "geheim" not in str(fout)


def test_what_removes_much_is_refused_until_it_is_confirmed(gemigreerd, laad):
    laad(1, 2, 3)
    for opties in (("--volledig",), ("--verwijder",)):
        assert laad(1, 2, opties=opties) == 2
        assert "--bevestig" in gemigreerd.fout
        assert (aantal(), runs()[0].staat) == (3, "mislukt")
    assert laad(1, 2, opties=("--verwijder", "--bevestig")) == 1
    assert aantal() == 1
    assert laad(9, opties=("--volledig", "--verwijder")) == 2
    assert "--verwijder: gaat niet samen" in gemigreerd.fout


def test_one_at_a_time_and_a_dead_one_makes_way(gemigreerd, laad):
    laad(1)
    [run] = runs()

    async def open_(opslag, levend_tot):
        ander = replace(run, id="ander", volgorde=run.volgorde + 1, staat=Staat.BEZIG, levend_tot=levend_tot)
        await opslag.leveringen.registreer(ander)
        await opslag.leveringen.zet(ander, {Staat.BEZIG})

    doe(lambda opslag: open_(opslag, int(time.time()) + 60))
    assert laad(2) == 2
    assert "er loopt al een levering" in gemigreerd.fout
    assert laad(2, opties=("--proef",)) == 1  # a trial never waits
    doe(lambda opslag: open_(opslag, 1))
    assert laad(2) == 1
    assert {r.id: r.staat for r in runs()}["ander"] == "afgebroken"


def test_confirms_what_waits(gemigreerd, laad, tmp_path):
    """A delivery over the API waits; its file is in the folder of the node."""
    laad(1, 2, 3)
    run = replace(
        runs()[0], id="wacht", volgorde=time.time_ns() // 1000, staat=Staat.WACHT, vervalt_op=int(time.time()) + 60
    )

    async def wacht(opslag):
        assert await opslag.leveringen.registreer(replace(run, wijze=Wijze.VERVANGEN))

    doe(wacht)
    assert gemigreerd("levering", "bevestig", "wacht", "--bron", BRON) == 2
    assert "bestand" in gemigreerd.fout
    map_ = Instellingen().aanleverpad
    map_.mkdir(exist_ok=True)
    (map_ / "wacht").write_bytes(orjson.dumps([een_werkzoekende(idWerkzoekende="w-9")]))
    assert gemigreerd("levering", "bevestig", "wacht", "--bron", BRON) == 0
    assert re.search("1 nieuw.* 3 verwijderd", gemigreerd.uit)
    assert aantal() == 1
    assert not Schijfspool(map_).bestaat("wacht")
    assert gemigreerd("levering", "bevestig", "wacht", "--bron", BRON) == 2
    assert "wacht niet" in gemigreerd.fout
