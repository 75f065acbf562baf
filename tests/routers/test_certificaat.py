"""In productie the caller of a VUM contract is who its certificate says, and a proxy that is trusted passes it on."""

import base64
import re
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from app.domain.ports import Deelnemer
from app.main import maak_app
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse
from app.privacy.certificaten import Certificaatbestanden, Certificaten
from app.privacy.vumtoelating import Vumtoelating
from app.settings import Instellingen
from tests.pki import DAG, maak_pki, nu
from tests.routers.conftest import KOPPEN, VERWERKER, VRAGER, eis_fout

EIGEN = "00000001003214345000"
UITWISSELING = "00000099000000007000"
VREEMD = "00000099000000009000"
PROXY = ("10.0.0.5", 4711)
PKI = maak_pki()
BEWIJS = {oin: PKI.tussen.geef([oin]) for oin in (VRAGER, VERWERKER, UITWISSELING, VREEMD)}
VRAAG = "/api/v3/vacatures/een-id"
BIJ_BRON = "/bron/api/v3/vacatures/een-id"
VAN_NAAR = KOPPEN | {"X-VUM-toParty": EIGEN}


def client_cert(oin: str) -> dict[str, str]:
    return {"Client-Cert": f":{base64.b64encode(BEWIJS[oin].der).decode()}:"}


class Productie:
    """Asks a node in productie, over a connection from an address of choice."""

    def __init__(self, poort: Any, database: Any, map_: Any) -> None:
        self._poort, self._database = poort, database
        self._ca = map_ / "ca.pem"
        self._ca.write_bytes(PKI.bundel)
        self._basis = {"omgeving": "productie", "oin": EIGEN, "sleutels": "s.json"}

    def app(self, *, ca: bool = True, **over: Any) -> Any:
        zet = Instellingen(**self._basis | {"vertrouwde_proxys": "10.0.0.0/24", **over})
        certificaten = Certificaten(Certificaatbestanden(self._ca if ca else None))
        self._poort.vumtoelating = Vumtoelating(self._database, certificaten)
        return maak_app(zet, self._poort)

    async def vraag(
        self, pad: str, *koppen: dict[str, str], van: Any = PROXY, app: Any = None, methode: str = "GET"
    ) -> httpx.Response:
        alle = [(naam, waarde) for deel in koppen for naam, waarde in deel.items()]
        transport = httpx.ASGITransport(app or self.app(), client=van)
        async with httpx.AsyncClient(transport=transport, base_url="http://node") as klant:
            return await klant.request(methode, pad, headers=alle)


@pytest.fixture
async def node(poort, sqlite_url, kaart, tmp_path):
    from app.storage.db import Database

    database = Database(sqlite_url, 2, kaart=kaart)
    async with database.schrijven() as opslag:
        partij = Deelnemer(Oin(VRAGER), "Vrager", Partijklasse.SUWI, frozenset({Oin(VERWERKER)}))
        await opslag.register.zet_deelnemer(partij)
        uitwisseling = Deelnemer(Oin(UITWISSELING), "Uitwisseling", Partijklasse.SUWI, uitwisseling=True)
        await opslag.register.zet_deelnemer(uitwisseling)
    yield Productie(poort, database, tmp_path)
    await database.sluit()


