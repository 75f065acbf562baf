"""Reference lists in the database: versions by day, pages by code, and what the operator decided."""

from datetime import date

import pytest

from app.adapters.referentielijsten import lees_lijst
from app.domain.audit import Wie
from app.domain.referentielijst import Begrip, Lijst
from app.domain.referentieport import lijst_op, naslag_op, versie_op, versies
from app.domain.referentiewijziging import OnbekendeCode, besluit_namen, laad_lijst, verwijder_lijst
from app.privacy.sleutels import Sleuteldoel
from app.privacy.verantwoording import Ankerzegel
from app.storage.db import Database
from tests.materiaal import materiaal_map
from tests.privacy.vaste_sleutels import sleutel, vaste_bos

JANUARI, JULI = date(2026, 1, 1), date(2026, 7, 1)
KOK, BAKKER = Begrip("https://x.example/1", "Kok", ("Chef",)), Begrip("https://x.example/2", "Bakker")


@pytest.fixture
async def opslag(database_url, kaart):
    bos = vaste_bos(sleutel(Sleuteldoel.VERANTWOORDING, "v1"))
    database = Database(database_url, 2, kaart=kaart, zegel=Ankerzegel(lambda: bos))
    yield database
    await database.sluit()


async def laad(opslag, lijst, vanaf, *begrippen):
    async with opslag.schrijven() as t:
        return await laad_lijst(t, lijst, vanaf, begrippen, 1_700_000_000, wie=Wie())


async def test_the_version_that_holds_on_a_day_is_used(opslag):
    await laad(opslag, Lijst.BEROEPEN, JULI, BAKKER)
    await laad(opslag, Lijst.BEROEPEN, JANUARI, KOK)
    await laad(opslag, Lijst.SBI, JANUARI, Begrip("62010", "Software"))
    async with opslag.lezen() as t:
        alle = [(v.lijst, v.geldig_vanaf, v.geldig_tot, v.aantal) for v in await versies(t.referentielijsten)]
        assert alle == [
            (Lijst.BEROEPEN, JANUARI, date(2026, 6, 30), 1),
            (Lijst.BEROEPEN, JULI, None, 1),
            (Lijst.SBI, JANUARI, None, 1),
        ]
        assert await versie_op(t.referentielijsten, Lijst.BEROEPEN, date(2025, 12, 31)) is None
        assert await lijst_op(t.referentielijsten, Lijst.TALEN, JULI) is None
        for dag, gevonden in ((JANUARI, "1"), (date(2026, 6, 30), "1"), (JULI, "2")):
            naslag = await naslag_op(t.referentielijsten, dag, {"7": "u"}.get)
            codes = [naslag.code(Lijst.BEROEPEN, naam) for naam in ("chef", "bakker")]
            assert [c for c in codes if c] == [f"https://x.example/{gevonden}"]
            assert naslag.uri_van_boc("7") == "u"


async def test_a_version_is_replaced_whole_and_the_same_one_is_not_loaded_again(opslag):
    assert await laad(opslag, Lijst.BEROEPEN, JANUARI, KOK, BAKKER)
    assert not await laad(opslag, Lijst.BEROEPEN, JANUARI, BAKKER, KOK)
    assert await laad(opslag, Lijst.BEROEPEN, JANUARI, KOK)
    async with opslag.lezen() as t:
        assert [b async for b in t.referentielijsten.alle(Lijst.BEROEPEN, JANUARI)] == [KOK]
        handelingen = [r.handeling for r in await t.audit.nieuwste(None, 9)]
    assert handelingen == ["referentielijst_geladen"] * 2


