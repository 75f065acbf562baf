"""The delivery API on a whole node: who may not, first."""

import asyncio
import io
import zipfile
from uuid import uuid4

import httpx
import orjson
import pytest

from app.models.partijen import Soort
from tests.adapters.formaten.hulp import FORMAAT, voorbeeld
from tests.routers.aanleverhuis import (
    ANDER,
    BASIS,
    BRON,
    ELDERS,
    IEMAND_ANDERS,
    PARTIJ,
    RUW,
    VERWERKER,
    WIE,
    huis,
    v,
    w,
)
from tests.routers.test_beheer import eis_probleem

ID = "5f0c8f0e-7f0e-4b8e-9d3c-0f5b1a2c3d4e"
VERZOEKEN = [
    ("POST", "leveringen"),
    ("GET", "leveringen"),
    ("GET", f"leveringen/{ID}"),
    ("DELETE", f"leveringen/{ID}"),
    ("GET", f"leveringen/{ID}/rapport"),
    ("POST", f"leveringen/{ID}/bevestiging"),
    *((methode, f"{pad}/x-1") for methode in ("PUT", "DELETE") for pad in ("werkzoekenden", "vacatures")),
    *(("GET", pad) for pad in ("werkzoekenden", "vacatures")),
]


@pytest.fixture
async def h(sqlite_url, tmp_path, kaart):
    async with huis(sqlite_url, tmp_path, kaart) as h:
        yield h


@pytest.fixture
async def beide(database_url, tmp_path, kaart):
    """On both databases."""
    async with huis(database_url, tmp_path, kaart) as h:
        yield h


def _json(pad):
    return {"content": orjson.dumps(w(1)), "headers": {"Content-Type": "application/json"}} if "x-1" in pad else {}


@pytest.mark.parametrize(("methode", "pad"), VERZOEKEN)
async def test_nobody_in_productie_without_configured_proof(gesloten, methode, pad):
    eis_probleem(await gesloten.request(methode, f"{BASIS}/{pad}?soort=fout", headers=WIE), 401, "401.01")


@pytest.mark.parametrize(("methode", "pad"), VERZOEKEN)
async def test_who_is_no_source_here_may_not(h, methode, pad):
    for wie, status in (
        ({}, 401),
        ({"X-VUM-fromParty": "00000099000000999000"}, 401),
        ({"X-VUM-fromParty": BRON, "X-VUM-viaParty": ANDER}, 401),
        ({"X-VUM-fromParty": BRON, "X-VUM-viaParty": "geen"}, 401),
        ({"X-VUM-fromParty": PARTIJ}, 403),
        ({"X-VUM-fromParty": ELDERS}, 403),
    ):
        verzoek = _json(pad)
        koppen = {**verzoek.pop("headers", {}), **wie}
        antwoord = await h.klant.request(methode, pad, headers=koppen, params={"limit": "0"}, **verzoek)
        eis_probleem(antwoord, status, f"{status}.01")
    assert (h.spool(), await h.ids()) == ([], [])


async def test_a_source_may_through_its_own_processor(h):
    antwoord = await h.lever([w(1)], wie={"X-VUM-fromParty": BRON, "X-VUM-viaParty": VERWERKER})
    assert (await h.verwerkt(antwoord))["staat"] == "klaar"