class TestWieNietMag:
    @pytest.mark.parametrize("methode", ["GET", "POST", "DELETE"])
    @pytest.mark.parametrize(
        "pad", [VRAAG, BIJ_BRON, "/api/v2/vacatures/matches", "/bron/api/v3/niets", "/api/v3/a%2Fb"]
    )
    async def test_no_certificate(self, node, poort, pad, methode):
        eis_fout(await node.vraag(pad, VAN_NAAR, methode=methode), 401, "401.01")
        assert poort.aanroepen == []

    @pytest.mark.parametrize(
        ("ca", "over"), [(False, {}), (True, {"vertrouwde_proxys": ""}), (False, {"vertrouwde_proxys": ""})]
    )
    async def test_nothing_configured_lets_nobody_in(self, node, poort, ca, over):
        antwoord = await node.vraag(VRAAG, VAN_NAAR, client_cert(VERWERKER), app=node.app(ca=ca, **over))
        assert "ingericht" in eis_fout(antwoord, 401, "401.01")["details"]
        assert poort.aanroepen == []

    @pytest.mark.parametrize("van", [("10.0.1.5", 1), ("127.0.0.1", 1), ("::1", 1), ("testclient", 1), None])
    async def test_a_right_header_from_another_than_the_proxy(self, node, poort, van):
        eis_fout(await node.vraag(VRAAG, VAN_NAAR, client_cert(VERWERKER), van=van), 401, "401.01")
        assert poort.aanroepen == []

    async def test_an_address_in_a_header_makes_no_proxy(self, node, poort):
        vals = {"X-Forwarded-For": "10.0.0.5", "Forwarded": "for=10.0.0.5", "X-Real-IP": "10.0.0.5"}
        eis_fout(await node.vraag(VRAAG, VAN_NAAR, client_cert(VERWERKER), vals, van=("192.0.2.1", 1)), 401, "401.01")
        assert poort.aanroepen == []

    @pytest.mark.parametrize(
        "waarden",
        [(VERWERKER, VERWERKER), (VERWERKER, VREEMD), (VREEMD, VERWERKER)],
        ids=["twice the same", "the right one first", "the right one last"],
    )
    async def test_a_repeated_header(self, node, poort, waarden):
        koppen = [client_cert(oin) for oin in waarden]
        assert "maar een keer" in eis_fout(await node.vraag(VRAAG, VAN_NAAR, *koppen), 401, "401.01")["details"]
        assert poort.aanroepen == []

    async def test_two_certificates_in_one_header(self, node, poort):
        dubbel = {"Client-Cert": ", ".join(client_cert(oin)["Client-Cert"] for oin in (VERWERKER, VREEMD))}
        eis_fout(await node.vraag(VRAAG, VAN_NAAR, dubbel), 401, "401.01")
        assert poort.aanroepen == []

    @pytest.mark.parametrize(
        "kop", ["Client_Cert", "X-SSL-Client-Cert", "X-Forwarded-Tls-Client-Cert", "Client-Cert-Chain"]
    )
    async def test_another_header_than_the_configured(self, node, poort, kop):
        eis_fout(await node.vraag(VRAAG, VAN_NAAR, {kop: client_cert(VERWERKER)["Client-Cert"]}), 401, "401.01")
        assert poort.aanroepen == []

    @pytest.mark.parametrize("oin", [VREEMD, VRAGER, UITWISSELING])
    async def test_the_certificate_of_another_than_via(self, node, poort, oin):
        eis_fout(await node.vraag(VRAAG, VAN_NAAR, client_cert(oin)), 401, "401.01")
        assert poort.aanroepen == []

    @pytest.mark.parametrize("van", [VRAGER, VREEMD, UITWISSELING])
    async def test_a_processor_without_mandate(self, node, poort, van):
        koppen = VAN_NAAR | {"X-VUM-fromParty": van, "X-VUM-viaParty": VREEMD}
        eis_fout(await node.vraag(VRAAG, koppen, client_cert(VREEMD)), 401, "401.01")
        assert poort.aanroepen == []

    @pytest.mark.parametrize("weg", ["X-VUM-viaParty", "X-VUM-fromParty"])
    async def test_a_stranger_is_not_told_what_its_request_lacks(self, node, poort, weg):
        koppen = {naam: waarde for naam, waarde in VAN_NAAR.items() if naam != weg}
        eis_fout(await node.vraag(VRAAG, koppen, client_cert(VREEMD)), 401, "401.01")
        eis_fout(await node.vraag("/api/v3/niets", koppen, client_cert(VREEMD), methode="PUT"), 401, "401.01")

    @pytest.mark.parametrize("oin", [VRAGER, VERWERKER, VREEMD])
    async def test_at_a_source_only_an_exchange_asks(self, node, poort, oin):
        eis_fout(await node.vraag(BIJ_BRON, VAN_NAAR | {"X-VUM-viaParty": oin}, client_cert(oin)), 401, "401.01")
        assert poort.aanroepen == []

    async def test_a_removed_party_is_out_at_once(self, node, poort):
        app = node.app()
        assert (await node.vraag(VRAAG, VAN_NAAR, client_cert(VERWERKER), app=app)).status_code == 200
        async with node._database.schrijven() as opslag:
            await opslag.register.verwijder_deelnemer(Oin(VRAGER))
        eis_fout(await node.vraag(VRAAG, VAN_NAAR, client_cert(VERWERKER), app=app), 401, "401.01")

    async def test_why_is_logged_without_what_was_sent(self, node, logregels):
        await node.vraag("/api/v3/vacatures/geheim-id", VAN_NAAR, client_cert(VREEMD))
        (naam, velden), _ = logregels
        assert (naam, velden["reden"]) == ("TOEGANG_GEWEIGERD", "Het certificaat is niet van X-VUM-viaParty.")
        assert VREEMD not in str(logregels)


