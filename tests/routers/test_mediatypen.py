"""What comes in and goes out: Content-Type and Accept."""

import pytest
from starlette.datastructures import Headers

from app.routers.mediatypen import JSON, PROBLEEM, fout_mediatype, wens
from tests.routers.conftest import BASES, KOPPEN, eis_fout


def _accept(*waarden: str) -> Headers:
    return Headers(raw=[(b"accept", w.encode()) for w in waarden])


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize(
    "inhoudstype",
    [
        None,
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "application/jsonx",
        "application/json; charset=latin-1",
        "application/json; kanarie=82731",
        "",
    ],
)
async def test_other_content_type_is_415(klant, poort, basis, inhoudstype):
    koppen = KOPPEN if inhoudstype is None else KOPPEN | {"Content-Type": inhoudstype}
    antwoord = await klant.post(f"{basis}/vacatures/matches", headers=koppen, content=b"{}")
    eis_fout(antwoord, 415, "415.01")
    assert "82731" not in antwoord.text
    assert poort.aanroepen == []


@pytest.mark.parametrize(
    "inhoudstype",
    [
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        'application/json;charset="UTF-8"',
        "application/json;",
    ],
)
async def test_json_in_utf8_is_taken(klant, inhoudstype):
    koppen = KOPPEN | {"Content-Type": inhoudstype}
    assert (await klant.post("/api/v3/vacatures/matches", headers=koppen, content=b"{}")).status_code == 200


async def test_repeated_content_type_and_compressed_body_are_415(klant):
    dubbel = [*KOPPEN.items(), ("Content-Type", JSON), ("Content-Type", "text/plain")]
    eis_fout(await klant.post("/api/v3/vacatures/matches", headers=dubbel, content=b"{}"), 415, "415.01")
    gezipt = KOPPEN | {"Content-Type": JSON, "Content-Encoding": "gzip"}
    eis_fout(await klant.post("/api/v3/vacatures/matches", headers=gezipt, content=b"{}"), 415, "415.01")


@pytest.mark.parametrize(
    "accept",
    ["text/html", "application/xml", "application/json;q=0", "*/*;q=0", "image/*", "text/html, application/json;q=0.0", "kanarie",
     "application/json;q=0, */*;q=0", "application/json;q=nan", "application/json;q=x"],
)  # fmt: skip
async def test_nothing_acceptable_is_406(klant, poort, accept):
    antwoord = await klant.get("/api/v3/vacatures/x", headers=KOPPEN | {"Accept": accept})
    eis_fout(antwoord, 406, "406.01")
    assert "kanarie" not in antwoord.text
    assert poort.aanroepen == []


@pytest.mark.parametrize(
    "accept",
    ["*/*", "application/*", "application/json", "APPLICATION/JSON;q=0.1", "text/html, */*;q=0.8", "application/problem+json", "",
     "application/json; charset=utf-8", "text/html;q=0.9 , application/json"],
)  # fmt: skip
async def test_json_acceptable(klant, accept):
    antwoord = await klant.get("/api/v3/vacatures/x", headers=KOPPEN | {"Accept": accept})
    assert antwoord.status_code == 200
    assert antwoord.headers["content-type"] == JSON


@pytest.mark.parametrize(
    ("accept", "mediatype"),
    [
        ((), JSON),
        (("*/*",), JSON),
        (("application/*",), JSON),
        (("application/json",), JSON),
        (("application/problem+json",), PROBLEEM),
        (("application/json, application/problem+json",), PROBLEEM),
        (("application/json", "application/problem+json"), PROBLEEM),
        (("application/json, application/problem+json;q=0.5",), JSON),
        (("application/json;q=0.5, application/problem+json",), PROBLEEM),
        (("*/*, application/problem+json;q=0",), JSON),
        (("text/html",), JSON),
    ],
)
def test_media_type_of_an_error(accept, mediatype):
    assert fout_mediatype(_accept(*accept)) == mediatype


async def test_problem_json_on_the_wire(klant):
    antwoord = await klant.get("/api/v3/vacatures/x", headers={"Accept": "application/problem+json"})
    eis_fout(antwoord, 400, "400.02")
    assert antwoord.headers["content-type"] == PROBLEEM


def test_the_most_precise_range_decides():
    assert wens(_accept("*/*;q=1, application/json;q=0.2"), JSON).gewicht == 0.2
    assert wens(_accept("application/*;q=0.3, */*"), JSON).gewicht == 0.3
    assert wens(_accept("application/json;q=7"), JSON).gewicht == 1.0