async def test_of_another_nothing_is_there(h):
    id_ = (await h.verwerkt(await h.lever([w(1)])))["id"]
    zet = {"content": orjson.dumps(w(1)), "headers": {"Content-Type": "application/json"}}
    assert (
        await h.klant.put("werkzoekenden/w-1", content=zet["content"], headers={**zet["headers"], **WIE})
    ).is_success
    for methode, pad in (
        ("GET", f"leveringen/{id_}"),
        ("GET", f"leveringen/{id_}/rapport"),
        ("DELETE", f"leveringen/{id_}"),
        ("POST", f"leveringen/{id_}/bevestiging"),
        ("DELETE", "werkzoekenden/w-1"),
    ):
        vreemd = await h.klant.request(methode, pad, headers=IEMAND_ANDERS)
        niets = await h.klant.request(
            methode, pad.replace(id_, str(uuid4())).replace("w-1", "weg"), headers=IEMAND_ANDERS
        )
        assert eis_probleem(vreemd, 404, "404.01")["detail"] == eis_probleem(niets, 404, "404.01")["detail"]
    for pad, naam in (("leveringen", "leveringen"), ("werkzoekenden", "records")):
        assert (await h.klant.get(pad, headers=IEMAND_ANDERS)).json()[naam] == []
    assert await h.ids() == ["w-1"]


async def test_two_sources_with_the_same_ids_do_not_touch_each_other(h):
    for wie in (WIE, IEMAND_ANDERS):
        await h.verwerkt(await h.lever([w(1), w(2)], wie=wie))
    eerst = (await h.lever([w(3), w(1)], wie=IEMAND_ANDERS, volledig="true")).json()
    await h.node.leveringen.werkbank.klaar()
    assert (await h.toon(eerst["id"], IEMAND_ANDERS))["staat"] == "wacht-op-bevestiging"
    await h.klant.post(f"leveringen/{eerst['id']}/bevestiging", headers=IEMAND_ANDERS)
    await h.node.leveringen.werkbank.klaar()
    assert (await h.ids(), await h.ids(ANDER)) == (["w-1", "w-2"], ["w-1", "w-3"])


