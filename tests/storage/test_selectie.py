"""SQL selects exactly what the reference accepts, nearest first, over generated records and questions."""

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.criteria import Element, En, Of, Operator, Selectievraag, Vergelijking
from app.domain.matching import past
from app.domain.ports import Selectie
from app.domain.selectiegebied import Gebied, Postcodekaart
from app.domain.selectievraag import ontleed
from app.domain.velden import Lijst, Veld, kenmerken
from app.models.partijen import Soort
from app.models.versie import Versie
from app.storage import schatting
from app.storage.criteria import BEROEPEN, VELDEN, gevraagde_beroepen
from app.storage.db import Database
from app.storage.schatting import Schatting
from app.storage.selectie import Ringen
from tests.builders import een_record, een_vraag
from tests.storage.hulp import aangeleverd, bewaar, nieuwe_bron, zoek
from tests.strategies import records, vragen

gedeelde_fixtures = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
POSTCODE = {Soort.WERKZOEKENDE: ("mobiliteit", "bemiddelingspostcode"), Soort.VACATURE: ("adres", "postcode")}


WEGEN = {
    "small rings": (1, False, False),
    "small rings by occupation": (1, False, True),
    "one ring by occupation": (3000, False, True),
    "few": (3000, True, False),
}
"""Every way in which is searched: records in the first ring, whether few have an occupation, what a ring is read by."""


@pytest.fixture(params=WEGEN.values(), ids=WEGEN)
async def opslag(
    request: pytest.FixtureRequest, database_url: str, kaart: Postcodekaart, monkeypatch: pytest.MonkeyPatch
) -> Any:
    ring, weinig, langs_beroep = request.param

    async def langs(*_: object) -> bool:
        return langs_beroep

    monkeypatch.setattr(Schatting, "langs_beroep", langs)
    for grens in ("WEINIG", "WEINIG_MET_VEEL"):
        monkeypatch.setattr(schatting, grens, 1_000 if weinig else -1)
    database = Database(database_url, 2, kaart=kaart, ring=ring)
    yield database
    await database.sluit()


@pytest.mark.parametrize("soort", Soort)
@gedeelde_fixtures
@given(data=st.data())
async def test_sql_selects_what_the_reference_accepts(
    opslag: Database, kaart: Postcodekaart, soort: Soort, data: st.DataObject
) -> None:
    bevolking = {f"r-{n}": r for n, r in enumerate(data.draw(st.lists(records(soort), min_size=1, max_size=25)))}
    rauw = data.draw(st.lists(vragen(soort), min_size=1, max_size=6))
    maximum = data.draw(st.sampled_from((1, 2, 5, 100)))
    bron = nieuwe_bron()
    await bewaar(opslag, bron, soort, (aangeleverd(soort, r, id_) for id_, r in bevolking.items()))
    async with opslag.lezen() as lezer:
        for vraag in (ontleed(soort, r) for r in rauw):
            passend = {id_: _afstand(vraag, r, kaart) for id_, r in bevolking.items() if past(vraag, r, kaart)}
            _beoordeel(await zoek(lezer.dossiers, bron, vraag, kaart, maximum=maximum), passend, maximum)


def _afstand(vraag: Selectievraag, record: dict[str, Any], kaart: Postcodekaart) -> float:
    deel, veld = POSTCODE[vraag.soort]
    afstand = kaart.afstand(vraag.postcode, record[deel][veld])
    assert afstand is not None
    return afstand


def _beoordeel(selectie: Selectie, passend: dict[str, float], maximum: int) -> None:
    gevonden = {str(m.id): m.afstand for m in selectie.matches}
    assert len(gevonden) == len(selectie.matches) == min(maximum, len(passend))
    assert gevonden.items() <= passend.items()
    assert selectie.meer == (len(passend) > maximum)
    gemist = [afstand for id_, afstand in passend.items() if id_ not in gevonden]
    assert max(gevonden.values(), default=0.0) <= min(gemist, default=float("inf"))


@pytest.mark.parametrize("soort", Soort)
async def test_the_profile_is_the_record_without_its_id(database: Database, kaart: Postcodekaart, soort: Soort) -> None:
    bron = nieuwe_bron()
    await bewaar(database, bron, soort, [aangeleverd(soort, een_record(soort), "r-1")])
    async with database.lezen() as lezer:
        (match,) = (await zoek(lezer.dossiers, bron, ontleed(soort, een_vraag(soort)), kaart)).matches
    assert b"r-1" not in match.profiel
    assert match.profiel.startswith(b'{"')
    assert match.afstand == 0.0


