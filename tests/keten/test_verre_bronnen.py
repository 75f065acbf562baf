"""The exchange over sources elsewhere that are not ours, of which many misbehave."""

import asyncio
import resource
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from app.domain.bronstatistiek import DAG
from app.domain.matching import past
from app.domain.ports import Bronregistratie, Bronstaat
from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.models.errors import NietBeschikbaar
from app.models.partijen import Soort
from tests.keten.bronnen import (
    STORINGEN,
    Huis,
    bronnen_op,
    huis,
    inhoud,
    kop,
    officieel,
    oin,
    rechtstreeks,
    start_bronnen,
    telling,
    vrije_poort,
)
from tests.models.officieel import aanvaardt

ANTWOORDT_TOCH = {"teveel", "vals", "vreemd"}
VRAAG = {"selectiegebied": {"postcode": "3511AA", "afstand": 12}}
RUIM = {"selectiegebied": {"postcode": "3511AA", "afstand": 500}}
RECORD = {"werkzoekenden": "werkzoekende", "vacatures": "vacature"}
CONTRACT = "v3/VUM-Bemiddelaar-WerkzoekendeProfielen"
MEGABYTE_PER_BRON = 6


@pytest.fixture
def maak_huis(sqlite_url: str, kaart: Postcodekaart) -> Callable[..., Any]:
    return partial(huis, sqlite_url, kaart)


@pytest.fixture
async def node(maak_huis) -> AsyncIterator[Huis]:
    async with maak_huis() as h:
        yield h


async def test_twenty_faulty_sources_cost_the_thirty_good_ones_nothing(maak_huis, kaart):
    goed = [f"bron{n}" for n in range(30)]
    fout = [f"bron{n}-{storing}" for n, storing in enumerate(STORINGEN)]
    vraag = ontleed(Soort.WERKZOEKENDE, VRAAG)
    with start_bronnen(30) as adres:
        verwacht = await rechtstreeks(adres, goed, VRAAG)
        assert 10 < verwacht.total() <= 100
        async with maak_huis() as h:
            await h.registreer(*bronnen_op(adres, goed + fout))
            geheugen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            for nummer in range(1, 7):
                begin = time.monotonic()
                antwoord = await h.vraag("werkzoekenden", VRAAG)
                assert time.monotonic() - begin < 5
                assert kop(antwoord) == {"bevraagd": 50, "geantwoord": 33, "begrensd": 0}
                body = antwoord.json()
                assert aanvaardt(CONTRACT, "antwoord_matches", body)
                gevonden = Counter(map(inhoud, body["matches"]))
                assert verwacht - gevonden == Counter()
                assert all(past(vraag, match, kaart) for match in body["matches"])
                if nummer >= 4:
                    assert {
                        naam: telling(adres)[naam] for naam in fout if naam.partition("-")[2] not in ANTWOORDT_TOCH
                    } == {naam: 3 for naam in fout if naam.partition("-")[2] not in ANTWOORDT_TOCH}
            assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - geheugen < 50 * MEGABYTE_PER_BRON * 1024
            await _eis_statistiek(h)