class TestLeveren:
    async def test_is_followed_from_202_to_its_report(self, beide):
        antwoord = await beide.lever([w(1), w(2), w(3, sector="geheim")])
        assert (antwoord.status_code, antwoord.json()["staat"]) == (202, "ontvangen")
        assert antwoord.headers["Location"] == f"{BASIS}/leveringen/{antwoord.json()['id']}"
        gedaan = await beide.verwerkt(antwoord)
        assert (gedaan["staat"], gedaan["herkomst"], gedaan["fout"]) == ("klaar", "api", None)
        telling = gedaan["telling"]
        assert (telling["gelezen"], telling["geaccepteerd"], telling["geweigerd"], telling["nieuw"]) == (3, 2, 1, 2)
        rapport = await beide.rapport(gedaan["id"])
        assert rapport["telling"] == telling
        assert rapport["fouten"] == [
            {
                "plaats": "record 3",
                "kolom": "sector",
                "regel": "moet een lijst zijn",
                "verbetering": "verbeter de waarde zodat zij aan de regel voldoet",
                "gevolg": "record geweigerd",
            }
        ]
        assert "geheim" not in str(rapport)
        assert (await beide.ids(), beide.spool()) == (["w-1", "w-2"], [])
        [eigen] = (await beide.klant.get("leveringen", headers=WIE)).json()["leveringen"]
        assert eigen == gedaan

    @pytest.mark.parametrize("naam", sorted(FORMAAT))
    async def test_every_format_comes_in(self, h, naam):
        formaat, soort = FORMAAT[naam]
        antwoord = await h.lever(voorbeeld(naam), soort=soort.value, formaat=formaat)
        gedaan = await h.verwerkt(antwoord)
        telling, rapport = gedaan["telling"], await h.rapport(gedaan["id"])
        assert gedaan["staat"] == "klaar"
        assert telling["gelezen"] == telling["geaccepteerd"] + telling["geweigerd"] == rapport["cellen"]["rijen"]
        opgeslagen = sum(telling[naam] for naam in ("nieuw", "gewijzigd", "ongewijzigd", "geweerd", "dubbel"))
        assert telling["geaccepteerd"] == opgeslagen
        assert sum(rapport["cellen"]["uitkomsten"].values()) == rapport["cellen"]["gelezen"]
        assert len(await h.ids(soort=soort)) == telling["nieuw"] > 50
        assert all(fout["regel"] and fout["verbetering"] for fout in rapport["fouten"])

    async def test_a_trial_changes_nothing_and_leaves_a_report(self, h):
        gedaan = await h.verwerkt(await h.lever([w(1), b"{".decode()], proef="true"))
        assert (gedaan["staat"], gedaan["proef"], gedaan["telling"]["geaccepteerd"]) == ("klaar", True, 1)
        assert len((await h.rapport(gedaan["id"]))["fouten"]) == 1
        assert await h.ids() == []

    async def test_removes_by_local_number(self, h):
        await h.verwerkt(await h.lever([w(n) for n in range(1, 11)]))
        gedaan = await h.verwerkt(
            await h.lever([{"idWerkzoekende": "w-1"}, {"idWerkzoekende": "weg"}], verwijderen="true")
        )
        assert (gedaan["wijze"], gedaan["telling"]["verwijderd"], gedaan["telling"]["nietGevonden"]) == (
            "verwijderen",
            1,
            1,
        )
        assert "w-1" not in await h.ids()

    async def test_a_ground_that_ends_is_kept(self, h):
        opties = {"grondslag": "toestemming", "grondslagTot": "2099-12-31"}
        await h.verwerkt(await h.lever([w(1)], **opties))
        async with h.node.database.lezen() as opslag:
            dossier = await opslag.personen.dossier(BRON, "w-1")
        assert (dossier.grondslag, dossier.grondslag_tot > 4_000_000_000) == ("toestemming", True)

    async def test_free_text_is_guarded(self, h):
        gedaan = await h.verwerkt(await h.lever([w(1, persoonlijkePresentatie="Mijn BSN is 999990019.")]))
        assert (await h.rapport(gedaan["id"]))["vrijeTekst"]["telling"] == {"bsn": 1}
        async with h.node.database.lezen() as opslag:
            assert b"999990019" not in (await opslag.personen.dossier(BRON, "w-1")).inhoud

    async def test_the_audit_log_says_who_and_how_much(self, h):
        await h.verwerkt(await h.lever([w(1)]))
        async with h.node.database.lezen() as opslag:
            klaar, begonnen, *_ = await opslag.audit.nieuwste(None, 2)
        assert (begonnen.handeling, klaar.handeling) == ("levering_begonnen", "levering_verwerkt")
        assert (klaar.actor, klaar.herkomst, klaar.bijzonderheden()["nieuw"]) == (BRON, "api", "1")

    @pytest.mark.parametrize(
        "inhoud",
        [b"", b"geen json", b"[", b"PK\x03\x04 niets", b"\x00" * 100],
        ids=["leeg", "tekst", "half", "zip", "nul"],
    )
    async def test_what_cannot_be_read_changes_nothing(self, h, inhoud):
        antwoord = await h.lever(inhoud)
        if not inhoud:
            eis_probleem(antwoord, 400, "400.02")
            return
        gedaan = await h.verwerkt(antwoord)
        assert (gedaan["staat"], bool(gedaan["fout"])) == ("mislukt", True)
        assert (await h.ids(), h.spool()) == ([], [])


