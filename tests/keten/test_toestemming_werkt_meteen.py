"""A change of the register counts at once: in search, in detail, for vumIDs handed out, in the maximum."""

import time
from collections.abc import AsyncIterator, Iterable
from typing import Any

import pytest

from app.domain.toestemming import Bezwaarmaken, Geven, Intrekken, Opheffen
from app.models.identiteit import RecordID
from app.models.partijen import Grondslag, Omvang, Partijklasse, Soort
from tests.builders import een_werkzoekende
from tests.keten.huis import BRON, BRONKANT, UITWISSELING, Huis, huis, merk, merken
from tests.storage.hulp import aangeleverd, in_delen

SUWI, PUBLIEK, PRIVAAT = Partijklasse
KANTEN = (UITWISSELING, BRONKANT)
DRIE = ["wz-101", "wz-102", "wz-103"]


@pytest.fixture
async def h(database_url, kaart, tmp_path) -> AsyncIterator[Huis]:
    async with huis(database_url, kaart, tmp_path) as h:
        yield h


async def _ziet(h: Huis, klasse: Partijklasse) -> set[int]:
    """Whom this class finds, the same at the source and through the exchange."""
    uitwisseling, bron = [merken(await h.matches(klasse, kant)) for kant in KANTEN]
    assert uitwisseling == bron
    return bron


async def _geef(h: Huis, ids: Iterable[str], omvang: Omvang, tot: int | None = None) -> None:
    await h.zet([(i, Geven(omvang, tot)) for i in ids], int(time.time()) - 1000)


async def test_a_private_party_sees_nobody_until_consent_and_then_exactly_the_consented(h: Huis) -> None:
    await h.laad([f"wz-{n}" for n in range(100, 110)], Grondslag.PUBLIEKE_TAAK)
    assert await _ziet(h, PRIVAAT) == set()
    assert len(await _ziet(h, SUWI)) == 10
    await _geef(h, DRIE, Omvang.PRIVAAT)
    assert await _ziet(h, PRIVAAT) == set(map(merk, DRIE))
    assert await _ziet(h, PUBLIEK) == set()


@pytest.mark.parametrize(
    ("einde", "terug"),
    [(Intrekken(Omvang.PRIVAAT), Geven(Omvang.PRIVAAT)), (Bezwaarmaken(), Opheffen())],
    ids=["withdrawn", "objected"],
)
async def test_what_was_handed_out_before_opens_no_more(h: Huis, einde: Any, terug: Any) -> None:
    await h.laad(DRIE, Grondslag.PUBLIEKE_TAAK)
    await _geef(h, DRIE, Omvang.PRIVAAT)
    vum_ids = {m["sector"][0]["codeSbi"]: m["vumID"] for m in (await h.matches(PRIVAAT))["matches"]}
    assert vum_ids.keys() == set(map(merk, DRIE))
    assert (await h.detail(PRIVAAT, vum_ids[101])).status_code == 200
    nu = int(time.time())
    await h.zet([(DRIE[0], einde), (DRIE[1], einde)], nu)

    onbekend = (await h.detail(PRIVAAT, "geen-vumid")).json()
    for merk_ in (101, 102):  # opened before, and never opened
        antwoord = await h.detail(PRIVAAT, vum_ids[merk_])
        assert (antwoord.status_code, antwoord.json()["code"]) == (400, "400.01")
        assert antwoord.json() | {"instance": ""} == onbekend | {"instance": ""}
        assert (await h.detail(PRIVAAT, f"wz-{merk_}", BRONKANT)).status_code == 400
    assert (await h.detail(PRIVAAT, vum_ids[103])).status_code == 200
    assert await _ziet(h, PRIVAAT) == {103}

    await h.zet([(DRIE[0], terug)], nu)
    assert await _ziet(h, PRIVAAT) == {101, 103}
    assert (await h.detail(PRIVAAT, vum_ids[101])).status_code == 200


async def test_an_objection_hides_from_suwi_parties_too(h: Huis) -> None:
    await h.laad(DRIE, Grondslag.PUBLIEKE_TAAK)
    [vum_id] = [m["vumID"] for m in (await h.matches(SUWI))["matches"] if m["sector"][0]["codeSbi"] == 101]
    await h.zet([(DRIE[0], Bezwaarmaken())], int(time.time()))
    assert await _ziet(h, SUWI) == {102, 103}
    assert (await h.detail(SUWI, vum_id)).status_code == 400
    assert (await h.detail(SUWI, DRIE[0], BRONKANT)).status_code == 400


async def test_the_contact_fields_follow_their_own_consent(h: Huis) -> None:
    await h.laad(DRIE[:1], Grondslag.PUBLIEKE_TAAK)
    await _geef(h, DRIE[:1], Omvang.PUBLIEK)
    [match] = (await h.matches(PUBLIEK))["matches"]

    async def ziet_contact() -> bool:
        bron = (await h.detail(PUBLIEK, DRIE[0], BRONKANT)).json()
        uitwisseling = (await h.detail(PUBLIEK, match["vumID"])).json()["werkzoekende"]
        assert bron == uitwisseling
        return "emailadres" in bron

    assert not await ziet_contact()
    await _geef(h, DRIE[:1], Omvang.CONTACT)
    assert await ziet_contact()
    await h.zet([(DRIE[0], Intrekken(Omvang.CONTACT))], int(time.time()))
    assert not await ziet_contact()


