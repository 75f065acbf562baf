"""The four operations of each contract at the edge: what reaches the gate, and what goes back."""

import pytest

from app.models.errors import (
    LimietOverschreden,
    NietBeschikbaar,
    NietGeautoriseerd,
    OnbekendRecord,
    OngeldigeAanroep,
    OnvolledigeAanroep,
)
from tests.routers.conftest import BASES, KOPPEN, SOORTEN, eis_beveiliging, eis_fout

JSON = KOPPEN | {"Content-Type": "application/json"}
FOUTEN = [
    (OngeldigeAanroep("Veld x is verkeerd"), 400, "400.01"),
    (OnbekendRecord(), 400, "400.01"),
    (OnvolledigeAanroep(), 400, "400.02"),
    (NietGeautoriseerd(), 401, "401.01"),
    (LimietOverschreden(), 429, "429.01"),
    (NietBeschikbaar(), 503, "500.3"),
]


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("soort", SOORTEN)
async def test_answer_goes_out_as_the_gate_gave_it(klant, poort, basis, soort):
    antwoord = await klant.post(f"{basis}/{soort}/matches", headers=JSON, content=b'{"vraagObject":{}}')
    assert (antwoord.status_code, antwoord.content) == (200, poort.antwoord.body)
    assert antwoord.headers["content-type"] == "application/json"
    assert antwoord.headers["X-VUM-Bronnen"] == "bevraagd=1; geantwoord=1; begrensd=0"
    assert poort.aanroepen[0][3] == b'{"vraagObject":{}}'
    assert "access-control-allow-origin" not in antwoord.headers
    eis_beveiliging(antwoord)


@pytest.mark.parametrize(("fout", "status", "code"), FOUTEN)
@pytest.mark.parametrize("basis", BASES)
async def test_every_error_of_the_gate(klant, poort, basis, fout, status, code):
    poort.fout = fout
    for antwoord in (
        await klant.post(f"{basis}/vacatures/matches", headers=JSON, content=b"{}"),
        await klant.get(f"{basis}/werkzoekendeProfielen/x", headers=KOPPEN),
    ):
        body = eis_fout(antwoord, status, code)
        assert body["details"]
        assert antwoord.headers["X-VUM-toParty"] == KOPPEN["X-VUM-fromParty"]


@pytest.mark.parametrize(
    ("pad", "id_"),
    [
        ("%00", "\x00"),
        ("a%00b", "a\x00b"),
        ("x" * 501, "x" * 501),
        ("%C3%A9", "é"),
        ("%FF", "�"),
        ("a%20b", "a b"),
        ("a%0Ab", "a\nb"),
        ("...", "..."),
        ("a;b=c", "a;b=c"),
        ("%252F", "%2F"),
    ],
)
async def test_any_id_reaches_the_gate_that_answers_all_alike(klant, poort, pad, id_):
    assert (await klant.get(f"/api/v3/vacatures/{pad}", headers=KOPPEN)).status_code == 200
    assert poort.aanroepen[0][3] == id_


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize(
    "pad",
    [
        "/vacatures/a%2Fb",
        "/vacatures/a%2fb",
        "/vacatures%2Fmatches",
        "/vacatures/x/",
        "/vacatures/matches/",
        "/vacatures/",
        "/vacatures",
        "/",
        "",
        "/vacatures/x/y",
        "//vacatures/x",
        "/openapi.yaml",
        "/redoc",
        "/docs/oauth2-redirect",
        "/docs/..%2F..%2Fmain.py",
        "/docs/LICENSE",
        "/docs/voorbeelden/x.json",
    ],
)
async def test_unknown_path_is_404_and_no_redirect(klant, poort, basis, pad):
    antwoord = await klant.get(basis + pad, headers=KOPPEN)
    eis_fout(antwoord, 404, "404.01")
    assert "location" not in antwoord.headers
    assert poort.aanroepen == []


@pytest.mark.parametrize(
    "pad", ["/nergens", "/health", "/health/live/", "/openapi.json", "/docs", "/api/v2", "/api/v33/docs"]
)
async def test_unknown_path_beside_the_apis(klant, pad):
    eis_fout(await klant.get(pad), 404, "404.01")


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize(
    ("pad", "toegestaan"),
    [("vacatures/matches", "POST"), ("werkzoekendeProfielen/x", "GET, HEAD"), ("docs", "GET, HEAD")],
)
@pytest.mark.parametrize("methode", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "KANARIE"])
async def test_other_method_is_405_with_allow(klant, basis, pad, toegestaan, methode):
    antwoord = await klant.request(methode, f"{basis}/{pad}", headers=KOPPEN)
    eis_fout(antwoord, 405, "405.01")
    assert antwoord.headers["allow"] == toegestaan
    assert "KANARIE" not in antwoord.text


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("methode", ["GET", "HEAD"])
async def test_the_path_of_a_question_is_no_id(klant, poort, basis, methode):
    antwoord = await klant.request(methode, f"{basis}/vacatures/matches", headers=KOPPEN)
    assert (antwoord.status_code, antwoord.headers["allow"]) == (405, "POST")
    assert poort.aanroepen == []


async def test_post_on_a_detail_is_405(klant):
    antwoord = await klant.post("/api/v3/vacatures/x", headers=JSON, content=b"{}")
    eis_fout(antwoord, 405, "405.01")


@pytest.mark.parametrize("pad", ["/api/v3/vacatures/x", "/api/v3/docs", "/health/live"])
async def test_head_is_get_without_the_body(klant, pad):
    met = await klant.get(pad, headers=KOPPEN)
    zonder = await klant.head(pad, headers=KOPPEN)
    assert zonder.content == b""
    assert zonder.status_code == met.status_code == 200
    assert dict(zonder.headers) == dict(met.headers)


async def test_head_of_an_error_has_no_body(klant):
    antwoord = await klant.head("/api/v3/nergens")
    assert (antwoord.status_code, antwoord.content) == (404, b"")


async def test_query_is_ignored_and_not_repeated(klant, poort):
    antwoord = await klant.get("/api/v3/vacatures/x?kanarie=82731", headers=KOPPEN)
    assert antwoord.status_code == 200
    eis_fout(await klant.get("/api/v3/nergens?kanarie=82731", headers=KOPPEN), 404, "404.01")
    assert "82731" not in antwoord.text
