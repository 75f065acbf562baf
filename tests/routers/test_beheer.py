"""The management API on a whole node: who may not, first."""

import re

import httpx
import pytest

from app.domain.audit import Auditgebeurtenis, Handeling, Herkomst, Objecttype, Uitkomst, Wie
from app.domain.ports import Bronregistratie, Deelnemer
from app.domain.sandbox import zorg_voor_sandbox
from app.main import Samenstel, maak_app
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse
from app.privacy.openbaarmaking import lees_tabel
from app.privacy.sleutelbestand import lees_of_maak
from app.settings import SANDBOX_OIN, Instellingen
from tests.routers.conftest import EIGEN, KOPPEN, VERWERKER, VRAGER, eis_fout

BASIS = "/beheer/api/v1"
PADEN = [
    "openbaarmaking",
    "verwerkingsactiviteiten",
    "verwerkingsactiviteiten/inzage-betrokkene",
    "verwerkingsactiviteiten/bestaat-niet",
    "auditregels",
    "deelnemers",
    "bronnen",
    "verantwoordingscontroles",
    "referentielijsten",
    "referentielijsten/beroepen",
    "referentielijsten/bestaat-niet",
    "kwaliteit",
    f"kwaliteit/{EIGEN}",
]
BEHEERDER = {"X-VUM-fromParty": EIGEN}
assert EIGEN == SANDBOX_OIN


@pytest.fixture
async def node(sqlite_url, tmp_path, kaart):
    instellingen = Instellingen(database_url=sqlite_url, sleutels=tmp_path / "bos.json")
    lees_of_maak(instellingen.sleutelpad)
    samenstel = Samenstel(instellingen, kaart)
    await zorg_voor_sandbox(samenstel.database)
    async with samenstel.database.schrijven() as opslag:
        await opslag.register.zet_deelnemer(Deelnemer(Oin(VRAGER), "Partij", Partijklasse.PRIVAAT))
        await opslag.register.zet_bron(
            Bronregistratie(Oin(VRAGER), "Bron", "https://bron.example", verwerker=Oin(VERWERKER))
        )
    yield samenstel
    await samenstel.sluit()


@pytest.fixture
async def beheer(node):
    app = maak_app(node.instellingen, node.poort, bij_weigering=node.auditwacht.geweigerd)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=f"http://node{BASIS}/") as klant:
        yield klant


def eis_probleem(antwoord, status, code):
    body = eis_fout(antwoord, status, code)
    assert antwoord.headers["content-type"] == "application/problem+json"
    eis_eigen_koppen(antwoord)
    return body


def eis_eigen_koppen(antwoord):
    assert antwoord.headers["API-Version"] == "1.0.0"
    assert not [k for k in antwoord.headers if k.startswith("x-vum")]


@pytest.mark.parametrize("pad", PADEN)
async def test_nobody_in_productie_without_configured_proof(gesloten, pad):
    eis_probleem(await gesloten.get(f"{BASIS}/{pad}?soort=fout", headers=BEHEERDER), 401, "401.01")


@pytest.mark.parametrize("pad", PADEN)
@pytest.mark.parametrize(
    "koppen",
    [{}, {"X-VUM-fromParty": "123"}, {"X-VUM-fromParty": "00000099000000009000"}, {"X-VUM-viaParty": EIGEN}],
)
async def test_an_unknown_party_is_told_nothing_else(beheer, pad, koppen):
    body = eis_probleem(await beheer.get(f"{pad}?soort=fout&limit=0", headers=koppen), 401, "401.01")
    assert "00000099" not in str(body)


@pytest.mark.parametrize("pad", PADEN)
async def test_a_known_party_that_is_not_the_administrator_may_not(beheer, pad):
    eis_probleem(await beheer.get(f"{pad}?soort=fout&limit=0", headers=KOPPEN), 403, "403.01")


async def test_two_names_are_no_name(beheer):
    koppen = [("X-VUM-fromParty", EIGEN), ("X-VUM-fromParty", VRAGER)]
    eis_probleem(await beheer.get("deelnemers", headers=koppen), 401, "401.01")


