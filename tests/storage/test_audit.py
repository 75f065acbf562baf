"""The audit log in the database: part of the transaction, in one order, cut off by age alone."""

import asyncio

import pytest
from sqlalchemy import text

from app.domain.audit import Auditbreuk, Auditgebeurtenis, Handeling, Herkomst, Objecttype, Wie
from app.domain.ports import Bronregistratie, Deelnemer
from app.domain.registerwijziging import zet_bron, zet_deelnemer
from app.domain.verwerkingsketen import Gebrek
from app.models.errors import InterneFout
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse
from app.privacy.audit import DAG_MS, Audit
from app.privacy.sleutels import Sleuteldoel
from app.privacy.verantwoording import Ankerzegel
from app.storage.db import Database, Motoren
from tests.privacy.vaste_sleutels import sleutel, vaste_bos

OIN = Oin("00000099000000001000")
ANDER = Oin("00000099000000002000")
CLI = Wie("cli:beheerder", Herkomst.CLI)
NU = 1_800_000_000
BOS = vaste_bos(sleutel(Sleuteldoel.VERANTWOORDING, "v1"))


def bos():
    return BOS


@pytest.fixture
def nu():
    return [NU]


@pytest.fixture
async def store(database_url, kaart, nu):
    database = Database(database_url, 8, kaart=kaart, klok=lambda: nu[0], zegel=Ankerzegel(bos))
    yield database
    await database.sluit()


@pytest.fixture
def audit(store, nu):
    return Audit(store, Ankerzegel(bos), lambda: nu[0])


def gebeurtenis(object_="api"):
    return Auditgebeurtenis(Handeling.BELEID_VAN_KRACHT, Objecttype.BELEID, object_, Wie())


async def knoei(url, opdracht):
    motoren = Motoren(url)
    async with motoren.schrijven() as verbinding:
        await verbinding.voer_uit(text(opdracht))
    await motoren.sluit()


async def test_a_change_of_the_register_is_noted_once_with_who_did_it(store, audit):
    partij = Deelnemer(OIN, "Een naam", Partijklasse.PRIVAAT, frozenset({ANDER}))
    bron = Bronregistratie(OIN, "Een bron", "https://bron.example", verwerker=ANDER)
    for _ in range(2):
        async with store.schrijven() as opslag:
            await zet_deelnemer(opslag, partij, CLI)
            await zet_bron(opslag, bron, CLI)
    async with store.schrijven() as opslag:
        await zet_bron(opslag, Bronregistratie(OIN, "Een bron"), CLI)
    regels = await audit.nieuwste(None, 10)
    assert [(r.nummer, r.handeling, r.object, r.actor, r.herkomst) for r in regels] == [
        (3, "bron_gewijzigd", OIN, "cli:beheerder", "cli"),
        (2, "bron_toegevoegd", OIN, "cli:beheerder", "cli"),
        (1, "deelnemer_toegevoegd", OIN, "cli:beheerder", "cli"),
    ]
    assert regels[2].bijzonderheden() == {"klasse": "privaat", "verwerkers": "1", "uitwisseling": "nee"}
    bijzonderheden = {"plaats": "elders", "versie": "3.0.0", "verwerker": ANDER, "staat": "actief"}
    assert {**bijzonderheden, **regels[1].bijzonderheden()} == regels[1].bijzonderheden()
    assert regels[0].moment == NU * 1000
    assert "naam" not in str(regels)


async def test_stands_or_falls_with_the_change(store, audit):
    async def breek_af():
        async with store.schrijven() as opslag:
            await zet_deelnemer(opslag, Deelnemer(OIN, "x", Partijklasse.SUWI), CLI)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await breek_af()
    assert await audit.nieuwste(None, 10) == []
    assert (await audit.controleer()).breuk is None


async def test_a_store_without_seal_notes_nothing(database):
    with pytest.raises(InterneFout):
        async with database.schrijven() as opslag:
            await zet_deelnemer(opslag, Deelnemer(OIN, "x", Partijklasse.SUWI), CLI)
    async with database.lezen() as opslag:
        assert await opslag.register.deelnemer(OIN) is None