class TestOpties:
    @pytest.mark.parametrize(
        ("opties", "code", "noemt"),
        [
            ({"soort": None}, "400.02", "soort"),
            ({"soort": "geheim"}, "400.01", "soort"),
            ({"formaat": "geheim"}, "400.01", "formaat"),
            ({"formaat": "wbs"}, "400.01", "formaat"),
            ({"volledig": "geheim"}, "400.01", "volledig"),
            ({"volledig": "true", "verwijderen": "true"}, "400.01", "verwijderen"),
            ({"proef": "1"}, "400.01", "proef"),
            ({"grondslag": "geheim"}, "400.01", "grondslag"),
            ({"grondslag": "publieke_taak", "formaat": "sonar"}, "400.01", "grondslag"),
            ({"grondslagTot": "geheim"}, "400.01", "grondslagTot"),
            ({"grondslagTot": "2001-01-01"}, "400.01", "grondslagTot"),
            ({"soort": "vacature", "grondslag": "toestemming"}, "400.01", "grondslag"),
            ({"soort": "vacature", "grondslagTot": "2099-01-01"}, "400.01", "grondslagTot"),
            ({"geheim": "x"}, "400.01", "opties"),
        ],
    )
    async def test_a_wrong_option_is_named_and_nothing_is_kept(self, h, opties, code, noemt):
        opties = {"soort": "werkzoekende", **opties}
        params = {naam: waarde for naam, waarde in opties.items() if waarde is not None}
        antwoord = await h.klant.post("leveringen", content=b"[]", headers={**WIE, **RUW}, params=params)
        body = eis_probleem(antwoord, 400, code)
        assert noemt in body["detail"]
        assert "geheim" not in str(body)
        assert h.spool() == []

    async def test_an_option_twice(self, h):
        antwoord = await h.klant.post("leveringen?soort=vacature&soort=vacature", content=b"[]", headers={**WIE, **RUW})
        eis_probleem(antwoord, 400, "400.01")

    async def test_the_ground_is_required_in_productie(self, sqlite_url, tmp_path, kaart):
        over = {"omgeving": "productie", "oin": "00000001003214345000"}
        async with huis(sqlite_url, tmp_path, kaart, **over) as h:
            poort = h.node.leveringen.poort()
            assert poort._w.sandbox is False


def _deel(naam, inhoud):
    return b'--x\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n' % (naam.encode(), inhoud)


class TestInhoud:
    """What a body may be, and what becomes of one that is not whole."""

    @pytest.mark.parametrize(
        "koppen",
        [
            {},
            {"Content-Type": "text/plain"},
            {"Content-Type": "multipart/form-data"},
            {"Content-Type": "multipart/mixed; boundary=x"},
            {**RUW, "Content-Encoding": "gzip"},
        ],
    )
    async def test_another_type(self, h, koppen):
        antwoord = await h.klant.post("leveringen?soort=vacature", content=b"[]", headers={**WIE, **koppen})
        eis_probleem(antwoord, 415, "415.01")
        assert h.spool() == []

    async def test_a_form_with_its_options(self, h):
        velden = {"soort": "vacatures", "formaat": "vum3"}
        bestand = {"bestand": ("vacatures.json", orjson.dumps([v(1), v(2)]), "application/json")}
        antwoord = await h.klant.post("leveringen", data=velden, files=bestand, headers=WIE)
        assert (await h.verwerkt(antwoord))["telling"]["nieuw"] == 2
        assert await h.ids(soort=Soort.VACATURE) == ["v-1", "v-2"]

    @pytest.mark.parametrize(
        "vorm",
        [
            _deel("proef", b"true") + b"--x--\r\n",
            _deel("bestand", b"[]")[:-2],
            _deel("bestand", b"[]") + _deel("proef", b"true") + b"--x--\r\n",
            _deel("proef", b"true") * 2 + b"--x--\r\n",
            _deel("proef", b"v" * 2_000) + b"--x--\r\n",
            b"rommel",
            b"",
            b"--x\r\n" + b"A: b\r\n" * 20 + b"\r\n",
        ],
        ids=["no file", "cut off", "file not last", "twice", "long", "noise", "empty", "many headers"],
    )
    async def test_a_form_that_is_not_right(self, h, vorm):
        koppen = {**WIE, "Content-Type": "multipart/form-data; boundary=x"}
        antwoord = await h.klant.post("leveringen?formaat=vum3&soort=vacature", content=vorm, headers=koppen)
        assert antwoord.status_code == 400, antwoord.text
        assert (h.spool(), await h.ids(soort=Soort.VACATURE)) == ([], [])

    @pytest.mark.parametrize("verteld", [True, False])
    async def test_too_large(self, sqlite_url, tmp_path, kaart, verteld):
        async def brokken():
            for _ in range(20):
                yield b" " * 100

        async with huis(sqlite_url, tmp_path, kaart, aanlevering_bytes=1_000) as h:
            inhoud = b" " * 2_000 if verteld else brokken()
            antwoord = await h.klant.post("leveringen?soort=vacature", content=inhoud, headers={**WIE, **RUW})
            assert "1000 bytes" in eis_probleem(antwoord, 413, "413.01")["detail"]
            assert h.spool() == []

    async def test_a_client_that_goes_away_leaves_nothing_and_may_repeat(self, h):
        statussen = []
        inhoud = orjson.dumps([w(n) for n in range(5)])
        berichten = [
            {"type": "http.request", "body": inhoud[:200], "more_body": True},
            {"type": "http.disconnect"},
        ]

        async def receive():
            return berichten.pop(0) if berichten else {"type": "http.disconnect"}

        async def send(bericht):
            statussen.append(bericht.get("status"))

        app = h.klant._transport.app
        koppen = [(naam.lower().encode(), waarde.encode()) for naam, waarde in {**WIE, **RUW}.items()]
        vast = {"type": "http", "method": "POST", "query_string": b"soort=werkzoekende", "headers": koppen}
        pad = f"{BASIS}/leveringen"
        await app({**vast, "path": pad, "raw_path": pad.encode(), "client": ("127.0.0.1", 1)}, receive, send)
        assert 200 not in statussen
        assert h.spool() == []
        assert (await h.klant.get("leveringen", headers=WIE)).json()["leveringen"] == []
        assert (await h.verwerkt(await h.lever(inhoud)))["telling"]["nieuw"] == 5

    async def test_a_zip_bomb_is_refused_when_it_is_read(self, h):
        uit = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(voorbeeld("wbs.xlsx"))) as oud,
            zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as bom,
        ):
            for deel in oud.namelist():
                bom.writestr(deel, oud.read(deel) if "sheet1" not in deel else b" " * 200_000_000)
        gedaan = await h.verwerkt(await h.lever(uit.getvalue(), soort="vacature", formaat="wbs"))
        assert (gedaan["staat"], gedaan["telling"]["geaccepteerd"]) == ("mislukt", 0)
        assert h.spool() == []


