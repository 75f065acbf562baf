"""The runs of deliveries on both databases."""

from dataclasses import replace

import pytest

from app.domain.leveringport import OPEN, Run, Staat, Wijze
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Soort
from tests.builders import een_record
from tests.storage.hulp import aangeleverd, bewaar

BRON, ANDER = Oin("00000099000000101000"), Oin("00000099000000102000")


def een_run(nummer=1, bron=BRON, **velden):
    vast = {"formaat": "vum3", "wijze": Wijze.AANVULLEN, "ontvangen_op": 100, "bijgewerkt_op": 100}
    return Run(bron=bron, id=f"run-{nummer}", **{"soort": Soort.WERKZOEKENDE, "volgorde": nummer, **vast, **velden})


async def _registreer(database, *runs):
    async with database.schrijven() as opslag:
        return [await opslag.leveringen.registreer(run) for run in runs]


async def test_a_run_comes_back_as_it_was_stored(database):
    run = een_run(
        grondslag=Grondslag.TOESTEMMING,
        grondslag_tot=9,
        proef=True,
        vingerafdruk=b"x",
        sleutel=b"s",
        telling={"nieuw": 3},
        fout="iets",
        vervalt_op=7,
    )
    assert await _registreer(database, run) == [True]
    async with database.lezen() as opslag:
        assert await opslag.leveringen.lees(BRON, run.id) == run
        assert await opslag.leveringen.met_sleutel(BRON, b"s") == run
        assert await opslag.leveringen.lees(ANDER, run.id) is None
        assert await opslag.leveringen.met_sleutel(ANDER, b"s") is None


async def test_of_one_source_and_kind_one_is_open_trials_apart(database):
    een, ander = een_run(1), een_run(2)
    naast = [een_run(3, proef=True), een_run(4, soort=Soort.VACATURE), een_run(5, bron=ANDER)]
    assert await _registreer(database, een, ander, *naast) == [True, False, True, True, True]
    async with database.schrijven() as opslag:
        assert await opslag.leveringen.open_van(BRON, Soort.WERKZOEKENDE) == een
        assert await opslag.leveringen.zet(replace(een, staat=Staat.KLAAR), OPEN)
        assert await opslag.leveringen.open_van(BRON, Soort.WERKZOEKENDE) is None
    assert await _registreer(database, ander) == [True]


async def test_a_key_is_used_once_per_source(database):
    eerst = een_run(1, sleutel=b"s", staat=Staat.KLAAR)
    assert await _registreer(database, eerst, een_run(2, sleutel=b"s"), een_run(3, bron=ANDER, sleutel=b"s")) == [
        True,
        False,
        True,
    ]


async def test_a_run_changes_only_from_where_it_stands(database):
    run = een_run()
    await _registreer(database, run)
    klaar = replace(run, staat=Staat.KLAAR, telling={"nieuw": 1}, bijgewerkt_op=200)
    async with database.schrijven() as opslag:
        assert not await opslag.leveringen.zet(klaar, {Staat.BEZIG})
        assert await opslag.leveringen.zet(klaar, {Staat.ONTVANGEN})
        assert await opslag.leveringen.lees(BRON, run.id) == klaar


async def test_lists_the_newest_first_a_page_at_a_time(database):
    await _registreer(database, *(een_run(n, proef=True) for n in range(1, 6)), een_run(9, bron=ANDER))
    async with database.lezen() as opslag:
        assert [r.volgorde for r in await opslag.leveringen.lijst(BRON, None, 3)] == [5, 4, 3]
        assert [r.volgorde for r in await opslag.leveringen.lijst(BRON, 3, 3)] == [2, 1]


async def test_tells_which_runs_were_left(database):
    leeft, dood = een_run(1, werker="a", levend_tot=150), een_run(2, werker="b", levend_tot=50, soort=Soort.VACATURE)
    wacht = een_run(3, bron=ANDER, staat=Staat.WACHT, vervalt_op=120)
    await _registreer(database, leeft, dood, wacht, een_run(4, staat=Staat.KLAAR))
    async with database.schrijven() as opslag:
        assert await opslag.leveringen.verlaten(100) == [dood]
        assert await opslag.leveringen.verlaten(200) == [leeft, dood, wacht]
        await opslag.leveringen.leef("a", 300)
        assert await opslag.leveringen.verlaten(200) == [dood, wacht]
        assert await opslag.leveringen.ids_open() == {"run-1", "run-2", "run-3"}


async def test_a_report_goes_with_its_run_when_the_term_is_over(database):
    oud, nieuw, open_ = een_run(1, staat=Staat.KLAAR), een_run(2, staat=Staat.KLAAR, bijgewerkt_op=500), een_run(3)
    await _registreer(database, oud, nieuw, open_)
    async with database.schrijven() as opslag:
        for run in (oud, nieuw):
            await opslag.leveringen.bewaar_rapport(BRON, run.id, b"rapport")
            await opslag.leveringen.bewaar_rapport(BRON, run.id, b"nieuwer rapport")
        assert await opslag.leveringen.verwijder_voor(400) == 1
        assert [await opslag.leveringen.rapport(BRON, f"run-{n}") for n in (1, 2, 3)] == [
            None,
            b"nieuwer rapport",
            None,
        ]
        assert await opslag.leveringen.lees(BRON, "run-3") is not None


@pytest.mark.parametrize("soort", Soort)
async def test_lists_and_removes_records_by_id(database, soort):
    await bewaar(database, BRON, soort, [aangeleverd(soort, een_record(soort), f"r-{n}") for n in range(5)])
    async with database.schrijven() as opslag:
        alle = await opslag.dossiers.lijst(BRON, soort, 0, 10)
        assert [stand.id for stand in alle] == [f"r-{n}" for n in range(5)]
        assert alle[0].versie == "3.0.0"
        assert await opslag.dossiers.lijst(BRON, soort, 3, 10) == alle[3:]
        assert await opslag.dossiers.lijst(ANDER, soort, 0, 10) == []
        assert await opslag.dossiers.verwijder_alle(BRON, soort, [alle[0].id, alle[1].id, "onbekend"]) == 2
        assert await opslag.dossiers.aantal(BRON, soort) == 3
