"""A node in productie behind the nginx configuration that is shipped: only the right one gets in."""

import base64
import json
import os
import re
import shutil
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from app.adapters.http import Httpklant
from app.adapters.tls import Tlsbestanden, volg
from app.adapters.vum_client import Bronverkeer
from app.cli import voer_uit
from app.domain.bronfout import BronFaalt
from app.domain.ports import Bronregistratie, Deelnemer
from app.domain.selectiegebied import Postcodekaart
from app.models.identiteit import Oin
from app.models.partijen import Partijen, Partijklasse, Soort
from app.privacy.sleutelbestand import lees_of_maak, roteer_bestand
from app.privacy.sleutels import Sleuteldoel
from app.storage.db import Database
from tests.builders import een_vraag
from tests.conftest import buiten
from tests.deploy import tlsscan
from tests.deploy.proxy import HOSTNAAM, Antwoord, Proxy, start_nginx, start_node
from tests.deploy.tlsscan import SHA1, SSL3, TLS10, TLS11, TLS12, TLS13, bied_aan
from tests.pki import DAG, Identiteit, Uitgever, maak_pki, nu

NODE, VRAGER, VERWERKER, VREEMD, UITWISSELING, BRON = (
    "00000001003214345000",
    *(f"0000009900000070{n}000" for n in range(5)),
)
PKI = maak_pki()
ANDER = maak_pki()
GOED = {oin: PKI.tussen.geef([oin]) for oin in (VRAGER, VERWERKER, VREEMD, UITWISSELING)}
INGETROKKEN = PKI.tussen.geef([VRAGER])
UITWISSELINGSPAD, BRONPAD = "/api/v3/vacatures/matches", "/bron/api/v3/vacatures/matches"
VRAAG = orjson.dumps({"vraagObject": een_vraag(Soort.VACATURE)})


def koppen(via: str = VRAGER, van: str = VRAGER, naar: str = NODE) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "X-VUM-berichtVersie": "3.0.0",
        "API-Version": "3.0.0",
        "X-VUM-fromParty": van,
        "X-VUM-toParty": naar,
        "X-VUM-viaParty": via,
        "X-VUM-SUWIparty": "true",
    }


def stel(proxy: Proxy, bewijs: Identiteit | None, via: str = VRAGER, van: str = VRAGER, extra: bytes = b"") -> Antwoord:
    return proxy.vraag(UITWISSELINGSPAD, koppen(via, van), bewijs, methode="POST", body=VRAAG, extra=extra)


def bevraag_bron(proxy: Proxy, bewijs: Identiteit | None, via: str = BRON) -> Antwoord:
    return proxy.vraag(BRONPAD, koppen(via, naar=BRON), bewijs, methode="POST", body=VRAAG)


def eis_geweigerd(antwoord: Antwoord) -> dict[str, object]:
    """Refused as the contract has it, whoever answers: nginx or the node."""
    assert antwoord.status == 401, antwoord.body
    assert antwoord.koppen["content-type"] == "application/json"
    assert antwoord.koppen["api-version"] == antwoord.koppen["x-vum-berichtversie"] == "3.0.0"
    assert antwoord.koppen["cache-control"] == "no-store"
    assert int(antwoord.koppen["strict-transport-security"].split("=")[1].split(";")[0]) >= 31_536_000
    fout: dict[str, object] = json.loads(antwoord.body)
    assert set(fout) == {"type", "title", "status", "detail", "instance", "code", "message", "details"}
    assert (fout["status"], fout["code"]) == (401, "401.01")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", str(fout["instance"]))
    return fout


