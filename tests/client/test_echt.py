"""The clients against a real node and real sockets; the examples of the manual run here."""

import re
import socket
import threading
from pathlib import Path

import pytest

from app.settings import SANDBOX_OIN
from openvum.client import (
    BRON_V2,
    BRON_V3,
    UITWISSELING_V2,
    UITWISSELING_V3,
    AsyncKlant,
    Certificaat,
    Grenzen,
    Herhaling,
    Klant,
    LimietBereikt,
    Onbereikbaar,
    Tijdslimiet,
    VacatureVraag,
    WerkzoekendeVraag,
    maak_tls,
    partijen,
)
from tests.client.node import AANTAL, luisterende_node
from tests.client.sokkel import eis_certificaat, leeg_antwoord, pki, sokkel

__all__ = ["pki"]

HANDLEIDING = Path(__file__).resolve().parents[2] / "docs" / "client.md"
WIE = partijen(SANDBOX_OIN, SANDBOX_OIN, suwi=True)
EENS = Herhaling(pogingen=1)


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    with luisterende_node(tmp_path_factory.mktemp("node")) as adres:
        yield adres


@pytest.mark.parametrize(
    ("pad", "koppelvlak"),
    [
        ("api/v3", UITWISSELING_V3),
        ("bron/api/v3", BRON_V3),
        ("api/v2", UITWISSELING_V2),
        ("bron/api/v2", BRON_V2),
    ],
)
def test_every_interface(node, pad, koppelvlak):
    """A record of version 3 has no occupation that version 2 can name; what remains is translated."""
    with Klant(f"{node}/{pad}", WIE, koppelvlak) as klant:
        for loket, vraag in (
            (klant.werkzoekenden, WerkzoekendeVraag("3511AA", 30).taal("nld", spreken=2)),
            (klant.vacatures, VacatureVraag("3511AA", 30)),
        ):
            antwoord = loket.vraag(vraag)
            assert len(antwoord) == AANTAL
            assert antwoord.ongeldig == ()
            assert len(list(loket.details(antwoord))) == 10


async def test_asyncio_and_the_limit_on_details(node):
    async with AsyncKlant(f"{node}/api/v3", WIE, UITWISSELING_V3, grenzen=Grenzen(details=99)) as klant:
        antwoord = await klant.vacatures.vraag(VacatureVraag("3511AA", 5))
        details = klant.vacatures.details(antwoord)
        assert len([await anext(details) for _ in range(10)]) == 10
        with pytest.raises(LimietBereikt) as gevangen:
            await anext(details)
        assert gevangen.value.code == "429.01"


def _voorbeelden() -> list[str]:
    return re.findall(r"```python\n(.*?)```", HANDLEIDING.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("nummer", range(len(_voorbeelden())))
def test_the_examples_of_the_manual_run(node, nummer, capsys):
    code = _voorbeelden()[nummer].replace("http://127.0.0.1:8000", node)
    exec(compile(code, f"{HANDLEIDING.name}[{nummer}]", "exec"), {"__name__": "voorbeeld"})
    assert "Traceback" not in capsys.readouterr().out


def _druppel(verbinding: socket.socket) -> None:
    verbinding.recv(65_536)
    verbinding.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    gestopt = threading.Event()
    for _ in range(100):
        verbinding.sendall(b" ")
        gestopt.wait(0.05)


def test_an_answer_that_drips_is_cut_off_in_time():
    with (
        sokkel(_druppel) as adres,
        Klant(adres, WIE, BRON_V3, grenzen=Grenzen(vraag=0.3), herhaling=EENS) as klant,
        pytest.raises(Tijdslimiet),
    ):
        klant.vacatures.vraag(VacatureVraag("3511AA", 5))


async def test_an_answer_that_drips_is_cut_off_in_time_with_asyncio():
    with sokkel(_druppel) as adres:
        async with AsyncKlant(adres, WIE, BRON_V3, grenzen=Grenzen(vraag=0.3), herhaling=EENS) as klant:
            with pytest.raises(Tijdslimiet):
                await klant.vacatures.vraag(VacatureVraag("3511AA", 5))


def test_a_client_certificate_opens_the_door_and_without_it_stays_shut(pki):
    server = eis_certificaat(pki)
    met = maak_tls(Certificaat(pki / "c.pem", pki / "s.pem"), pki / "c.pem")
    zonder, vreemde_ca = maak_tls(ca=pki / "c.pem"), maak_tls(Certificaat(pki / "c.pem", pki / "s.pem"))
    with sokkel(leeg_antwoord, server) as adres:
        with Klant(adres, WIE, BRON_V3, tls=met) as klant:
            assert len(klant.vacatures.vraag(VacatureVraag("3511AA", 5))) == 0
        for tls in (zonder, vreemde_ca):
            with Klant(adres, WIE, BRON_V3, tls=tls, herhaling=EENS) as klant, pytest.raises(Onbereikbaar):
                klant.vacatures.vraag(VacatureVraag("3511AA", 5))