class TestHerhalen:
    async def test_the_same_key_gives_the_same_delivery(self, beide):
        sleutel = {"headers": {"Idempotency-Key": "nacht 1"}}
        eerst = await beide.verwerkt(await beide.lever([w(1)], **sleutel))
        nogmaals = await beide.lever([w(1)], **sleutel)
        assert (nogmaals.status_code, nogmaals.json()["id"], nogmaals.json()["staat"]) == (202, eerst["id"], "klaar")
        anders = await beide.lever([w(2)], **sleutel)
        assert "Idempotency-Key" in eis_probleem(anders, 409, "409.01")["detail"]
        vreemd = await beide.lever([w(2)], wie=IEMAND_ANDERS, **sleutel)
        assert vreemd.status_code == 202
        assert (await beide.ids(), beide.spool() == []) == (["w-1"], True) or await beide.verwerkt(vreemd)

    async def test_a_key_of_what_failed_is_free_again(self, h):
        sleutel = {"headers": {"Idempotency-Key": "nacht 1"}}
        eerst = await h.verwerkt(await h.lever(b"stuk", **sleutel))
        assert eerst["staat"] == "mislukt"
        tweede = await h.lever(b"stuk", **sleutel)
        assert tweede.json()["id"] != eerst["id"]

    @pytest.mark.parametrize("sleutel", ["", "x" * 256])
    async def test_a_key_of_no_form(self, h, sleutel):
        eis_probleem(await h.lever([w(1)], headers={"Idempotency-Key": sleutel}), 400, "400.01")

    async def test_the_same_file_again_changes_nothing(self, h):
        for nieuw, ongewijzigd in ((2, 0), (0, 2)):
            telling = (await h.verwerkt(await h.lever([w(1), w(2)])))["telling"]
            assert (telling["nieuw"], telling["ongewijzigd"]) == (nieuw, ongewijzigd)

    async def test_two_at_once_of_one_kind_are_one_and_a_refusal(self, beide):
        beide.node.leveringen.werkbank.start(_even_wachten)
        antwoorden = await asyncio.gather(*(beide.lever([w(n)]) for n in (1, 2)))
        assert sorted(a.status_code for a in antwoorden) == [202, 409]
        [goed] = [a for a in antwoorden if a.status_code == 202]
        ander = await beide.lever([v(1)], soort="vacature")
        assert ander.status_code == 202  # of another kind: waits its turn
        assert (await beide.verwerkt(goed))["staat"] == (await beide.verwerkt(ander))["staat"] == "klaar"
        assert len(await beide.ids()) == 1

    async def test_the_same_file_while_it_is_under_way_is_the_same_delivery(self, beide):
        beide.node.leveringen.werkbank.start(_even_wachten)
        antwoorden = await asyncio.gather(*(beide.lever([w(1)]) for _ in range(3)))
        assert len({a.json()["id"] for a in antwoorden}) == 1
        await beide.verwerkt(antwoorden[0])
        assert (await beide.ids(), beide.spool()) == (["w-1"], [])

    async def test_another_file_is_refused_before_it_is_sent(self, h):
        h.node.leveringen.werkbank.start(_even_wachten)
        await h.lever([w(1)])

        async def nooit():
            raise AssertionError
            yield b""

        koppen = {**WIE, **RUW, "Content-Length": "999999"}
        antwoord = await h.klant.post("leveringen?soort=werkzoekende", content=nooit(), headers=koppen)
        eis_probleem(antwoord, 409, "409.01")