async def _eis_statistiek(h: Huis) -> None:
    """What the operator sees of the very same questions."""
    await h.samenstel.poort.stop()
    sleutels = [oin(n + 1) for n in range(50)]
    standen = await h.samenstel.statistiek.lees(sleutels, int(time.time()) // DAG * DAG - DAG)
    op_storing = dict(zip(STORINGEN, sleutels[30:], strict=False))
    assert {(standen[s].gevraagd, standen[s].geantwoord) for s in sleutels[:30]} == {(6, 6)}
    hangt, kapot, vals, vreemd = (standen[op_storing[s]] for s in ("hangt", "kapot", "vals", "vreemd"))
    assert (hangt.gevraagd, hangt.te_laat, hangt.kapot, hangt.overgeslagen) == (6, 3, 0, 3)
    assert (kapot.gevraagd, kapot.te_laat, kapot.kapot, kapot.overgeslagen) == (6, 0, 3, 3)
    assert (vals.geantwoord, vreemd.geantwoord) == (6, 6)
    assert vals.vervallen > 0
    assert vreemd.vervallen > 0


@pytest.mark.parametrize("soort", ["werkzoekenden", "vacatures"])
async def test_what_is_spread_over_sources_is_found_and_opened(node, soort):
    with start_bronnen(5) as adres:
        await node.registreer(*bronnen_op(adres, [f"bron{n}" for n in range(5)]))
        for geval in officieel(soort, "gevallen")[:10]:
            antwoord = await node.vraag(soort, geval["vraagObject"])
            assert kop(antwoord)["geantwoord"] == 5
            matches = antwoord.json()["matches"]
            for match in matches[:2]:
                detail = (await node.detail(soort, match["vumID"])).json()
                assert _past_bij(match, detail[RECORD[soort]])
                assert detail["bronID"] in {oin(n) for n in range(1, 6)}


def _past_bij(match: dict[str, Any], record: dict[str, Any]) -> bool:
    return all(_deel_van(waarde, record[naam]) for naam, waarde in match.items() if naam != "vumID")


def _deel_van(deel: Any, geheel: Any) -> bool:
    if isinstance(deel, dict):
        return all(_deel_van(waarde, geheel[naam]) for naam, waarde in deel.items())
    if isinstance(deel, list):
        return all(_deel_van(a, b) for a, b in zip(deel, geheel, strict=True))
    return bool(deel == geheel)


async def test_all_asked_and_none_answered_is_503(node):
    await node.registreer(Bronregistratie(oin(1), "x", f"http://127.0.0.1:{vrije_poort()}/weg"))
    for _ in range(5):  # from the fourth on its breaker is open
        antwoord = await node.vraag("vacatures", VRAAG)
        assert (antwoord.status_code, antwoord.json()["code"]) == (503, "500.3")
        assert antwoord.headers["X-VUM-Bronnen"] == "bevraagd=1; geantwoord=0; begrensd=0"


async def test_an_error_that_is_not_about_the_sources_counts_none(node, monkeypatch):
    async def faalt(*_: Any, **__: Any) -> None:
        raise NietBeschikbaar("x")

    with start_bronnen(1) as adres:
        await node.registreer(*bronnen_op(adres, ["bron0"]))
        assert "X-VUM-Bronnen" not in (await node.vraag("vacatures", {})).headers
        assert kop(await node.vraag("vacatures", VRAAG))["geantwoord"] == 1
        monkeypatch.setattr(node.samenstel.vastlegging, "leg_vast", faalt)
        antwoord = await node.vraag("vacatures", VRAAG)
        assert antwoord.status_code == 503
        assert "X-VUM-Bronnen" not in antwoord.headers


async def test_nobody_to_ask_is_an_empty_answer(node):
    antwoord = await node.vraag("vacatures", VRAAG)
    assert antwoord.status_code == 200
    assert kop(antwoord) == {"bevraagd": 0, "geantwoord": 0, "begrensd": 0}


async def test_only_who_can_answer_is_asked(node):
    with start_bronnen(1) as adres:
        utrecht, maastricht, pauze, storing, vacatures = bronnen_op(adres, [f"bron0-traag{n}" for n in range(5)])
        await node.registreer(
            replace(utrecht, gebied=((3500, 3599),)),
            replace(maastricht, gebied=((6211, 6229),)),
            replace(pauze, staat=Bronstaat.GEPAUZEERD),
            replace(storing, staat=Bronstaat.STORING),
            replace(vacatures, soorten=frozenset({Soort.VACATURE})),
        )
        assert kop(await node.vraag("werkzoekenden", VRAAG)) == {"bevraagd": 2, "geantwoord": 1, "begrensd": 0}
        assert set(telling(adres)) == {"bron0-traag0"}


async def test_more_questions_at_once_than_agreed_is_503_with_retry_after(maak_huis):
    with start_bronnen(1) as adres:
        async with maak_huis(vragen_tegelijk=2) as h:
            await h.registreer(*bronnen_op(adres, ["bron0-traag300"]))
            antwoorden = await asyncio.gather(*(h.vraag("werkzoekenden", VRAAG) for _ in range(3)))
            assert sorted(a.status_code for a in antwoorden) == [200, 200, 503]
            (vol,) = [a for a in antwoorden if a.status_code == 503]
            assert (vol.json()["code"], vol.headers["retry-after"]) == ("500.3", "1")
            assert "X-VUM-Bronnen" not in vol.headers
            assert (await h.vraag("werkzoekenden", VRAAG)).status_code == 200


async def test_a_source_keeps_to_its_own_limits(node):
    with start_bronnen(1) as adres:
        langzaam, druk = bronnen_op(adres, ["bron0-traag3000", "bron0-traag300"])
        await node.registreer(replace(langzaam, seconden=0.2), replace(druk, gelijktijdig=1))
        begin = time.monotonic()
        antwoorden = await asyncio.gather(*(node.vraag("vacatures", VRAAG) for _ in range(2)))
        assert time.monotonic() - begin < 3
        assert sorted(a.status_code for a in antwoorden) == [200, 503]
        assert {kop(a)["geantwoord"] for a in antwoorden if a.status_code == 200} == {1}


async def test_the_time_of_a_source_holds_for_its_details_too(node):
    with start_bronnen(1) as adres:
        (bron,) = bronnen_op(adres, ["bron0"])
        await node.registreer(bron)
        matches = (await node.vraag("werkzoekenden", VRAAG)).json()["matches"]
        await node.registreer(replace(bron, url=f"{adres}/bron0-traag5000", seconden=0.2))
        begin = time.monotonic()
        assert (await node.detail("werkzoekenden", matches[0]["vumID"])).status_code == 503
        assert time.monotonic() - begin < 4
        await node.registreer(replace(bron, seconden=30))
        assert (await node.detail("werkzoekenden", matches[0]["vumID"])).status_code == 200


async def test_details_when_their_source_is_gone(node):
    with start_bronnen(1) as adres:
        (bron,) = bronnen_op(adres, ["bron0"])
        await node.registreer(bron)
        matches = (await node.vraag("werkzoekenden", VRAAG)).json()["matches"]
    weg = await node.detail("werkzoekenden", matches[0]["vumID"])
    assert (weg.status_code, weg.json()["code"]) == (503, "500.3")
    async with node.samenstel.database.schrijven() as opslag:
        await opslag.register.verwijder_bron(bron.oin)
    verwijderd = await node.detail("werkzoekenden", matches[0]["vumID"])
    assert (verwijderd.status_code, verwijderd.json()["code"]) == (400, "400.01")


async def test_what_was_not_fetched_is_not_counted(maak_huis):
    with start_bronnen(1) as adres:
        async with maak_huis(maximum_details=1) as h:
            (bron,) = bronnen_op(adres, ["bron0"])
            await h.registreer(bron)
            een, ander = (await h.vraag("werkzoekenden", VRAAG)).json()["matches"][:2]
            await h.registreer(replace(bron, url=f"{adres}/bron0-500"))
            assert (await h.detail("werkzoekenden", een["vumID"])).status_code == 503
            await h.registreer(bron)
            assert (await h.detail("werkzoekenden", ander["vumID"])).status_code == 200
            assert (await h.detail("werkzoekenden", een["vumID"])).status_code == 429


async def test_the_nearest_hundred_of_all_sources(node):
    with start_bronnen(3) as adres:
        await node.registreer(*bronnen_op(adres, ["bron0", "bron1", "bron2"]))
        antwoord = await node.vraag("werkzoekenden", RUIM)
        assert len(antwoord.json()["matches"]) == 100
        assert antwoord.json()["maximumAantalResultatenBereikt"] is True
        assert kop(antwoord)["begrensd"] == 3