@pytest.mark.parametrize("kant", KANTEN)
async def test_maximum_and_flag_are_about_what_the_asker_may_see(h: Huis, kant: str) -> None:
    ids = [f"wz-{n}" for n in range(1000, 1250)]
    await h.laad(ids, Grondslag.PUBLIEKE_TAAK)

    async def antwoord(klasse: Partijklasse) -> tuple[int, bool]:
        body = await h.matches(klasse, kant)
        return len(body["matches"]), body["maximumAantalResultatenBereikt"]

    assert await antwoord(SUWI) == (100, True)
    assert await antwoord(PRIVAAT) == (0, False)
    await _geef(h, ids[::5], Omvang.PRIVAAT)
    assert await antwoord(PRIVAAT) == (50, False)
    await _geef(h, ids[1::5], Omvang.PRIVAAT)
    assert await antwoord(PRIVAAT) == (100, False)
    await _geef(h, ids[2:3], Omvang.PRIVAAT)
    assert await antwoord(PRIVAAT) == (100, True)
    await h.zet([(ids[0], Bezwaarmaken()), (ids[4], Bezwaarmaken())], int(time.time()))
    assert await antwoord(PRIVAAT) == (100, False)
    assert await antwoord(SUWI) == (100, True)


async def test_a_consent_outlives_delivery_replacement_and_removal(h: Huis) -> None:
    await h.laad(DRIE, Grondslag.TOESTEMMING)
    await _geef(h, DRIE[:2], Omvang.PRIVAAT)
    await h.laad(DRIE, Grondslag.TOESTEMMING)
    assert await _ziet(h, PRIVAAT) == {101, 102}
    await h.laad(DRIE, Grondslag.TOESTEMMING, persoonlijkePresentatie="Anders.")
    assert await _ziet(h, PRIVAAT) == {101, 102}

    async with h.database.schrijven() as opslag:  # a full replacement, without the first
        nieuw = [aangeleverd(Soort.WERKZOEKENDE, een_werkzoekende(sector=[{"codeSbi": merk(i)}]), i) for i in DRIE[1:]]
        await opslag.dossiers.bewaar(BRON, Soort.WERKZOEKENDE, "3.0.0", Grondslag.TOESTEMMING, nieuw)
        await opslag.dossiers.verwijder_behalve(BRON, Soort.WERKZOEKENDE, in_delen(DRIE[1:]))
    assert await _ziet(h, PRIVAAT) == {102}
    async with h.database.schrijven() as opslag:
        assert await opslag.dossiers.verwijder(BRON, Soort.WERKZOEKENDE, RecordID(DRIE[1]))
    assert await _ziet(h, PRIVAAT) == set()
    await h.laad(DRIE, Grondslag.TOESTEMMING)
    assert await _ziet(h, PRIVAAT) == {101, 102}


async def test_a_change_of_ground_counts_at_once_and_keeps_the_consents(h: Huis) -> None:
    await h.laad(DRIE, Grondslag.TOESTEMMING)
    await _geef(h, DRIE[:1], Omvang.SUWI)
    await _geef(h, DRIE[:2], Omvang.PUBLIEK)
    assert (await _ziet(h, SUWI), await _ziet(h, PUBLIEK)) == ({101}, {101, 102})
    await h.laad(DRIE, Grondslag.PUBLIEKE_TAAK)
    assert (await _ziet(h, SUWI), await _ziet(h, PUBLIEK)) == ({101, 102, 103}, {101, 102})
    await h.laad(DRIE, Grondslag.TOESTEMMING)
    assert (await _ziet(h, SUWI), await _ziet(h, PUBLIEK)) == ({101}, {101, 102})


async def test_a_ground_that_has_ended_shows_nobody_until_it_is_renewed(h: Huis) -> None:
    nu = int(time.time())
    await _geef(h, DRIE, Omvang.PRIVAAT)
    await h.laad(DRIE, Grondslag.PUBLIEKE_TAAK, grondslag_tot=nu - 1)
    assert (await _ziet(h, SUWI), await _ziet(h, PRIVAAT)) == (set(), set())
    await h.laad(DRIE, Grondslag.PUBLIEKE_TAAK, grondslag_tot=nu + 1000)
    assert (await _ziet(h, SUWI), await _ziet(h, PRIVAAT)) == ({101, 102, 103}, {101, 102, 103})
    await h.laad(DRIE[:1], Grondslag.PUBLIEKE_TAAK, grondslag_tot=nu - 1)
    await h.laad(DRIE[:1], Grondslag.PUBLIEKE_TAAK)
    assert await _ziet(h, SUWI) == {101, 102, 103}


async def test_erasing_the_register_takes_the_consent_with_it(h: Huis) -> None:
    await h.laad(DRIE, Grondslag.TOESTEMMING)
    await _geef(h, DRIE, Omvang.SUWI)
    async with h.database.schrijven() as opslag:
        assert await opslag.toestemmingen.wis(BRON, RecordID(DRIE[0]))
        assert not await opslag.toestemmingen.wis(BRON, RecordID(DRIE[0]))
    assert await _ziet(h, SUWI) == {102, 103}
