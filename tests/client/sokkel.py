"""Small servers on a socket of their own, and a certificate to talk to them with."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@contextmanager
def sokkel(doe: Callable[[socket.socket], None], tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Listen, and give every connection to ``doe``."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def luister() -> None:
            while True:
                try:
                    verbinding, _ = server.accept()
                    with tls.wrap_socket(verbinding, server_side=True) if tls else verbinding as v:
                        doe(v)
                except OSError:
                    if server.fileno() < 0:
                        return

        threading.Thread(target=luister, daemon=True).start()
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.getsockname()[1]}"


def leeg_antwoord(verbinding: socket.socket) -> None:
    while not verbinding.recv(65_536).endswith(b"}"):
        pass
    inhoud = b'{"maximumAantalResultatenBereikt":false,"matches":[]}'
    kop = f"HTTP/1.1 200 OK\r\nContent-Length: {len(inhoud)}\r\nConnection: close\r\n\r\n"
    verbinding.sendall(kop.encode() + inhoud)


@pytest.fixture
def pki(tmp_path) -> Path:
    """A certificate that stands for authority, server and client in one."""
    sleutel = ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    nu = datetime.now(UTC)
    bouw = x509.CertificateBuilder().subject_name(naam).issuer_name(naam).public_key(sleutel.public_key())
    bouw = bouw.serial_number(1).not_valid_before(nu - timedelta(1)).not_valid_after(nu + timedelta(1))
    adres = x509.IPAddress(ip_address("127.0.0.1"))
    bouw = bouw.add_extension(x509.SubjectAlternativeName([adres]), critical=False)
    bouw = bouw.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    (tmp_path / "c.pem").write_bytes(bouw.sign(sleutel, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    vorm = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "s.pem").write_bytes(sleutel.private_bytes(*vorm))
    return tmp_path


def eis_certificaat(pki: Path, *, verplicht: bool = True) -> ssl.SSLContext:
    """Give the server's side: it asks for a certificate, and insists where that is ``verplicht``."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pki / "c.pem", pki / "s.pem")
    server.load_verify_locations(pki / "c.pem")
    server.verify_mode = ssl.CERT_REQUIRED if verplicht else ssl.CERT_OPTIONAL
    return server
