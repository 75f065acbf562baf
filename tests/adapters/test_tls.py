"""What secures a connection to a source elsewhere: our certificate, theirs, and files that are renewed meanwhile."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app import herladen
from app.adapters.http import HttpFout, Httpklant
from app.adapters.tls import Tlsbestanden, TlsFout, maak_context, volg
from app.adapters.verrebronnen import Verrebronnen
from app.domain.bronfout import BronFaalt, Reden
from app.domain.ports import Bronregistratie
from app.models.identiteit import Oin
from tests.pki import DAG, Identiteit, maak_pki, nu

WIJ, BRON, VERWERKER, ANDER = (f"0000009900000080{n}000" for n in range(4))
PKI = maak_pki()
ONS = PKI.tussen.geef([WIJ])
GOED = PKI.tussen.geef([BRON], hostnamen=["localhost"])
ANTWOORD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"


class Bron:
    """A source that wants a certificate; notes whose it was, and what was sent."""

    def __init__(self) -> None:
        self.wie: list[bytes | None] = []
        self.gelezen = b""

    async def __call__(self, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        try:
            self.wie.append(schrijver.get_extra_info("ssl_object").getpeercert(True))
            while deel := await lezer.read(65_536):
                self.gelezen += deel
                schrijver.write(ANTWOORD)
        except (ConnectionError, ssl.SSLError):
            pass
        finally:
            schrijver.close()


@asynccontextmanager
async def bron(map_: Path, identiteit: Identiteit) -> AsyncIterator[tuple[Bron, str]]:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cadata=PKI.root.pem.decode())
    tls.verify_mode = ssl.CERT_REQUIRED
    tls.load_cert_chain(*identiteit.schrijf(map_, "bron"))
    wie = Bron()
    server = await asyncio.start_server(wie, "127.0.0.1", 0, ssl=tls)
    try:
        yield wie, f"https://localhost:{server.sockets[0].getsockname()[1]}/"
    finally:
        server.close()


@pytest.fixture
def bestanden(tmp_path: Path) -> Tlsbestanden:
    (tmp_path / "ca.pem").write_bytes(PKI.bundel)
    (tmp_path / "crl.pem").write_bytes(PKI.lijsten())
    certificaat, sleutel = ONS.schrijf(tmp_path, "ons")
    return Tlsbestanden(certificaat, sleutel, tmp_path / "ca.pem", tmp_path / "crl.pem", alleen_groep=True)


@asynccontextmanager
async def klant(tls: Callable[[], ssl.SSLContext]) -> AsyncIterator[Httpklant]:
    een = Httpklant(5.0, tls)
    try:
        yield een
    finally:
        await een.sluit()


async def test_both_sides_prove_themselves(bestanden, tmp_path):
    async with bron(tmp_path, GOED) as (wie, url), klant(volg(bestanden)) as ons:
        antwoord = await ons.stuur("GET", url, {}, 100, wie=frozenset({BRON, VERWERKER}))
        assert antwoord.body == b"{}"
        assert wie.wie == [ONS.der]


@pytest.mark.parametrize(
    "identiteit",
    [
        PKI.tussen.geef([ANDER], hostnamen=["localhost"]),
        PKI.tussen.geef(hostnamen=["localhost"]),
        PKI.tussen.geef([BRON, ANDER], hostnamen=["localhost"]),
        PKI.tussen.geef(organisatie=f"Bron, serialNumber={BRON}", hostnamen=["localhost"]),
        PKI.tussen.geef([BRON], hostnamen=["elders.example"]),
        PKI.tussen.geef([BRON], hostnamen=["localhost"], van=nu() - 3 * DAG, tot=nu() - DAG),
        maak_pki().tussen.geef([BRON], hostnamen=["localhost"]),
    ],
    ids=["of another", "no OIN", "two OINs", "OIN in disguise", "another host", "expired", "other root"],
)
async def test_nothing_is_sent_to_another_than_the_source(bestanden, tmp_path, identiteit):
    async with bron(tmp_path, identiteit) as (wie, url), klant(volg(bestanden)) as ons:
        with pytest.raises(HttpFout):
            await ons.stuur("POST", url, {"X-Proef": "geheim"}, 100, b"geheim", wie=frozenset({BRON}))
        assert wie.gelezen == b""


async def test_nothing_is_sent_to_a_source_whose_certificate_was_revoked(bestanden, tmp_path):
    (tmp_path / "crl.pem").write_bytes(PKI.lijsten(GOED.certificaat))
    async with bron(tmp_path, GOED) as (wie, url), klant(volg(bestanden)) as ons:
        with pytest.raises(HttpFout):
            await ons.stuur("GET", url, {}, 100)
        assert wie.gelezen == b""


def test_only_what_ncsc_calls_good_or_sufficient_is_spoken(bestanden):
    tls = maak_context(bestanden)
    assert tls.minimum_version is ssl.TLSVersion.TLSv1_2
    for suite in tls.get_ciphers():
        assert re.search(r"^TLS_|^ECDHE-.*(AES\d+-GCM|CHACHA20)", suite["name"]), suite["name"]


async def test_a_connection_of_one_source_is_not_used_for_another_on_the_same_host(bestanden, tmp_path):
    async with bron(tmp_path, GOED) as (wie, url), klant(volg(bestanden)) as ons:
        await ons.stuur("GET", url, {}, 100, wie=frozenset({BRON}))
        with pytest.raises(HttpFout):
            await ons.stuur("GET", url, {}, 100, wie=frozenset({ANDER}))
        await ons.stuur("GET", url, {}, 100, wie=frozenset({BRON}))
        assert len(wie.wie) == 2


async def test_a_renewed_certificate_counts_without_a_restart(bestanden, tmp_path, monkeypatch):
    monkeypatch.setattr(herladen, "ADEMPAUZE", 0.0)
    gemeld: list[str] = []
    tls = volg(bestanden, lambda: gemeld.append("herladen"), lambda: gemeld.append("fout"))
    nieuw = PKI.tussen.geef([WIJ])
    async with bron(tmp_path, GOED) as (wie, url), klant(tls) as ons:
        await ons.stuur("GET", url, {}, 100)
        (tmp_path / "ons.key").write_bytes(nieuw.sleutel_pem)
        await ons.stuur("GET", url, {}, 100)
        assert gemeld == ["fout"]
        (tmp_path / "ons.pem").write_bytes(nieuw.pem)
        await ons.stuur("GET", url, {}, 100)
        await ons.stuur("GET", url, {}, 100)
        assert gemeld == ["fout", "herladen"]
        assert wie.wie == [ONS.der, nieuw.der]


class TestBestanden:
    @pytest.mark.parametrize(
        ("naam", "inhoud", "melding"),
        [
            ("ca.pem", b"geen pem", "geen leesbaar"),
            ("crl.pem", b"geen pem", "geen leesbaar"),
            ("ons.pem", b"geen pem", "geen certificaat"),
            ("ons.key", GOED.sleutel_pem, "waar .* bij hoort"),
            ("ons.key", None, "niet te lezen"),
            ("ons.pem", None, "niet te lezen"),
        ],
    )
    def test_that_cannot_be_used(self, bestanden, tmp_path, naam, inhoud, melding):
        if inhoud is None:
            (tmp_path / naam).unlink()
        else:
            (tmp_path / naam).write_bytes(inhoud)
        with pytest.raises(TlsFout, match=melding):
            maak_context(bestanden)

    def test_a_key_open_to_others(self, bestanden, tmp_path):
        (tmp_path / "ons.key").chmod(0o644)
        with pytest.raises(TlsFout, match="chmod"):
            maak_context(bestanden)

    def test_a_key_with_a_password_asks_nobody(self, bestanden, tmp_path):
        from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

        slot = BestAvailableEncryption(b"geheim")
        (tmp_path / "ons.key").write_bytes(ONS.sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, slot))
        with pytest.raises(TlsFout, match="wachtwoord"):
            maak_context(bestanden)


class TestRegister:
    def maak(self, url: str, **over: object) -> object:
        zet = {"onbewezen_mag": False, "bewezen": True, "oin_telt": True} | over
        bronnen = Verrebronnen(Httpklant(1.0), None, 100, 1000, **zet)
        return bronnen.maak(Bronregistratie(Oin(BRON), "Bron", url, verwerker=Oin(VERWERKER)))

    @pytest.mark.parametrize(
        ("url", "over"), [("http://bron.example", {}), ("https://bron.example", {"bewezen": False})]
    )
    def test_in_productie_no_source_is_asked_without_tls_or_a_certificate_of_ours(self, url, over):
        with pytest.raises(BronFaalt) as fout:
            self.maak(url, **over)
        assert fout.value.reden is Reden.ONBEVEILIGD

    def test_the_source_or_its_processor_must_answer(self):
        assert self.maak("https://bron.example")._verkeer._wie == {BRON, VERWERKER}
        assert self.maak("https://bron.example", oin_telt=False)._verkeer._wie == frozenset()