class TestWieMag:
    @pytest.mark.parametrize("via", [VRAGER, VERWERKER])
    async def test_a_party_and_its_processor_at_the_exchange(self, node, via):
        koppen = VAN_NAAR | {"X-VUM-viaParty": via}
        assert (await node.vraag(VRAAG, koppen, client_cert(via))).status_code == 200

    async def test_an_exchange_at_a_source_whatever_its_via(self, node):
        for via in (VRAGER, EIGEN, UITWISSELING):
            antwoord = await node.vraag(BIJ_BRON, VAN_NAAR | {"X-VUM-viaParty": via}, client_cert(UITWISSELING))
            assert antwoord.status_code == 200

    async def test_a_known_party_is_told_what_its_request_lacks(self, node):
        koppen = {naam: waarde for naam, waarde in VAN_NAAR.items() if naam != "X-VUM-fromParty"}
        eis_fout(await node.vraag(VRAAG, koppen, client_cert(VERWERKER)), 400, "400.02")
        eis_fout(await node.vraag("/api/v3/niets", koppen, client_cert(VERWERKER)), 404, "404.01")

    @pytest.mark.parametrize("van", [("10.0.0.77", 1), ("::ffff:10.0.0.5", 1)])
    async def test_over_every_address_of_the_proxies(self, node, van):
        assert (await node.vraag(VRAAG, VAN_NAAR, client_cert(VERWERKER), van=van)).status_code == 200

    @pytest.mark.parametrize(
        ("vorm", "kop", "waarde"),
        [
            (
                "nginx",
                "X-SSL-Client-Cert",
                lambda b: quote(b.pem.split(b"\n-----END")[0] + b"\n-----END CERTIFICATE-----\n"),
            ),
            (
                "apache",
                "X-SSL-Client-Cert",
                lambda b: (b.pem.split(b"\n-----END")[0] + b"\n-----END CERTIFICATE-----").decode().replace("\n", " "),
            ),
            ("traefik", "X-Forwarded-Tls-Client-Cert", lambda b: base64.b64encode(b.der).decode()),
        ],
    )
    async def test_behind_every_proxy(self, node, vorm, kop, waarde):
        bewijs = {kop: waarde(BEWIJS[VERWERKER])}
        app = node.app(certificaat_kop=vorm)
        gekeurd = {"X-SSL-Client-Verify": "SUCCESS"}
        assert (await node.vraag(VRAAG, VAN_NAAR, bewijs, gekeurd, app=app)).status_code == 200
        if vorm != "traefik":
            for vlag in ({}, {"X-SSL-Client-Verify": "FAILED:expired"}, {"X-SSL-Client-Verify": "NONE"}):
                eis_fout(await node.vraag(VRAAG, VAN_NAAR, bewijs, vlag, app=app), 401, "401.01")


class TestUnix:
    """What the server says of a connection over a socket in the file system: no client, and a path."""

    @pytest.mark.parametrize(
        ("proxys", "server", "status"),
        [
            ("unix", ("/run/openvum/openvum.sock", None), 200),
            ("10.0.0.0/24", ("/run/openvum/openvum.sock", None), 401),
            ("unix", ("10.0.0.1", 8000), 401),
            ("unix", None, 401),
        ],
    )
    async def test_is_trusted_when_the_settings_say_so(self, node, proxys, server, status):
        app = node.app(vertrouwde_proxys=proxys)

        async def over_socket(scope, receive, send):
            await app({**scope, "client": None, "server": server}, receive, send)

        assert (await node.vraag(VRAAG, VAN_NAAR, client_cert(VERWERKER), app=over_socket)).status_code == status


@pytest.mark.parametrize("waarde", ["0.0.0.0/0", "::/0", "iedereen", "10.0.0.1/8", "10.0.0.0/24,*"])
def test_the_whole_world_is_no_proxy(waarde):
    with pytest.raises(ValueError, match=r"vertrouwde_proxys"):
        Instellingen(vertrouwde_proxys=waarde)


class TestGezondheid:
    """A certificate that ends soon makes a node no less ready."""

    @pytest.fixture
    def node_die_verloopt(self, poort, tmp_path):
        identiteit = PKI.tussen.geef([EIGEN], tot=nu() + 9 * DAG)
        identiteit.schrijf(tmp_path, "eigen")
        poort.vumtoelating = Vumtoelating(None, Certificaten(Certificaatbestanden(eigen=tmp_path / "eigen.pem")))
        return maak_app(Instellingen(), poort), identiteit

    async def test_ready_says_so(self, node_die_verloopt):
        transport = httpx.ASGITransport(node_die_verloopt[0])
        async with httpx.AsyncClient(transport=transport, base_url="http://node") as klant:
            antwoord = await klant.get("/health/ready")
        assert antwoord.status_code == 200
        assert antwoord.json() == {
            "status": "ok",
            "waarschuwingen": ["Het eigen certificaat verloopt over 8 dagen; vernieuw het bestand"],
        }

    async def test_metrics_say_until_when(self, node_die_verloopt):
        app, identiteit = node_die_verloopt
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://node") as klant:
            tekst = (await klant.get("/metrics")).text
        (waarde,) = re.findall(r'^openvum_certificaat_geldig_tot_seconden\{soort="eigen"\} (\S+)$', tekst, re.MULTILINE)
        assert float(waarde) == identiteit.certificaat.not_valid_after_utc.timestamp()