@pytest.mark.parametrize("methode", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("pad", PADEN)
async def test_nothing_can_be_changed(beheer, methode, pad):
    antwoord = await beheer.request(methode, pad, headers=BEHEERDER)
    eis_probleem(antwoord, 405, "405.01")
    assert antwoord.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("pad", ["bestaat-niet", "deelnemers/", "", "auditregels/1"])
async def test_an_unknown_path(beheer, pad):
    eis_probleem(await beheer.get(pad, headers=BEHEERDER), 404, "404.01")


async def test_only_json(beheer):
    eis_probleem(await beheer.get("bronnen", headers={**BEHEERDER, "Accept": "text/xml"}), 406, "406.01")


@pytest.mark.parametrize("pad", [p for p in PADEN if "bestaat-niet" not in p])
async def test_the_administrator_sees_it_and_head_is_alike(beheer, pad):
    antwoord = await beheer.get(pad, headers=BEHEERDER)
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (200, "application/json")
    eis_eigen_koppen(antwoord)
    kop = await beheer.head(pad, headers=BEHEERDER)
    assert (kop.status_code, kop.content) == (200, b"")


async def test_shows_the_whole_disclosure_table(beheer, node):
    inhoud = (await beheer.get("openbaarmaking", headers=BEHEERDER)).json()
    assert inhoud["kenmerk"] == node.beleid.kenmerk
    assert [tuple(r.values()) for r in inhoud["regels"]] == [
        (r.soort, r.veld, r.fase, r.klasse, r.oordeel, r.reden) for r in lees_tabel()
    ]


@pytest.mark.parametrize(
    "eisen", [{"soort": "vacature"}, {"fase": "match"}, {"klasse": "suwi"}, {"soort": "werkzoekende", "fase": "detail"}]
)
async def test_filters_the_disclosure_table(beheer, eisen):
    alles = (await beheer.get("openbaarmaking", headers=BEHEERDER)).json()["regels"]
    deel = (await beheer.get("openbaarmaking", headers=BEHEERDER, params=eisen)).json()["regels"]
    assert deel == [r for r in alles if r.items() >= eisen.items()]
    assert 0 < len(deel) < len(alles)


@pytest.mark.parametrize(
    ("vraag", "veld"),
    [
        ("openbaarmaking?soort=geheim", "soort"),
        ("openbaarmaking?fase=", "fase"),
        ("openbaarmaking?klasse=suwi&klasse=privaat", "klasse"),
        ("auditregels?limit=0", "limit"),
        ("auditregels?limit=201", "limit"),
        ("auditregels?limit=geheim", "limit"),
        ("auditregels?cursor=-1", "cursor"),
        ("auditregels?cursor=99999999999999999999", "cursor"),
        ("auditregels?cursor=%D9%A3", "cursor"),
    ],
)
async def test_a_wrong_parameter_is_named_and_not_repeated(beheer, vraag, veld):
    body = eis_probleem(await beheer.get(vraag, headers=BEHEERDER), 400, "400.01")
    assert veld in body["detail"]
    assert "geheim" not in str(body)


async def test_shows_a_processing_activity_with_its_versions(beheer, node):
    alles = (await beheer.get("verwerkingsactiviteiten", headers=BEHEERDER)).json()["verwerkingsactiviteiten"]
    een = (await beheer.get("verwerkingsactiviteiten/bron-werkzoekende-match", headers=BEHEERDER)).json()
    assert een in alles
    assert een["uri"] == node.register.uri("bron-werkzoekende-match")
    assert een["versies"][0]["geldigVanaf"] == "2026-01-01"
    assert een["versies"][een["geldend"] - 1]["bewaartermijn"] == "P3Y"
    eis_probleem(await beheer.get("verwerkingsactiviteiten/geheim", headers=BEHEERDER), 404, "404.01")


async def test_shows_parties_and_sources(beheer):
    partijen = (await beheer.get("deelnemers", headers=BEHEERDER)).json()["deelnemers"]
    assert {"oin": VRAGER, "naam": "Partij", "klasse": "privaat", "verwerkers": [], "uitwisseling": False} in partijen
    bronnen = (await beheer.get("bronnen", headers=BEHEERDER)).json()["bronnen"]
    assert [(b["oin"], b["url"], b["verwerker"]) for b in bronnen] == [
        (EIGEN, None, EIGEN),
        (VRAGER, "https://bron.example", VERWERKER),
    ][:: 1 if EIGEN < VRAGER else -1]


async def test_pages_through_the_audit_log_newest_first(beheer, node):
    for nummer in range(5):
        await node.audit.noteer(
            Auditgebeurtenis(Handeling.BELEID_VAN_KRACHT, Objecttype.BELEID, f"b{nummer}", Wie("cli:beheerder"))
        )
    gezien, pad = [], "auditregels?limit=2"
    while pad:
        antwoord = await beheer.get(pad, headers=BEHEERDER)
        regels = antwoord.json()["regels"]
        assert 1 <= len(regels) <= 2
        gezien += [r["object"] for r in regels]
        link = re.fullmatch(r'<(\S+)>; rel="next"', antwoord.headers.get("Link", ""))
        assert (link is None) == (antwoord.json()["volgende"] is None)
        pad = link and link[1].removeprefix(BASIS + "/")
    assert gezien == ["b4", "b3", "b2", "b1", "b0"]
    assert regels[0]["moment"].endswith("Z")
    assert regels[0]["actor"] == "cli:beheerder"


async def test_shows_the_checks_of_the_processing_record(beheer, node):
    stand = {"gebrek": "gewijzigd", "segment": 1}
    wie = Wie("cli:beheerder", Herkomst.CLI)
    for uitkomst in (Uitkomst.MISLUKT, Uitkomst.GELUKT):
        await node.audit.noteer(
            Auditgebeurtenis(
                Handeling.VERANTWOORDING_GECONTROLEERD, Objecttype.VERANTWOORDING, "", wie, uitkomst, stand
            )
        )
    controles = (await beheer.get("verantwoordingscontroles", headers=BEHEERDER)).json()["verantwoordingscontroles"]
    assert [(c["klopt"], c["actor"]) for c in controles] == [(True, "cli:beheerder"), (False, "cli:beheerder")]
    assert controles[1]["bijzonderheden"] == {"gebrek": "gewijzigd", "segment": "1"}


async def test_refusals_are_added_up_in_the_audit_log(beheer, node):
    for _ in range(3):
        await beheer.get("deelnemers", headers=KOPPEN)
        await beheer.get("deelnemers", headers={"X-VUM-fromParty": "00000099123456782000"})
        await beheer.get("bronnen")
    await node.auditwacht.noteer()
    await node.auditwacht.noteer()
    regels = (await beheer.get("auditregels", headers=BEHEERDER)).json()["regels"]
    geweigerd = [(r["actor"], r["object"], r["bijzonderheden"]) for r in regels if r["uitkomst"] == "geweigerd"]
    assert sorted(geweigerd, key=str) == sorted(
        [
            (VRAGER, "beheer", {"aantal": "3", "status": "403"}),
            ("onbekend", "beheer", {"aantal": "6", "status": "401"}),
        ],
        key=str,
    )
    assert "123456782" not in str(regels)
    assert [r["object"] for r in regels if r["handeling"] == "beleid_van_kracht"] == [node.beleid.kenmerk]
