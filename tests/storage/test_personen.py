"""Erasures in the store: nothing gets past the mark, also not what was under way, and no key means no storing."""

import pytest

from app.domain.ports import Wijziging
from app.models.errors import InterneFout
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Soort
from app.storage.db import Database
from app.storage.records import Dossiers
from tests.builders import een_werkzoekende
from tests.storage.hulp import NU, SUWI, aangeleverd, bewaar, nieuwe_bron

W = Soort.WERKZOEKENDE


def merk(bron: Oin, id_: RecordID) -> tuple[str, ...]:
    return f"nu-{hash((bron, id_))}", f"eerder-{hash((bron, id_))}"


def _record(id_: str, **over):
    return aangeleverd(W, een_werkzoekende(**over), id_)


@pytest.fixture
async def opslag(database_url, kaart):
    database = Database(database_url, 4, kaart=kaart, merk=merk)
    yield database
    await database.sluit()


async def _wis(opslag: Database, bron: Oin, id_: str) -> bool:
    async with opslag.schrijven() as t:
        await t.personen.merk_gewist(bron, RecordID(id_), NU)
        await t.toestemmingen.wis(bron, RecordID(id_))
        return await t.personen.wis(bron, RecordID(id_))


async def _staat(opslag: Database, bron: Oin, id_: str) -> bool:
    async with opslag.lezen() as t:
        return await t.dossiers.open(bron, W, RecordID(id_), SUWI) is not None


async def test_a_batch_stores_all_but_who_was_erased(opslag):
    bron = nieuwe_bron()
    await bewaar(opslag, bron, W, [_record("weg")])
    assert await _wis(opslag, bron, "weg")
    uitkomst = await bewaar(opslag, bron, W, [_record("weg"), _record("nieuw")])
    assert uitkomst == {Wijziging.NIEUW: 1, Wijziging.GEWEERD: 1}
    assert [await _staat(opslag, bron, i) for i in ("weg", "nieuw")] == [False, True]


async def test_a_mark_under_an_earlier_key_keeps_out_and_is_lifted_too(opslag):
    bron, id_ = nieuwe_bron(), RecordID("weg")
    async with opslag.schrijven() as t:
        await t.personen.merk_gewist(bron, id_, NU)
    opslag._merk = lambda b, i: ("nieuwe-sleutel", merk(b, i)[0])
    async with opslag.schrijven() as t:
        assert await t.personen.is_gewist(bron, id_)
        assert await t.personen.laat_toe(bron, id_)
        assert not await t.personen.is_gewist(bron, id_)
        assert not await t.personen.laat_toe(bron, id_)


async def test_without_the_key_nothing_is_stored_where_somebody_was_erased(opslag, database):
    bron = nieuwe_bron()
    await _wis(opslag, bron, "weg")
    with pytest.raises(InterneFout):
        await bewaar(database, bron, W, [_record("nieuw")])
    assert await bewaar(database, nieuwe_bron(), W, [_record("nieuw")]) == {Wijziging.NIEUW: 1}


@pytest.mark.parametrize("bestaat", [True, False])
async def test_an_erasure_while_a_delivery_is_writing_wins(postgresql_url, kaart, monkeypatch, bestaat):
    """Only PostgreSQL has two writers at once: the erasure commits between the look at the marks and the writing."""
    opslag = Database(postgresql_url, 4, kaart=kaart, merk=merk)
    bron, oud = nieuwe_bron(), Dossiers._schrijf
    if bestaat:
        await bewaar(opslag, bron, W, [_record("weg")])

    async def schrijf(self, *wat):
        monkeypatch.setattr(Dossiers, "_schrijf", oud)
        assert await _wis(opslag, bron, "weg") is bestaat
        await oud(self, *wat)

    monkeypatch.setattr(Dossiers, "_schrijf", schrijf)
    await bewaar(opslag, bron, W, [_record("weg", persoonlijkePresentatie="anders")])
    assert not await _staat(opslag, bron, "weg")
    await opslag.sluit()
