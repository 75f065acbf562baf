"""The consent register: against a model in a few lines, with deliveries in between, and two at one time."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, func, select

from app.domain.ports import Wijziging
from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.domain.toestemming import (
    Bezwaar,
    Bezwaarmaken,
    Geven,
    Intrekken,
    Opheffen,
    Stand,
    Toestemming,
)
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Inzage, Omvang, Partijklasse, Soort
from app.storage.db import Database, Motoren
from app.storage.tables import werkzoekende, werkzoekende_selectie
from app.storage.toestemmingtabellen import bezwaar, toestemming
from tests.builders import een_vraag, een_werkzoekende
from tests.storage.hulp import aangeleverd, in_delen, nieuwe_bron, zoek

IDS = ("p-1", "p-2", "p-3")
P1 = RecordID("p-1")
_WACHTENDEN = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
HANDELING = st.one_of(
    st.builds(Geven, st.sampled_from(Omvang), st.none() | st.integers(1000, 1100)),
    st.builds(Intrekken, st.sampled_from(Omvang)),
    st.just(Bezwaarmaken()),
    st.just(Opheffen()),
)
WIJZIGING = st.tuples(st.just("register"), st.lists(st.tuples(st.sampled_from(IDS), HANDELING), min_size=1, max_size=4))
LEVERING = st.tuples(
    st.sampled_from(("vul aan", "vervang")),
    st.tuples(
        st.lists(st.sampled_from(IDS), max_size=3),
        st.sampled_from(Grondslag),
        st.none() | st.integers(1000, 1100),
        st.booleans(),
    ),
)
VERWIJDEREN = st.tuples(st.sampled_from(("verwijder", "wis")), st.sampled_from(IDS))
STAPPEN = st.lists(st.one_of(WIJZIGING, LEVERING, VERWIJDEREN), min_size=1, max_size=12)


@dataclass
class Persoon:
    """The model: what the design says of one jobseeker, and nothing on how it is kept."""

    record: tuple[Grondslag, int | None] | None = None
    gegeven: dict[Omvang, list[int | None]] = field(default_factory=dict)
    bezwaar: bool = False

    def doe(self, handeling: Any) -> None:
        match handeling:
            case Geven():
                self.gegeven.setdefault(handeling.omvang, []).append(handeling.geldig_tot)
            case Intrekken():
                self.gegeven.pop(handeling.omvang, None)
            case Bezwaarmaken() | Opheffen():
                self.bezwaar = isinstance(handeling, Bezwaarmaken)

    def geldt(self, omvang: Omvang, moment: int) -> bool:
        return any(tot is None or moment < tot for tot in self.gegeven.get(omvang, []))

    def ziet(self, klasse: Partijklasse, moment: int) -> bool:
        if self.record is None or self.bezwaar or (self.record[1] is not None and moment >= self.record[1]):
            return False
        if klasse is Partijklasse.SUWI and self.record[0] is Grondslag.PUBLIEKE_TAAK:
            return True
        return self.geldt(Omvang(klasse.value), moment)

    def contact(self, klasse: Partijklasse, moment: int) -> bool:
        return self.ziet(klasse, moment) and self.geldt(Omvang.CONTACT, moment)


async def _doe(database: Database, bron: Oin, model: dict[str, Persoon], stap: str, wat: Any, moment: int) -> None:
    async with database.schrijven() as opslag:
        if stap == "register":
            await opslag.toestemmingen.verwerk(bron, [(RecordID(i), h) for i, h in wat], moment)
            for id_, handeling in wat:
                model[id_].doe(handeling)
        elif stap == "verwijder":
            await opslag.dossiers.verwijder(bron, Soort.WERKZOEKENDE, RecordID(wat))
            model[wat].record = None
        elif stap == "wis":
            await opslag.toestemmingen.wis(bron, RecordID(wat))
            model[wat] = Persoon(model[wat].record)
        else:
            await _lever(opslag.dossiers, bron, model, stap, *wat)


async def _lever(
    dossiers: Any, bron: Oin, model: dict[str, Persoon], stap: str, ids: Any, grond: Any, tot: Any, anders: bool
) -> None:
    record = een_werkzoekende(persoonlijkePresentatie="Anders." if anders else "Zo.")
    batch = [aangeleverd(Soort.WERKZOEKENDE, record, i) for i in ids]
    await dossiers.bewaar(bron, Soort.WERKZOEKENDE, "3.0.0", grond, batch, grondslag_tot=tot)
    for id_ in ids:
        model[id_].record = (grond, tot)
    if stap == "vervang":
        await dossiers.verwijder_behalve(bron, Soort.WERKZOEKENDE, in_delen(ids))
        for id_ in set(IDS) - set(ids):
            model[id_].record = None


async def _vergelijk(
    database: Database, kaart: Postcodekaart, bron: Oin, model: dict[str, Persoon], moment: int
) -> None:
    vraag = ontleed(Soort.WERKZOEKENDE, een_vraag(Soort.WERKZOEKENDE))
    async with database.lezen() as opslag:
        for klasse in Partijklasse:
            wie = Inzage(klasse, moment)
            verwacht = {i for i, p in model.items() if p.ziet(klasse, moment)}
            gevonden = await zoek(opslag.dossiers, bron, vraag, kaart, wie=wie)
            assert {str(m.id) for m in gevonden.matches} == verwacht
            open_ = {i: await opslag.dossiers.open(bron, Soort.WERKZOEKENDE, RecordID(i), wie) for i in IDS}
            assert {i for i, d in open_.items() if d} == verwacht
            contact = {i for i, d in open_.items() if d and d.contact_tot > moment}
            assert contact == {i for i, p in model.items() if p.contact(klasse, moment)}
        assert await opslag.dossiers.aantal(bron, Soort.WERKZOEKENDE) == sum(
            p.record is not None for p in model.values()
        )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(stappen=STAPPEN, momenten=st.lists(st.integers(999, 1101), min_size=1, max_size=2))
async def test_who_sees_whom_after_any_history(
    database: Database, kaart: Postcodekaart, stappen: list[Any], momenten: list[int]
) -> None:
    bron, model = nieuwe_bron(), {id_: Persoon() for id_ in IDS}
    for n, (stap, wat) in enumerate(stappen):
        await _doe(database, bron, model, stap, wat, 900 + n)
    for moment in momenten:
        await _vergelijk(database, kaart, bron, model, moment)


async def _verwerk(database: Database, bron: Oin, moment: int, *handelingen: Any, id_: RecordID = P1) -> list[bool]:
    async with database.schrijven() as opslag:
        return list(await opslag.toestemmingen.verwerk(bron, [(id_, h) for h in handelingen], moment))


async def _lees(database: Database, bron: Oin, id_: RecordID = P1) -> Stand:
    async with database.lezen() as opslag:
        return await opslag.toestemmingen.historie(bron, id_)


async def _ziet(database: Database, bron: Oin, klasse: Partijklasse, id_: RecordID = P1) -> bool:
    async with database.lezen() as opslag:
        return await opslag.dossiers.open(bron, Soort.WERKZOEKENDE, id_, Inzage(klasse, 1)) is not None


async def _bewaar(database: Database, bron: Oin, *ids: str, grond: Grondslag = Grondslag.TOESTEMMING) -> None:
    async with database.schrijven() as opslag:
        batch = [aangeleverd(Soort.WERKZOEKENDE, een_werkzoekende(), i) for i in ids]
        await opslag.dossiers.bewaar(bron, Soort.WERKZOEKENDE, "3.0.0", grond, batch)


async def test_the_history_is_kept_whole_and_in_order(database: Database) -> None:
    bron = nieuwe_bron()
    assert await _verwerk(database, bron, 10, Geven(Omvang.SUWI, 99, "brief"), Geven(Omvang.CONTACT)) == [True, True]
    assert await _verwerk(database, bron, 20, Intrekken(Omvang.SUWI), Intrekken(Omvang.PUBLIEK)) == [True, False]
    assert await _verwerk(database, bron, 30, Geven(Omvang.SUWI, 99, "brief"), Bezwaarmaken()) == [True, True]
    assert await _verwerk(database, bron, 40, Geven(Omvang.SUWI, 99, "brief"), Bezwaarmaken()) == [False, False]
    assert await _verwerk(database, bron, 50, Opheffen(), Opheffen(), Bezwaarmaken()) == [True, False, True]
    assert await _lees(database, bron) == Stand(
        (
            Toestemming(Omvang.SUWI, 10, 99, "brief", 20),
            Toestemming(Omvang.CONTACT, 10),
            Toestemming(Omvang.SUWI, 30, 99, "brief"),
        ),
        (Bezwaar(30, 50), Bezwaar(50)),
    )


async def test_persons_and_sources_are_apart(database: Database) -> None:
    bron, andere = nieuwe_bron(), nieuwe_bron()
    for oin in (bron, andere):
        await _bewaar(database, oin, "p-1", "p-2")
    await _verwerk(database, bron, 10, Geven(Omvang.PRIVAAT))
    gezien = {
        (oin, id_): await _ziet(database, oin, Partijklasse.PRIVAAT, RecordID(id_))
        for oin, id_ in product((bron, andere), ("p-1", "p-2"))
    }
    assert [waar for waar, ziet in gezien.items() if ziet] == [(bron, "p-1")]
    assert await _lees(database, andere) == await _lees(database, bron, RecordID("p-2")) == Stand()


async def test_a_change_for_who_has_no_record_leaves_no_record(database: Database, database_url: str) -> None:
    bron = nieuwe_bron()
    await _verwerk(database, bron, 10, Geven(Omvang.SUWI))
    async with database.schrijven() as opslag:
        assert await opslag.toestemmingen.wis(bron, P1)
    await _verwerk(database, bron, 10, Intrekken(Omvang.SUWI))
    assert [await _aantal(database_url, t, bron) for t in (werkzoekende, toestemming, bezwaar)] == [0, 0, 0]


async def test_a_record_and_its_row_to_select_on_always_agree(database: Database, database_url: str) -> None:
    bron = nieuwe_bron()
    await _verwerk(database, bron, 10, Geven(Omvang.PRIVAAT, 500))
    await _bewaar(database, bron, "p-1")
    await _verwerk(database, bron, 11, Geven(Omvang.PUBLIEK, 600))
    klassen = ("suwi_tot", "publiek_tot", "privaat_tot")
    motoren = Motoren(database_url)
    async with motoren.lezen() as verbinding:
        rijen = [
            tuple((await verbinding.voer_uit(select(*(t.c[k] for k in klassen)).where(t.c.bron_oin == bron))).one())
            for t in (werkzoekende, werkzoekende_selectie)
        ]
    await motoren.sluit()
    assert rijen == [(0, 600, 500), (0, 600, 500)]


async def _verwerk_en_faal(database: Database, bron: Oin) -> None:
    async with database.schrijven() as opslag:
        await opslag.toestemmingen.verwerk(bron, [(P1, Geven(Omvang.SUWI))], 10)
        raise RuntimeError


async def test_what_is_rolled_back_never_was(database: Database) -> None:
    bron = nieuwe_bron()
    await _bewaar(database, bron, "p-1")
    with pytest.raises(RuntimeError):
        await _verwerk_en_faal(database, bron)
    assert await _lees(database, bron) == Stand()
    assert not await _ziet(database, bron, Partijklasse.SUWI)


async def test_a_new_end_of_the_ground_is_a_change(database: Database) -> None:
    bron, batch = nieuwe_bron(), [aangeleverd(Soort.WERKZOEKENDE, een_werkzoekende(), "p-1")]
    for tot, uitkomst in ((None, Wijziging.NIEUW), (9, Wijziging.GEWIJZIGD), (9, Wijziging.ONGEWIJZIGD)):
        async with database.schrijven() as opslag:
            gedaan = await opslag.dossiers.bewaar(
                bron, Soort.WERKZOEKENDE, "3.0.0", Grondslag.TOESTEMMING, batch, grondslag_tot=tot
            )
        assert gedaan == {uitkomst: 1}


@pytest.fixture
async def ander(database_url: str, kaart: Postcodekaart) -> AsyncIterator[Database]:
    """Another worker on the same database."""
    werker = Database(database_url, 4, kaart=kaart)
    yield werker
    await werker.sluit()


async def _wacht_op_slot(url: str, taak: asyncio.Task[Any]) -> None:
    """Wait until PostgreSQL says that a connection waits for a lock; SQLite has one writer, which says nothing."""
    if not url.startswith("postgresql"):
        return
    motoren = Motoren(url)
    while not taak.done():
        async with motoren.lezen() as verbinding:
            aantal = await verbinding.run_sync(lambda v: v.exec_driver_sql(_WACHTENDEN).scalar_one())
        if aantal:
            break
    await motoren.sluit()
    assert not taak.done()


@pytest.mark.parametrize("bestond", [False, True], ids=["new record", "known record"])
async def test_an_objection_during_a_delivery_is_not_lost(
    database: Database, ander: Database, database_url: str, bestond: bool
) -> None:
    bron = nieuwe_bron()
    if bestond:
        await _bewaar(database, bron, "p-1", grond=Grondslag.TOESTEMMING)
    async with database.schrijven() as opslag:
        batch = [aangeleverd(Soort.WERKZOEKENDE, een_werkzoekende(), "p-1")]
        await opslag.dossiers.bewaar(bron, Soort.WERKZOEKENDE, "3.0.0", Grondslag.PUBLIEKE_TAAK, batch)
        bezwaar_ = asyncio.create_task(_verwerk(ander, bron, 10, Bezwaarmaken()))
        await _wacht_op_slot(database_url, bezwaar_)
    assert await bezwaar_ == [True]
    assert not await _ziet(database, bron, Partijklasse.SUWI)


@pytest.mark.parametrize("bestond", [False, True], ids=["new record", "known record"])
async def test_a_delivery_during_an_objection_does_not_undo_it(
    database: Database, ander: Database, database_url: str, bestond: bool
) -> None:
    bron = nieuwe_bron()
    if bestond:
        await _bewaar(database, bron, "p-1", grond=Grondslag.TOESTEMMING)
    async with database.schrijven() as opslag:
        await opslag.toestemmingen.verwerk(bron, [(P1, Bezwaarmaken())], 10)
        levering = asyncio.create_task(_bewaar(ander, bron, "p-1", grond=Grondslag.PUBLIEKE_TAAK))
        await _wacht_op_slot(database_url, levering)
    await levering
    assert not await _ziet(database, bron, Partijklasse.SUWI)


async def test_thirty_changes_at_one_time_are_all_in_the_history(database: Database, ander: Database) -> None:
    bron = nieuwe_bron()
    werkers = (database, ander)
    await asyncio.gather(*(_verwerk(werkers[n % 2], bron, n, Geven(Omvang.SUWI, 1000 + n)) for n in range(30)))
    assert {t.geldig_tot for t in (await _lees(database, bron)).toestemmingen} == set(range(1000, 1030))


async def _aantal(url: str, tabel: Table, bron: Oin) -> int:
    motoren = Motoren(url)
    async with motoren.lezen() as verbinding:
        vraag = select(func.count()).select_from(tabel).where(tabel.c.bron_oin == str(bron))
        aantal = int((await verbinding.voer_uit(vraag)).scalar_one())
    await motoren.sluit()
    return aantal