async def _richt_in(url: str, kaart: Postcodekaart) -> None:
    database = Database(url, 1, kaart=kaart)
    partijen = [
        Deelnemer(Oin(VRAGER), "Vrager", Partijklasse.SUWI, frozenset({Oin(VERWERKER)})),
        Deelnemer(Oin(UITWISSELING), "Uitwisseling", Partijklasse.SUWI, uitwisseling=True),
    ]
    async with database.schrijven() as opslag:
        for partij in partijen:
            await opslag.register.zet_deelnemer(partij)
        await opslag.register.zet_bron(Bronregistratie(Oin(BRON), "Bron"))
    await database.sluit()


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory, _sqlite_sjabloon: Path, kaart: Postcodekaart) -> Iterator[Proxy]:
    map_ = tmp_path_factory.mktemp("nginx", numbered=True)
    map_.chmod(0o750)
    shutil.copyfile(_sqlite_sjabloon, map_ / "openvum.db")
    url = f"sqlite+aiosqlite:///{map_}/openvum.db"
    buiten(_richt_in(url, kaart))
    lees_of_maak(map_ / "node.sleutels.json")
    roteer_bestand(map_ / "node.sleutels.json", Sleuteldoel.TOKEN)
    (map_ / "ca.pem").write_bytes(PKI.bundel)
    omgeving = {
        "OPENVUM_OMGEVING": "productie",
        "OPENVUM_OIN": NODE,
        "OPENVUM_SLEUTELS": str(map_ / "node.sleutels.json"),
        "OPENVUM_DATABASE_URL": url,
        "OPENVUM_VERTROUWDE_PROXYS": "unix",
        "OPENVUM_CERTIFICAAT_KOP": "nginx",
        "OPENVUM_TOKEN_UITGEVER": f"https://{HOSTNAAM}/oauth/v1",
        "OPENVUM_CORS_HERKOMSTEN": "https://portaal.example",
        "OPENVUM_CERTIFICAAT_CA": str(map_ / "ca.pem"),
    }
    rsa_sleutel = rsa.generate_private_key(65_537, 3072)
    servers = (
        PKI.tussen.geef([NODE], hostnamen=[HOSTNAAM, "localhost"]),
        PKI.tussen.geef([NODE], hostnamen=[HOSTNAAM, "localhost"], sleutel=rsa_sleutel),
    )
    with (
        start_node(map_, omgeving) as node,
        start_nginx(map_, node, servers, PKI, PKI.lijsten(INGETROKKEN.certificaat)) as nginx,
    ):
        yield nginx