async def _even_wachten(_) -> None:
    """Keep the bench occupied for a moment, so that what comes next has to wait."""
    await asyncio.sleep(0.3)


class TestPaden:
    @pytest.mark.parametrize(
        ("methode", "pad", "mag"),
        [
            ("PATCH", "leveringen", "GET, HEAD, POST"),
            ("PUT", f"leveringen/{ID}", "DELETE, GET, HEAD"),
            ("POST", f"leveringen/{ID}/rapport", "GET, HEAD"),
            ("GET", f"leveringen/{ID}/bevestiging", "POST"),
            ("GET", "werkzoekenden/x", "DELETE, PUT"),
            ("POST", "vacatures", "GET, HEAD"),
        ],
    )
    async def test_another_method(self, h, methode, pad, mag):
        antwoord = await h.klant.request(methode, pad, headers=WIE)
        eis_probleem(antwoord, 405, "405.01")
        assert antwoord.headers["Allow"] == mag

    @pytest.mark.parametrize("pad", ["leveringen/", "", "bestaat-niet", f"leveringen/{ID}/rapport.xlsx"])
    async def test_an_unknown_path(self, h, pad):
        eis_probleem(await h.klant.get(pad, headers=WIE), 404, "404.01")

    async def test_only_json(self, h):
        eis_probleem(await h.klant.get("leveringen", headers={**WIE, "Accept": "text/html"}), 406, "406.01")

    async def test_a_page_at_a_time(self, h):
        ids = [(await h.verwerkt(await h.lever([w(1)])))["id"] for _ in range(3)]
        eerste = await h.klant.get("leveringen", headers=WIE, params={"limit": 2})
        assert [x["id"] for x in eerste.json()["leveringen"]] == ids[:0:-1]
        pad = httpx.URL(eerste.links["next"]["url"]).raw_path.decode()
        tweede = await h.klant.get(f"http://node{pad}", headers=WIE)
        assert [x["id"] for x in tweede.json()["leveringen"]] == ids[:1]
        assert "Link" not in tweede.headers
