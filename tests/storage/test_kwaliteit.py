"""Quality measured over the database, a figure per day, and records that are too old to be in an answer."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain import kwaliteitsmeting
from app.domain.kwaliteit import DAG
from app.domain.kwaliteitsmeting import Meter
from app.domain.matching import is_vers, past
from app.domain.ports import Bronregistratie
from app.domain.referentielijst import Begrip, Lijst
from app.domain.selectievraag import ontleed
from app.models.identiteit import RecordID
from app.models.partijen import Soort
from app.storage.db import Database
from tests.builders import een_record, een_vraag, een_werkzoekende
from tests.storage.hulp import NU, SUWI, aangeleverd, bewaar, nieuwe_bron, zoek
from tests.strategies import records, vragen

W = Soort.WERKZOEKENDE


class Klok:
    """A clock that the test sets."""

    def __init__(self):
        self.nu = float(NU)

    def __call__(self):
        return self.nu


@pytest.fixture
def klok():
    return Klok()


@pytest.fixture
async def opslag(database_url, kaart, klok):
    database = Database(database_url, 2, kaart=kaart, klok=klok)
    yield database
    await database.sluit()


async def registreer(opslag, *bronnen, url=None):
    async with opslag.schrijven() as t:
        for bron in bronnen:
            await t.register.zet_bron(Bronregistratie(bron, "Bron", url))


async def test_every_record_of_the_source_is_measured_in_small_parts(opslag, klok, monkeypatch):
    monkeypatch.setattr(kwaliteitsmeting, "DEEL", 2)
    bron, ander = nieuwe_bron(), nieuwe_bron()
    await bewaar(opslag, bron, W, [aangeleverd(W, een_record(W), f"w-{n}") for n in range(5)])
    await bewaar(opslag, ander, W, [aangeleverd(W, een_record(W), "w-9")])
    weg = een_record(W, mobiliteit={"bemiddelingspostcode": "0000AA"})
    await bewaar(opslag, bron, W, [aangeleverd(W, weg, "w-5")])
    klok.nu += 100 * DAG
    await bewaar(opslag, bron, W, [aangeleverd(W, een_record(W), "w-0")])
    meting = await Meter(opslag, klok, verouderd_na=100).meet(bron, W)
    assert (meting.records, meting.verouderd, meting.leeftijd) == (6, 5, [1, 0, 0, 5, 0])
    assert meting.velden["mobiliteit.bemiddelingspostcode"].ongeldig == 1
    assert (await Meter(opslag, klok).meet(bron, W)).verouderd == 0


async def test_codes_are_judged_by_the_list_of_today(opslag, klok):
    bron, code = nieuwe_bron(), "https://x.example/1"
    record = een_werkzoekende(bemiddelingsberoep=[{"codeBeroepsnaam": code}])
    await bewaar(opslag, bron, W, [aangeleverd(W, record, "w-1")])
    async with opslag.schrijven() as t:
        await t.referentielijsten.bewaar(Lijst.BEROEPEN, date(2000, 1, 1), [Begrip(code, "Kok")], NU)
        await t.referentielijsten.bewaar(Lijst.BEROEPEN, date(2023, 12, 1), [Begrip("https://x.example/2", "Kok")], NU)
    for dagen, fout in ((0, 0), (60, 1)):
        klok.nu = NU + dagen * DAG
        meting = await Meter(opslag, klok).meet(bron, W)
        assert meting.velden["bemiddelingsberoep.codeBeroepsnaam"].ongeldig == fout
    oordeel, dagen = await Meter(opslag, klok).oordeel(bron, W, RecordID("w-1"))
    assert ("bemiddelingsberoep.codeBeroepsnaam" in oordeel.ongeldig, dagen) == (True, 60)
    assert await Meter(opslag, klok).oordeel(bron, W, RecordID("weg")) is None


async def test_the_job_keeps_one_figure_a_day_of_sources_in_this_node(opslag, klok):
    bron, leeg, elders = nieuwe_bron(), nieuwe_bron(), nieuwe_bron()
    await registreer(opslag, bron, leeg)
    await registreer(opslag, elders, url="https://bron.example")
    for b in (bron, elders):
        await bewaar(opslag, b, W, [aangeleverd(W, een_record(W), "w-1")])
    meter = Meter(opslag, klok)
    assert (await meter.leg_vast(), await meter.leg_vast()) == (1, 0)
    klok.nu += DAG
    assert await meter.leg_vast() == 1
    async with opslag.lezen() as t:
        metingen = await t.kwaliteit.metingen(date(2000, 1, 1))
        assert [(m.bron, m.meting.records) for m in metingen] == [(bron, 1)] * 2
        assert metingen[0].meting.velden == metingen[1].meting.velden == (await meter.meet(bron, W)).velden
        assert await t.kwaliteit.metingen(metingen[1].dag, leeg) == []
    assert await meter.vergeet() == 0
    klok.nu += kwaliteitsmeting.BEWAARD_DAGEN * DAG
    assert await meter.vergeet() == 1


async def test_a_pass_of_the_job_is_bounded_and_the_next_one_goes_on(opslag, klok, monkeypatch):
    monkeypatch.setattr(kwaliteitsmeting, "PER_RONDE", 1)
    bronnen = [nieuwe_bron() for _ in range(3)]
    await registreer(opslag, *bronnen)
    for bron in bronnen:
        await bewaar(opslag, bron, W, [aangeleverd(W, een_record(W), "w-1")])
    assert [await Meter(opslag, klok).leg_vast() for _ in range(4)] == [1, 1, 1, 0]


@pytest.mark.parametrize("soort", Soort)
async def test_a_record_is_left_out_until_its_source_confirms_it(opslag, klok, kaart, soort):
    bron, vraag = nieuwe_bron(), ontleed(soort, een_vraag(soort))
    await bewaar(opslag, bron, soort, [aangeleverd(soort, een_record(soort), "r-1")])
    dagen = {"alles": 0, "vandaag": NU - 1, "later": NU}

    async def gezien():
        async with opslag.lezen() as t:
            gevonden = {}
            for naam, na in dagen.items():
                wie = replace(SUWI, bevestigd_na=na)
                matches = (await zoek(t.dossiers, bron, vraag, kaart, wie=wie)).matches
                open_ = await t.dossiers.open(bron, soort, RecordID("r-1"), wie)
                assert (len(matches) == 1) is (open_ is not None)
                gevonden[naam] = len(matches)
            return gevonden

    assert await gezien() == {"alles": 1, "vandaag": 1, "later": 0}
    klok.nu += 60
    await bewaar(opslag, bron, soort, [aangeleverd(soort, een_record(soort), "r-1")])
    assert await gezien() == {"alles": 1, "vandaag": 1, "later": 1}, "an unchanged delivery confirms"


@pytest.mark.parametrize("soort", Soort)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
async def test_sql_leaves_out_what_the_reference_leaves_out(opslag, klok, kaart, soort, data):
    bevolking = data.draw(st.lists(st.tuples(records(soort), st.integers(0, 3)), min_size=1, max_size=12))
    rauw = data.draw(st.lists(vragen(soort), min_size=1, max_size=3))
    wie, bron = replace(SUWI, bevestigd_na=NU + data.draw(st.integers(0, 3)) * DAG), nieuwe_bron()
    for n, (record, dag) in enumerate(bevolking):
        klok.nu = NU + dag * DAG
        await bewaar(opslag, bron, soort, [aangeleverd(soort, record, f"r-{n}")])
    async with opslag.lezen() as t:
        for vraag in (ontleed(soort, r) for r in rauw):
            verwacht = {
                f"r-{n}"
                for n, (r, dag) in enumerate(bevolking)
                if past(vraag, r, kaart) and is_vers(wie, NU + dag * DAG)
            }
            assert {str(m.id) for m in (await zoek(t.dossiers, bron, vraag, kaart, wie=wie)).matches} == verwacht
