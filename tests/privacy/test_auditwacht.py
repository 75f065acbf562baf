"""What the running server notes: each state once, refusals added up, nothing that a stranger says of itself."""

import pytest

from app.domain.audit import Auditgebeurtenis, Handeling, Objecttype, Wie
from app.domain.ports import Deelnemer
from app.models.errors import NietBeschikbaar
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse
from app.privacy.audit import Audit
from app.privacy.auditwacht import MAX_PARTIJEN, Auditwacht, beleid_van_kracht, sleutels_van_kracht
from app.privacy.sleutels import Sleuteldoel, Staat
from app.privacy.verantwoording import Ankerzegel
from app.storage.db import Database
from tests.privacy.vaste_sleutels import sleutel, vaste_bos

OIN = Oin("00000099000000001000")
BOS = vaste_bos(sleutel(Sleuteldoel.VERANTWOORDING, "v1"))


@pytest.fixture
async def store(sqlite_url, kaart):
    database = Database(sqlite_url, 4, kaart=kaart, zegel=Ankerzegel(lambda: BOS))
    async with database.schrijven() as opslag:
        await opslag.register.zet_deelnemer(Deelnemer(OIN, "x", Partijklasse.PRIVAAT))
    yield database
    await database.sluit()


@pytest.fixture
def audit(store):
    return Audit(store, Ankerzegel(lambda: BOS), lambda: 1_800_000_000)


async def regels(audit):
    return [(r.handeling, r.object, r.actor, r.toelichting) for r in reversed(await audit.nieuwste(None, 99))]


async def test_notes_what_is_in_force_when_it_is_not_what_was_noted_last(audit, store):
    beleid = ["een"]

    def wacht():
        return Auditwacht(audit, store, lambda: [beleid_van_kracht(beleid[0])])

    een = wacht()
    await een.noteer()
    await een.noteer()
    await wacht().noteer()
    beleid[0] = "twee"
    await een.noteer()
    await wacht().noteer()
    assert [r[:2] for r in await regels(audit)] == [("beleid_van_kracht", "een"), ("beleid_van_kracht", "twee")]


def test_a_rotation_is_another_state_and_shows_no_key():
    een = sleutels_van_kracht(BOS)
    twee = sleutels_van_kracht(
        vaste_bos(sleutel(Sleuteldoel.VERANTWOORDING, "v1", Staat.UITLOPEND), sleutel(Sleuteldoel.VERANTWOORDING, "v2"))
    )
    assert een.object != twee.object
    assert (een.bijzonderheden["verantwoording"], twee.bijzonderheden["verantwoording"]) == ("v1", "v2")
    assert een.bijzonderheden.keys() == {"vumid", "pseudoniem", "telling", "verantwoording"}


async def test_adds_up_refusals_per_party_api_and_status(audit, store):
    wacht = Auditwacht(audit, store, list)
    for nummer in range(3):
        wacht.geweigerd("bron", 401, OIN, f"verzoek-{nummer}")
        wacht.geweigerd("bron", 429, OIN, f"verzoek-{nummer}")
        wacht.geweigerd("beheer", 401, Oin(f"00000099{nummer + 500:09}000"), "v")
        wacht.geweigerd("beheer", 401, None, "v")
    await wacht.noteer()
    await wacht.noteer()
    assert await regels(audit) == [
        ("toegang_geweigerd", "bron", OIN, "aantal=3; status=401"),
        ("toegang_geweigerd", "bron", OIN, "aantal=3; status=429"),
        ("toegang_geweigerd", "beheer", "onbekend", "aantal=6; status=401"),
    ]
    assert (await audit.nieuwste(None, 3))[2].verzoek_id == "verzoek-0"


async def test_invented_names_fill_no_memory_and_no_log(audit, store):
    wacht = Auditwacht(audit, store, list)
    for nummer in range(MAX_PARTIJEN * 3):
        wacht.geweigerd("bron", 401, Oin(f"00000099{nummer:09}000"), "v")
    assert len(wacht._geteld) <= MAX_PARTIJEN + 1
    await wacht.noteer()
    assert await regels(audit) == [
        ("toegang_geweigerd", "bron", "onbekend", f"aantal={MAX_PARTIJEN * 3 - 1}; status=401"),
        ("toegang_geweigerd", "bron", OIN, "aantal=1; status=401"),
    ]


async def test_what_cannot_be_noted_waits(audit, store, monkeypatch):
    wacht = Auditwacht(audit, store, lambda: [beleid_van_kracht("b")])
    wacht.geweigerd("bron", 401, OIN, "v")

    def stuk():
        raise NietBeschikbaar

    with monkeypatch.context() as m:
        m.setattr(store, "schrijven", stuk)
        await wacht.noteer()
    assert await regels(audit) == []
    wacht.geweigerd("bron", 401, OIN, "v")
    await wacht.noteer()
    assert [(r[0], r[3]) for r in await regels(audit)] == [
        ("beleid_van_kracht", ""),
        ("toegang_geweigerd", "aantal=2; status=401"),
    ]


async def test_a_server_notes_at_its_end_what_it_had_not_noted_yet(audit, store):
    wacht = Auditwacht(audit, store, lambda: [beleid_van_kracht("b")])
    async with wacht.op_de_achtergrond(3600):
        wacht.geweigerd("bron", 403, OIN, "v")
    assert {r[0] for r in await regels(audit)} == {"beleid_van_kracht", "toegang_geweigerd"}
    assert (await audit.controleer()).breuk is None


async def test_every_note_is_a_log_event_too(audit, monkeypatch):
    gezien = []
    monkeypatch.setattr("app.privacy.audit.log", lambda g, **velden: gezien.append((g.name, velden)))
    gebeurtenis = Auditgebeurtenis(Handeling.BRON_GEWIJZIGD, Objecttype.BRON, OIN, Wie("cli:beheerder"))
    assert await audit.noteer(gebeurtenis)
    [(naam, velden)] = gezien
    assert naam == "AUDIT"
    assert (velden["handeling"], velden["object"], velden["actor"]) == ("bron_gewijzigd", OIN, "cli:beheerder")