@pytest.mark.parametrize("soort", Soort)
async def test_what_cannot_be_placed_is_not_found(database: Database, kaart: Postcodekaart, soort: Soort) -> None:
    bron, (deel, veld) = nieuwe_bron(), POSTCODE[soort]
    record = een_record(soort)
    onbekend = {**record, deel: {**record[deel], veld: "0000AA"}}
    await bewaar(database, bron, soort, [aangeleverd(soort, onbekend, "r-1")])
    async with database.lezen() as lezer:
        vraag = ontleed(soort, een_vraag(soort, selectiegebied={"postcode": "3511AA", "afstand": 999}))
        assert (await zoek(lezer.dossiers, bron, vraag, kaart)).matches == []
        assert await lezer.dossiers.aantal(bron, soort) == 1


async def test_a_changed_record_moves(database: Database, kaart: Postcodekaart) -> None:
    soort, bron = Soort.WERKZOEKENDE, nieuwe_bron()
    utrecht = ontleed(soort, een_vraag(soort, selectiegebied={"postcode": "3511AA", "afstand": 5}))
    maastricht = ontleed(soort, een_vraag(soort, selectiegebied={"postcode": "6211CZ", "afstand": 5}))
    verhuisd = een_record(soort, mobiliteit={"bemiddelingspostcode": "6211CZ"})
    await bewaar(database, bron, soort, [aangeleverd(soort, een_record(soort), "r-1")])
    await bewaar(database, bron, soort, [aangeleverd(soort, verhuisd, "r-1")])
    async with database.lezen() as lezer:
        assert not (await zoek(lezer.dossiers, bron, utrecht, kaart)).matches
        assert len((await zoek(lezer.dossiers, bron, maastricht, kaart)).matches) == 1


async def test_equals_are_drawn_evenly_and_in_random_order(database: Database, kaart: Postcodekaart) -> None:
    soort, bron, keren = Soort.VACATURE, nieuwe_bron(), 200
    await bewaar(database, bron, soort, (aangeleverd(soort, een_record(soort), f"r-{n}") for n in range(4)))
    vraag = ontleed(soort, een_vraag(soort))
    erbij: Counter[str] = Counter()
    eerste: Counter[str] = Counter()
    async with database.lezen() as lezer:
        for _ in range(keren):
            matches = (await zoek(lezer.dossiers, bron, vraag, kaart, maximum=2)).matches
            erbij.update(str(m.id) for m in matches)
            eerste[str(matches[0].id)] += 1
    # Expected 100 and 50 each; 8 standard deviations away happens once in 10**15 runs.
    assert len(erbij) == len(eerste) == 4
    assert all(abs(n - keren / 2) < 8 * (keren / 4) ** 0.5 for n in erbij.values())
    assert all(abs(n - keren / 4) < 8 * (keren * 3 / 16) ** 0.5 for n in eerste.values())


async def test_characters_that_a_database_does_not_take_as_text(database: Database, kaart: Postcodekaart) -> None:
    soort, bron = Soort.VACATURE, nieuwe_bron()
    await bewaar(database, bron, soort, [aangeleverd(soort, een_record(soort, beroep={"codeBeroepsnaam": "a\x00b"}))])
    async with database.lezen() as lezer:
        for code, aantal in (("a\x00b", 1), ("a", 0), ("a\ud800", 0)):
            vraag = ontleed(soort, een_vraag(soort, **{"beroep.codeBeroepsnaam": {"$eq": code}}))
            assert len((await zoek(lezer.dossiers, bron, vraag, kaart)).matches) == aantal


async def test_a_question_for_five_hundred_occupations(database: Database, kaart: Postcodekaart) -> None:
    soort, bron = Soort.WERKZOEKENDE, nieuwe_bron()
    beroepen = [{"codeBeroepsnaam": f"b-{n}"} for n in range(0, 100, 10)]
    await bewaar(database, bron, soort, [aangeleverd(soort, een_record(soort, bemiddelingsberoep=beroepen), "r-1")])
    keuzen = [{"beroep.codeBeroepsnaam": {"$eq": f"b-{n}"}} for n in range(500)]
    vraag = ontleed(soort, een_vraag(soort, bemiddelingsberoep={"$elemMatch": {"$or": keuzen}}))
    async with database.lezen() as lezer:
        assert [str(m.id) for m in (await zoek(lezer.dossiers, bron, vraag, kaart)).matches] == ["r-1"]