class TestWieMag:
    def test_a_party_with_its_own_certificate(self, proxy):
        antwoord = stel(proxy, GOED[VRAGER])
        assert antwoord.status == 200, antwoord.body
        assert json.loads(antwoord.body)["matches"] == []

    def test_a_processor_with_a_mandate(self, proxy):
        assert stel(proxy, GOED[VERWERKER], via=VERWERKER).status == 200

    def test_an_exchange_at_a_source(self, proxy):
        assert bevraag_bron(proxy, GOED[UITWISSELING]).status == 200

    async def test_an_exchange_of_ours_at_a_source_of_ours(self, proxy):
        """The client that asks sources elsewhere, with the certificate of an exchange."""
        certificaat, sleutel = GOED[UITWISSELING].schrijf(proxy.map, "uitwisseling")
        klant = Httpklant(5.0, volg(Tlsbestanden(certificaat, sleutel, proxy.map / "ca.pem", alleen_groep=True)))
        bron = Bronregistratie(Oin(BRON), "Bron", f"https://localhost:{proxy.poort}/bron/api/v3")
        partijen = Partijen(Oin(VRAGER), Oin(BRON), Oin(BRON), suwi=True)
        try:
            verkeer = Bronverkeer(klant, bron, 100_000, frozenset({NODE}))
            assert json.loads(await verkeer.vraag(Soort.VACATURE, partijen, VRAAG))["matches"] == []
            for ander in (BRON, UITWISSELING):
                with pytest.raises(BronFaalt):
                    await Bronverkeer(klant, bron, 100_000, frozenset({ander})).vraag(Soort.VACATURE, partijen, VRAAG)
        finally:
            await klant.sluit()

    def test_an_asker_with_our_own_command(self, proxy, capsys):
        certificaat, sleutel = GOED[VERWERKER].schrijf(proxy.map, "verwerker")
        vraag = ["vraag", "vacatures", "--postcode", "3511AA", "--afstand", "5", "--van", VRAGER, "--naar", NODE]
        waar = ["--url", f"https://localhost:{proxy.poort}/api/v3", "--ca", str(proxy.map / "ca.pem")]
        bewijs = ["--via", VERWERKER, "--certificaat", str(certificaat), "--sleutel", str(sleutel)]
        assert voer_uit([*vraag, *waar, *bewijs]) == 0
        assert "0 matches" in capsys.readouterr().out
        assert voer_uit([*vraag, *waar, "--via", VERWERKER]) == 2
        assert "antwoordt 401" in capsys.readouterr().err

    @pytest.mark.parametrize("versie", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
    def test_over_tls_1_2_and_1_3(self, proxy, versie):
        tls = proxy.tls(GOED[VRAGER])
        tls.minimum_version = tls.maximum_version = versie
        with proxy.verbinding(tls=tls) as veilig:
            veilig.sendall(b"GET /health/live HTTP/1.0\r\n\r\n")
            assert b" 200 " in veilig.recv(200)

    def test_what_else_it_sends_under_a_name_of_the_proxy_has_no_effect(self, proxy):
        extra = _kop("X-SSL-Client-Cert", VREEMD) + b"X-SSL-Client-Verify: NONE\r\nClient-Cert: :AAAA:\r\n"
        assert stel(proxy, GOED[VRAGER], extra=extra).status == 200


NIET_GOED: dict[str, Identiteit | None] = {
    "no certificate": None,
    "expired": PKI.tussen.geef([VRAGER], van=nu() - 3 * DAG, tot=nu() - DAG),
    "not yet valid": PKI.tussen.geef([VRAGER], van=nu() + DAG),
    "revoked": INGETROKKEN,
    "other root": ANDER.tussen.geef([VRAGER]),
    "other root without its chain": ANDER.tussen.geef([VRAGER])._replace(keten=()),
    "an issuer of its own": Uitgever("Eigen").geef([VRAGER]),
    "for servers only": PKI.tussen.geef([VRAGER], doelen=[ExtendedKeyUsageOID.SERVER_AUTH]),
    "no OIN": PKI.tussen.geef(),
    "two OINs": PKI.tussen.geef([VRAGER, VREEMD]),
    "two OINs, the right one last": PKI.tussen.geef([VREEMD, VRAGER]),
    "OIN hidden inside the organisation name": PKI.tussen.geef(organisatie=f"Proef, serialNumber={VRAGER}"),
    "OIN hidden inside the organisation name, by slashes": PKI.tussen.geef(organisatie=f"Proef/serialNumber={VRAGER}"),
    "OIN hidden beside another's": PKI.tussen.geef([VREEMD], organisatie=f"Proef, serialNumber={VRAGER}"),
    "of another party": GOED[UITWISSELING],
    "of a stranger": GOED[VREEMD],
}


NIET_BIJ_BRON = {**NIET_GOED, "of another party": GOED[VERWERKER], "of an asker": GOED[VRAGER]}


class TestWieNietMag:
    @pytest.mark.parametrize("bewijs", NIET_GOED.values(), ids=NIET_GOED)
    def test_at_the_exchange(self, proxy, bewijs):
        eis_geweigerd(stel(proxy, bewijs))

    @pytest.mark.parametrize("bewijs", NIET_BIJ_BRON.values(), ids=NIET_BIJ_BRON)
    def test_at_a_source(self, proxy, bewijs):
        eis_geweigerd(bevraag_bron(proxy, bewijs))

    @pytest.mark.parametrize("van", [VRAGER, UITWISSELING, VREEMD])
    def test_a_processor_without_mandate(self, proxy, van):
        eis_geweigerd(stel(proxy, GOED[VREEMD], via=VREEMD, van=van))

    @pytest.mark.parametrize("via", [VRAGER, UITWISSELING])
    def test_a_processor_that_names_another(self, proxy, via):
        eis_geweigerd(stel(proxy, GOED[VERWERKER], via=via))

    @pytest.mark.parametrize("methode", ["GET", "PUT", "DELETE"])
    @pytest.mark.parametrize(
        "pad",
        [
            "/api/v3/vacatures/een-id",
            "/api/v3/niets",
            "/api/v3/vacatures/",
            "/api/v3/openapi.json/../vacatures/een-id",
            "/bron/api/v3/docs/../vacatures/een-id",
            "/api/v3//openapi.json/x",
            "/api/v3/%6fpenapi.json/x",
        ],
    )
    def test_before_path_method_body_and_content_type_are_judged(self, proxy, pad, methode):
        antwoord = proxy.vraag(pad, {"Content-Type": "text/plain"}, None, methode=methode, body=b"x")
        eis_geweigerd(antwoord)

    @pytest.mark.parametrize(
        "pad", ["/beheer/api/v1/deelnemers", "/inzage/api/v1/bezwaren", "/aanlevering/api/v1/leveringen"]
    )
    def test_at_our_own_apis(self, proxy, pad):
        assert proxy.vraag(pad, koppen(), None).status == 401


def _kop(naam: str, oin: str = VRAGER, na: str = ": ") -> bytes:
    """A header line that passes the right certificate off as verified, in the encoding that fits its name."""
    identiteit = GOED[oin]
    if naam.lower().replace("_", "-") in ("x-ssl-client-cert", "ssl-client-cert", "x-client-cert"):
        waarde = quote(identiteit.certificaat.public_bytes(Encoding.PEM).decode(), safe="")
    elif "forwarded" in naam.lower():
        waarde = base64.b64encode(identiteit.der).decode()
    else:
        waarde = f":{base64.b64encode(identiteit.der).decode()}:"
    return f"{naam}{na}{waarde}\r\n".encode()


GOEDGEKEURD = b"X-SSL-Client-Verify: SUCCESS\r\n"
VALS = {
    "the header of the proxy": _kop("X-SSL-Client-Cert") + GOEDGEKEURD,
    "RFC 9440": _kop("Client-Cert"),
    "Traefik": _kop("X-Forwarded-Tls-Client-Cert"),
    "another proxy": _kop("SSL-Client-Cert") + b"SSL-Client-Verify: SUCCESS\r\n",
    "twice": _kop("X-SSL-Client-Cert") * 2 + GOEDGEKEURD * 2,
    "an underscore": _kop("X_SSL_Client_Cert") + b"X_SSL_Client_Verify: SUCCESS\r\n",
    "one underscore": _kop("X-SSL-Client_Cert") + GOEDGEKEURD,
    "small letters": _kop("x-ssl-client-cert") + b"x-ssl-client-verify: SUCCESS\r\n",
    "capitals": _kop("X-SSL-CLIENT-CERT") + b"X-SSL-CLIENT-VERIFY: SUCCESS\r\n",
    "a blank before the colon": _kop("X-SSL-Client-Cert", na=" : ") + GOEDGEKEURD,
    "a tab before the colon": _kop("X-SSL-Client-Cert", na="\t:") + GOEDGEKEURD,
    "a blank before the name": b" " + _kop("X-SSL-Client-Cert") + GOEDGEKEURD,
    "a folded value": b"X-SSL-Client-Cert:\r\n "
    + _kop("X-SSL-Client-Cert")[len("X-SSL-Client-Cert: ") :]
    + GOEDGEKEURD,
    "folded into another header": b"X-Ander: iets\r\n " + _kop("X-SSL-Client-Cert") + GOEDGEKEURD,
    "a bare line feed": b"X-Ander: iets\n" + _kop("X-SSL-Client-Cert") + GOEDGEKEURD,
    "a bare carriage return": b"X-Ander: iets\r" + _kop("X-SSL-Client-Cert") + GOEDGEKEURD,
    "a null byte": b"X-SSL-Client-Cert\0: x\r\n" + _kop("X-SSL-Client-Cert") + GOEDGEKEURD,
    "named as hop by hop": b"Connection: X-SSL-Client-Cert, X-SSL-Client-Verify\r\n" + _kop("X-SSL-Client-Cert"),
    "a trailer": b"Trailer: X-SSL-Client-Cert\r\n" + _kop("X-SSL-Client-Cert") + GOEDGEKEURD,
    "as if from this machine": _kop("X-SSL-Client-Cert")
    + GOEDGEKEURD
    + b"X-Forwarded-For: 127.0.0.1\r\nX-Real-IP: 127.0.0.1\r\n",
}


class TestVervalsing:
    @pytest.mark.parametrize(
        "bewijs", [None, GOED[VREEMD], NIET_GOED["expired"]], ids=["none", "a stranger's", "expired"]
    )
    @pytest.mark.parametrize("extra", VALS.values(), ids=VALS)
    def test_a_header_from_outside_lets_nobody_in(self, proxy, extra, bewijs):
        antwoord = stel(proxy, bewijs, extra=extra)
        assert antwoord.status in (400, 401), antwoord.body
        if antwoord.status == 401:
            eis_geweigerd(antwoord)

    def test_nor_does_a_second_request_hidden_in_the_body_of_the_first(self, proxy):
        verborgen = (
            f"POST {UITWISSELINGSPAD} HTTP/1.1\r\nHost: x\r\n".encode() + _kop("X-SSL-Client-Cert") + GOEDGEKEURD
        )
        stuk = b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"
        antwoord = proxy.vraag(
            UITWISSELINGSPAD, koppen(), GOED[VREEMD], methode="POST", body=b"0\r\n\r\n" + verborgen, extra=stuk
        )
        assert antwoord.status in (400, 401)
        assert antwoord.body.count(b"urn:vum:fout") == 1


class TestOpen:
    @pytest.mark.parametrize(
        "pad",
        [
            *(
                f"{basis}/{wat}"
                for basis in ("/api/v3", "/bron/api/v3", "/beheer/api/v1")
                for wat in ("openapi.json", "docs")
            ),
            "/api/v3/docs/swagger-ui.css",
            "/oauth/v1/jwks",
            "/.well-known/oauth-authorization-server/oauth/v1",
            "/health/live",
            "/health/ready",
            "/",
        ],
    )
    def test_documentation_and_health_want_no_certificate(self, proxy, pad):
        assert proxy.vraag(pad).status == 200

    @pytest.mark.parametrize(
        ("herkomst", "status"), [("https://portaal.example", 204), ("https://elders.example", 401)]
    )
    def test_a_browser_may_ask_first_whether_a_page_may_call(self, proxy, herkomst, status):
        vooraf = {"Origin": herkomst, "Access-Control-Request-Method": "POST"}
        assert proxy.vraag(UITWISSELINGSPAD, vooraf, methode="OPTIONS").status == status
        assert proxy.vraag(UITWISSELINGSPAD, {"Origin": herkomst}, methode="OPTIONS").status == 401
        assert proxy.vraag(UITWISSELINGSPAD, vooraf, methode="GET").status == 401

    def test_numbers_are_for_this_machine_alone(self, proxy):
        antwoord = proxy.vraag("/metrics")
        assert antwoord.status == 200
        assert b"openvum_verzoek_seconden" in antwoord.body
        zet = (proxy.map / "openvum.conf").read_text("utf-8")
        assert re.search(r"location = /metrics \{\s+allow 127\.0\.0\.1;\s+allow ::1;\s+deny all;", zet)

    def test_an_unknown_certificate_does_not_open_what_is_closed_nor_what_is_open(self, proxy):
        assert proxy.vraag("/health/live", bewijs=NIET_GOED["other root"]).status == 401


class TestGrenzen:
    def test_a_question_that_is_too_large_is_refused_before_it_is_read(self, proxy):
        kop = koppen() | {"Content-Length": "200000"}
        antwoord = proxy.vraag(UITWISSELINGSPAD, kop, GOED[VRAGER], methode="POST")
        assert (antwoord.status, json.loads(antwoord.body)["code"]) == (400, "400.01")

    def test_a_stranger_that_announces_much_is_refused_without_sending_it(self, proxy):
        eis_geweigerd(proxy.vraag(UITWISSELINGSPAD, {"Content-Length": "100000000"}, methode="POST"))

    def test_headers_that_are_too_large_are_refused(self, proxy):
        antwoord = proxy.vraag(UITWISSELINGSPAD, {"X-Veel": "x" * 9_000}, GOED[VRAGER])
        assert (antwoord.status, json.loads(antwoord.body)["code"]) == (400, "400.01")

    def test_plain_http_gets_no_answer_from_the_node(self, proxy):
        with socket.create_connection(("127.0.0.1", proxy.poort)) as kaal:
            kaal.sendall(b"GET /health/live HTTP/1.0\r\n\r\n")
            assert b" 400 " in kaal.recv(200)

    def test_neither_log_holds_an_id_or_a_party(self, proxy):
        proxy.vraag("/api/v3/vacatures/geheim-id", koppen(), GOED[VRAGER])
        proxy.vraag("/api/v3/vacatures/geheim-id/nog", koppen(), None)
        time.sleep(0.05)
        regels = (proxy.map / "log" / "openvum.log").read_text("utf-8")
        assert '"pad":"/api/v3/vacatures"' in regels
        assert '"certificaat":"SUCCESS"' in regels
        alles = regels + (proxy.map / "node.log").read_text("utf-8")
        alles += (proxy.map / "log" / "openvum-fout.log").read_text("utf-8")
        assert "geheim" not in alles
        assert VRAGER not in regels
        assert [json.loads(regel) for regel in regels.splitlines()]


NAMEN_12 = [
    f"TLS_ECDHE_{soort}_WITH_{naam}"
    for soort in ("ECDSA", "RSA")
    for naam in ("AES_128_GCM_SHA256", "AES_256_GCM_SHA384", "CHACHA20_POLY1305_SHA256")
]
NAMEN_13 = ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"]
GOEDE_GROEPEN = {"x25519", "secp256r1", "secp384r1", "secp521r1"}


class TestTls:
    """NCSC 2025-05, offered hello by hello."""

    def bied(self, proxy, *wat, **over):
        return bied_aan(("127.0.0.1", proxy.poort), HOSTNAAM, *wat, **over)

    @pytest.mark.parametrize("versie", [SSL3, TLS10, TLS11])
    def test_older_versions_are_refused(self, proxy, versie):
        assert self.bied(proxy, versie, tlsscan.ALLE) is None

    @pytest.mark.parametrize("naam", NAMEN_12)
    def test_each_sufficient_suite_of_tls_1_2_is_taken(self, proxy, naam):
        assert self.bied(proxy, TLS12, [tlsscan.NUMMERS[naam]]) == (TLS12, naam)

    @pytest.mark.parametrize("naam", NAMEN_13)
    def test_each_suite_of_tls_1_3_is_taken(self, proxy, naam):
        assert self.bied(proxy, TLS13, [tlsscan.NUMMERS[naam]]) == (TLS13, naam)

    @pytest.mark.parametrize("versie", [TLS12, TLS13])
    def test_no_other_suite_is(self, proxy, versie):
        goed = {tlsscan.NUMMERS[naam] for naam in NAMEN_12 + NAMEN_13}
        assert self.bied(proxy, versie, [nummer for nummer in tlsscan.ALLE if nummer not in goed]) is None

    def test_the_server_chooses_the_strongest(self, proxy):
        assert self.bied(proxy, TLS12, [tlsscan.NUMMERS[n] for n in NAMEN_12]).suite == NAMEN_12[1]
        assert self.bied(proxy, TLS13, [tlsscan.NUMMERS[n] for n in NAMEN_13]).suite == NAMEN_13[1]

    @pytest.mark.parametrize("naam", sorted(tlsscan.GROEPEN))
    def test_only_good_curves_are_taken(self, proxy, naam):
        keuze = self.bied(proxy, TLS12, [tlsscan.NUMMERS[n] for n in NAMEN_12], groepen=(tlsscan.GROEPEN[naam],))
        assert (keuze is not None) == (naam in GOEDE_GROEPEN)

    def test_sha_1_is_not_signed_with(self, proxy):
        suites = [tlsscan.NUMMERS[n] for n in NAMEN_12]
        assert self.bied(proxy, TLS12, suites, handtekeningen=SHA1) is None

    @pytest.mark.parametrize("versie", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
    def test_no_session_is_resumed(self, proxy, versie):
        """A certificate that was revoked since is looked at again."""
        tls = proxy.tls(GOED[VRAGER])
        tls.minimum_version = tls.maximum_version = versie
        sessie = None
        for _ in range(2):
            with proxy.verbinding(tls=tls, sessie=sessie) as veilig:
                veilig.sendall(b"GET /health/live HTTP/1.0\r\n\r\n")
                assert veilig.recv(200)
                assert not veilig.session_reused
                sessie = veilig.session


class TestIntrekking:
    """Last in this file: the list that nginx goes by is replaced."""

    def wacht(self, proxy: Proxy, status: int) -> Antwoord:
        tot = time.monotonic() + 20
        while (antwoord := stel(proxy, GOED[VRAGER])).status != status and time.monotonic() < tot:
            time.sleep(0.05)
        return antwoord

    def test_a_new_list_counts_without_a_restart_and_a_stale_one_keeps_everybody_out(self, proxy):
        proxy.vervang_lijsten(PKI.lijsten(GOED[VRAGER].certificaat))
        eis_geweigerd(self.wacht(proxy, 401))
        proxy.vervang_lijsten(PKI.lijsten())
        assert self.wacht(proxy, 200).status == 200
        proxy.vervang_lijsten(PKI.root.trek_in() + PKI.tussen.trek_in(van=nu() - 3 * DAG, tot=nu() - DAG))
        eis_geweigerd(self.wacht(proxy, 401))
        proxy.vervang_lijsten(PKI.lijsten(INGETROKKEN.certificaat))
        assert self.wacht(proxy, 200).status == 200


def test_in_ci_nginx_is_there(monkeypatch):
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    from tests.deploy.proxy import vind_nginx

    with pytest.raises(pytest.fail.Exception):
        vind_nginx()
    assert os.environ["CI"] == "true"
