"""Bodies: bounded before they are held, passed on as they are."""

import pytest

from tests.routers.conftest import KOPPEN, eis_fout

JSON = KOPPEN | {"Content-Type": "application/json"}
PAD = "/api/v3/vacatures/matches"
MB = 1024 * 1024


async def test_a_body_of_50_mb_is_refused_after_a_part(klant, poort):
    gelezen = 0

    async def stroom():
        nonlocal gelezen
        for _ in range(50):
            gelezen += MB
            yield b"x" * MB

    antwoord = await klant.post(PAD, headers=JSON, content=stroom())
    assert "1000 bytes" in eis_fout(antwoord, 400, "400.01")["details"]
    assert gelezen == MB  # the first part was enough
    assert poort.aanroepen == []


async def test_a_declared_length_is_refused_without_reading(klant):
    gestuurd = []

    async def receive():
        raise AssertionError("the body was read")

    async def send(bericht):
        gestuurd.append(bericht)

    koppen = [(k.lower().encode(), v.encode()) for k, v in (JSON | {"Content-Length": str(50 * MB)}).items()]
    scope = {
        "type": "http",
        "method": "POST",
        "path": PAD,
        "raw_path": PAD.encode(),
        "headers": koppen,
        "query_string": b"",
    }
    await klant._transport.app(scope, receive, send)
    assert gestuurd[0]["status"] == 400


@pytest.mark.parametrize(("lengte", "status"), [(1000, 200), (1001, 400)])
async def test_the_limit_itself(klant, lengte, status):
    assert (await klant.post(PAD, headers=JSON, content=b"x" * lengte)).status_code == status


async def test_a_lie_about_the_length_does_not_help(klant):
    async def stroom():
        for _ in range(3):
            yield b"x" * 600

    antwoord = await klant.post(PAD, headers=JSON | {"Content-Length": "10"}, content=stroom())
    eis_fout(antwoord, 400, "400.01")


@pytest.mark.parametrize("lengte", ["-1", "1e3", "²", "9" * 400])
async def test_a_strange_length_is_no_500(klant, lengte):
    antwoord = await klant.post(PAD, headers=[*JSON.items(), ("Content-Length", lengte.encode())], content=b"{}")
    assert antwoord.status_code in (200, 400)


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b'"\\ud800"', b"NaN", b"[" * 900, b"null"])
async def test_bytes_reach_the_gate_untouched(klant, poort, body):
    await klant.post(PAD, headers=JSON, content=body)
    assert poort.aanroepen[0][3] == body