@pytest.mark.parametrize(("reikwijdte", "gevonden"), [(0, []), (1, ["r-1"]), (None, ["r-1"])])
async def test_a_jobseeker_is_found_within_reach(
    database: Database, kaart: Postcodekaart, reikwijdte: int | None, gevonden: list[str]
) -> None:
    soort, bron = Soort.WERKZOEKENDE, nieuwe_bron()
    afstand = kaart.afstand("1011AA", "1012AA")
    assert afstand is not None
    assert 0 < afstand < 1
    mobiliteit = {"bemiddelingspostcode": "1012AA"} | (
        {} if reikwijdte is None else {"maximaleReisafstand": reikwijdte}
    )
    await bewaar(database, bron, soort, [aangeleverd(soort, een_record(soort, mobiliteit=mobiliteit), "r-1")])
    vraag = ontleed(soort, een_vraag(soort, selectiegebied={"postcode": "1011AA", "afstand": 10}))
    async with database.lezen() as lezer:
        assert [str(m.id) for m in (await zoek(lezer.dossiers, bron, vraag, kaart)).matches] == gevonden


async def test_the_order_does_not_tell_who_is_near(database: Database, kaart: Postcodekaart) -> None:
    soort, bron = Soort.VACATURE, nieuwe_bron()
    paren = (("ver", "3584AA"), ("dichtbij", "3511AA"))
    await bewaar(
        database, bron, soort, (aangeleverd(soort, een_record(soort, adres={"postcode": p}), i) for i, p in paren)
    )
    vraag = ontleed(soort, een_vraag(soort))
    async with database.lezen() as lezer:
        eerste = {str((await zoek(lezer.dossiers, bron, vraag, kaart)).matches[0].id) for _ in range(60)}
    assert eerste == {"ver", "dichtbij"}


def test_only_a_plain_choice_of_occupations_leads_the_search() -> None:
    a, z = (Vergelijking("codeBeroepsnaam", Operator.EQ, code) for code in "az")
    na = Vergelijking("codeBeroepsnaam", Operator.GT, "m")
    uren = Vergelijking("werktijden.aantalWerkurenPerWeekMaximaal", Operator.GTE, 8)
    of, codes = Element(BEROEPEN, Of((a, z))), frozenset({b"a", b"z"})
    assert gevraagde_beroepen(of) == (codes, En(()))
    assert gevraagde_beroepen(En((uren, of))) == (codes, En((uren,)))
    # An occupation of the other version is never taken for one of this version.
    boc = Vergelijking("beroepsnaamGecodeerd.codeBeroepsnaam", Operator.EQ, "a")
    assert gevraagde_beroepen(Element(BEROEPEN, Of((a, boc)))) == (frozenset({b"a", b"\xffa"}), En(()))
    # One demand leads; the other must still hold.
    assert gevraagde_beroepen(En((of, Element(BEROEPEN, a)))) == (codes, En((Element(BEROEPEN, a),)))
    for eis in (Of((a, na)), na, En((a, z)), Vergelijking("codeBeroepsnaam", Operator.EQ, 1)):
        assert gevraagde_beroepen(Element(BEROEPEN, eis)) is None
    assert gevraagde_beroepen(Of((of, uren))) is None


@pytest.mark.parametrize("soort", Soort)
def test_every_field_of_a_question_has_a_column(soort: Soort) -> None:
    alle = [kenmerk for versie in Versie for kenmerk in kenmerken(versie, soort)]
    velden = {k.pad for k in alle if isinstance(k, Veld)}
    lijsten = {k.pad for k in alle if isinstance(k, Lijst)}
    assert velden == VELDEN[soort].waarden.keys()
    assert lijsten == VELDEN[soort].lijsten.keys()


@given(
    afstanden=st.lists(st.sampled_from((0.0, 0.5, 1.0, 2.0, 3.5)), max_size=60).map(sorted),
    aantallen=st.lists(st.integers(0, 20), min_size=60, max_size=60),
)
def test_rings_cover_the_area_and_part_no_equal_distances(afstanden: list[float], aantallen: list[int]) -> None:
    gebied = Gebied(tuple(range(1000, 1000 + len(afstanden))), tuple(afstanden))
    ringen = Ringen(gebied)
    delen = [ring for aantal in aantallen if (ring := ringen.volgende(aantal))]
    assert ringen.volgende(1) is None
    assert tuple(pc4 for ring in delen for pc4 in ring.pc4s) == gebied.pc4s
    assert all(a.afstanden[-1] < b.afstanden[0] for a, b in pairwise(delen))
    assert all(len(ring.pc4s) >= aantal for ring, aantal in zip(delen[:-1], aantallen, strict=False))