async def test_pages_hold_what_holds_on_the_day(opslag):
    oud = Begrip("https://x.example/0", "Koetsier", (), None, date(2026, 3, 31))
    nieuw = Begrip("https://x.example/3", "Prompter", (), date(2026, 4, 1))
    await laad(opslag, Lijst.BEROEPEN, JANUARI, KOK, BAKKER, oud, nieuw)
    async with opslag.lezen() as t:
        blad = t.referentielijsten.blad
        eerste = await blad(Lijst.BEROEPEN, JANUARI, date(2026, 3, 31), "", 2)
        assert eerste == [oud, KOK]
        assert await blad(Lijst.BEROEPEN, JANUARI, date(2026, 3, 31), KOK.code, 2) == [BAKKER]
        assert await blad(Lijst.BEROEPEN, JANUARI, date(2026, 4, 1), "", 9) == [KOK, BAKKER, nieuw]


async def test_what_was_decided_outlives_a_version_and_does_nothing_for_a_code_that_is_gone(opslag):
    await laad(opslag, Lijst.BEROEPEN, JANUARI, KOK, BAKKER)
    async with opslag.schrijven() as t:
        besluiten = {Lijst.BEROEPEN: [("Kokk", KOK.code), ("Bakkert", BAKKER.code)]}
        assert await besluit_namen(t, besluiten, Wie()) == 2
    await laad(opslag, Lijst.BEROEPEN, JULI, KOK)
    async with opslag.lezen() as t:
        lijst = await lijst_op(t.referentielijsten, Lijst.BEROEPEN, JULI)
    assert (lijst.zoek("KOKK"), lijst.zoek("bakkert")) == (KOK, None)


async def test_a_decision_replaces_an_earlier_one_and_can_forget_the_rest(opslag):
    await laad(opslag, Lijst.BEROEPEN, JANUARI, KOK, BAKKER)
    reeks = (([("a", KOK.code), ("b", KOK.code)], False), ([("A", BAKKER.code)], False), ([("c", KOK.code)], True))
    for (paren, vervang), verwacht in zip(reeks, (["a", "b"], ["A", "b"], ["c"]), strict=True):
        async with opslag.schrijven() as t:
            await besluit_namen(t, {Lijst.BEROEPEN: paren}, Wie(), vervang=vervang)
        async with opslag.lezen() as t:
            assert [naam for naam, _ in await t.referentielijsten.synoniemen(Lijst.BEROEPEN)] == verwacht


async def test_a_decision_on_an_unknown_code_keeps_nothing(opslag):
    await laad(opslag, Lijst.BEROEPEN, JANUARI, KOK)
    with pytest.raises(OnbekendeCode, match="1 codes staan in geen versie van de lijst beroepen"):
        async with opslag.schrijven() as t:
            await besluit_namen(t, {Lijst.BEROEPEN: [("a", KOK.code), ("b", "u:9")]}, Wie())
    async with opslag.lezen() as t:
        assert await t.referentielijsten.synoniemen(Lijst.BEROEPEN) == []


async def test_a_version_is_removed_with_its_entries(opslag):
    await laad(opslag, Lijst.BEROEPEN, JANUARI, KOK)
    for gelukt in (True, False):
        async with opslag.schrijven() as t:
            assert await verwijder_lijst(t, Lijst.BEROEPEN, JANUARI, Wie()) is gelukt
    async with opslag.lezen() as t:
        assert [b async for b in t.referentielijsten.alle(Lijst.BEROEPEN, JANUARI)] == []


async def test_the_real_list_of_uwv_is_stored_and_found(opslag):
    pad = materiaal_map("vum", "waardelijsten", "BOC_lijst_Volledig-24.1.csv")
    begrippen = lees_lijst(Lijst.BOC, pad).begrippen
    await laad(opslag, Lijst.BOC, JANUARI, *begrippen.values())
    async with opslag.lezen() as t:
        assert {b.code: b async for b in t.referentielijsten.alle(Lijst.BOC, JANUARI)} == begrippen
        naslag = await naslag_op(t.referentielijsten, JULI)
    assert naslag.code(Lijst.BOC, "Elektromonteur schakelborden") == "9991"