async def test_many_writers_make_one_chain(store, audit, database_url, kaart):
    ander = Database(database_url, 8, kaart=kaart, zegel=Ankerzegel(bos))
    ander_audit = Audit(ander, Ankerzegel(bos), lambda: NU)
    assert all(await asyncio.gather(*(a.noteer(gebeurtenis()) for a in (audit, ander_audit) for _ in range(15))))
    await ander.sluit()
    uitslag = await audit.controleer()
    assert (uitslag.breuk, uitslag.regels) == (None, 30)


async def test_of_two_that_note_the_same_state_one_row_stays(store, audit):
    assert all(await asyncio.gather(*(audit.noteer(gebeurtenis("a"), als_anders=True) for _ in range(5))))
    await audit.noteer(gebeurtenis("b"), als_anders=True)
    await audit.noteer(gebeurtenis("a"), als_anders=True)
    assert [r.object for r in await audit.nieuwste(None, 9)] == ["a", "b", "a"]


@pytest.mark.parametrize(
    ("opdracht", "breuk"),
    [
        ("UPDATE auditregel SET actor = 'cli:ander' WHERE nummer = 2", Auditbreuk(Gebrek.GEWIJZIGD, 2)),
        ("DELETE FROM auditregel WHERE nummer = 2", Auditbreuk(Gebrek.ONTBREEKT, 2)),
        ("DELETE FROM auditregel WHERE nummer = 3", Auditbreuk(Gebrek.ONTBREEKT, 3)),
        ("DELETE FROM auditregel WHERE nummer = 1", Auditbreuk(Gebrek.ONTBREEKT, 1)),
        ("UPDATE audit_kop SET aantal = 2", Auditbreuk(Gebrek.EXTRA, 3)),
        ("UPDATE audit_kop SET sleutel = 'x'", Auditbreuk(Gebrek.ANKER, 0)),
        ("DELETE FROM audit_kop", Auditbreuk(Gebrek.EXTRA, 1)),
    ],
)
async def test_tampering_is_seen_and_stays_seen(store, audit, database_url, opdracht, breuk):
    for _ in range(3):
        await audit.noteer(gebeurtenis())
    await knoei(database_url, opdracht)
    assert (await audit.controleer()).breuk == breuk
    if "DELETE FROM audit_kop" not in opdracht:
        await audit.noteer(gebeurtenis())
    assert (await audit.controleer()).breuk is not None
    assert await audit.verwijder_verlopen(-1) == 0 or breuk.nummer == 3


async def test_a_log_put_back_whole_shows_by_the_witness(store, audit, database_url):
    await audit.noteer(gebeurtenis())
    vroeger = (await audit.controleer()).getuige
    await audit.noteer(gebeurtenis())
    later = (await audit.controleer()).getuige
    assert (await audit.controleer(vroeger)).breuk is None
    assert (await audit.controleer(later)).breuk is None
    for getuige in ("9:ab", "onzin", "1:" + "0" * 64):
        assert (await audit.controleer(getuige)).breuk == Auditbreuk(Gebrek.ONTBREEKT, 3)
    for tabel in ("auditregel", "audit_kop"):
        await knoei(database_url, f"DELETE FROM {tabel}")
    assert (await audit.controleer()).breuk is None
    assert (await audit.controleer(later)).breuk == Auditbreuk(Gebrek.ONTBREEKT, 1)


async def test_keeps_rows_for_their_term_and_the_chain_holds(store, audit, nu):
    for dag in range(4):
        nu[0] = NU + dag * DAG_MS // 1000
        await audit.noteer(gebeurtenis())
    eerste = (await audit.controleer()).getuige
    assert await audit.verwijder_verlopen(2) == 1
    assert await audit.verwijder_verlopen(2) == 0
    assert [r.nummer for r in await audit.nieuwste(None, 9)] == [4, 3, 2]
    uitslag = await audit.controleer(eerste)
    assert (uitslag.breuk, uitslag.regels) == (None, 3)
    nu[0] += 9 * DAG_MS // 1000
    assert await audit.verwijder_verlopen(2) == 3
    await audit.noteer(gebeurtenis())
    assert (await audit.controleer(eerste)).breuk is None


async def test_pages_newest_first(store, audit):
    for _ in range(5):
        await audit.noteer(gebeurtenis())
    assert [r.nummer for r in await audit.nieuwste(None, 2)] == [5, 4]
    assert [r.nummer for r in await audit.nieuwste(4, 2)] == [3, 2]
    assert await audit.nieuwste(1, 2) == []
    assert await audit.nieuwste(None, 9, Handeling.BRON_GEWIJZIGD) == []
