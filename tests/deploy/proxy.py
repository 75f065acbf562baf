"""A real nginx with the configuration that is shipped, in front of a real node in productie."""

import getpass
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.pki import Identiteit, Pki

DEPLOY = Path(__file__).resolve().parents[2] / "deploy" / "nginx"
HOSTNAAM = "vum.proef.example"
GEDULD = 30.0
_HOOFD = """
user {account};
daemon off;
worker_processes 1;
pid {map}/nginx.pid;
error_log {map}/log/start.log crit;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {map}/tmp/body;
    proxy_temp_path {map}/tmp/proxy;
    fastcgi_temp_path {map}/tmp/fastcgi;
    uwsgi_temp_path {map}/tmp/uwsgi;
    scgi_temp_path {map}/tmp/scgi;
    include {map}/openvum.conf;
}}
"""


class Antwoord(NamedTuple):
    """What came back, read by nothing that smooths it over."""

    status: int
    koppen: dict[str, str]
    body: bytes


def vind_nginx() -> str:
    """Give the program; where it is absent the test skips, in CI it fails."""
    programma = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if programma is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("nginx is absent: apt-get install nginx-light")
    return programma


class Proxy:
    """Asks the node through nginx, byte by byte if need be."""

    def __init__(self, poort: int, pki: Pki, map_: Path, proces: subprocess.Popen[bytes]) -> None:
        self._proces = proces
        self.poort = poort
        self.map = map_
        self._ca = pki.root.pem.decode()

    def vervang_lijsten(self, lijsten: bytes) -> None:
        """Put a new list of what was revoked in place, as the script does that fetches it."""
        nieuw = self.map / "inrichting" / "crl.nieuw"
        nieuw.write_bytes(lijsten)
        nieuw.replace(self.map / "inrichting" / "crl.pem")
        self._proces.send_signal(signal.SIGHUP)

    def tls(self, bewijs: Identiteit | None = None) -> ssl.SSLContext:
        context = ssl.create_default_context(cadata=self._ca)
        if bewijs is not None:
            context.load_cert_chain(*bewijs.schrijf(self.map, f"vrager{bewijs.certificaat.serial_number}"))
        return context

    @contextmanager
    def verbinding(
        self,
        bewijs: Identiteit | None = None,
        tls: ssl.SSLContext | None = None,
        sessie: ssl.SSLSession | None = None,
    ) -> Iterator[ssl.SSLSocket]:
        """Open a connection, by this certificate or with what was set up before."""
        context = tls or self.tls(bewijs)
        kaal = socket.create_connection(("127.0.0.1", self.poort), timeout=GEDULD)
        with kaal, context.wrap_socket(kaal, server_hostname=HOSTNAAM, session=sessie) as veilig:
            yield veilig

    def ruw(self, verzoek: bytes, bewijs: Identiteit | None = None) -> Antwoord:
        """Send these bytes and read the answer until the other side closes."""
        with self.verbinding(bewijs) as veilig:
            veilig.sendall(verzoek)
            return ontleed(_lees_alles(veilig))

    def vraag(
        self,
        pad: str,
        koppen: dict[str, str] | None = None,
        bewijs: Identiteit | None = None,
        *,
        methode: str = "GET",
        body: bytes = b"",
        extra: bytes = b"",
    ) -> Antwoord:
        """Ask; ``extra`` are header lines as they stand on the wire."""
        regels = [f"{methode} {pad} HTTP/1.1", f"Host: {HOSTNAAM}", "Connection: close"]
        regels += [f"{naam}: {waarde}" for naam, waarde in (koppen or {}).items()]
        regels += [f"Content-Length: {len(body)}"] if body else []
        return self.ruw("\r\n".join(regels).encode() + b"\r\n" + extra + b"\r\n" + body, bewijs)


def ontleed(ruw: bytes) -> Antwoord:
    kop, _, body = ruw.partition(b"\r\n\r\n")
    eerste, *regels = kop.decode("latin-1").split("\r\n")
    koppen = {naam.lower(): waarde.strip() for naam, _, waarde in (regel.partition(":") for regel in regels)}
    if koppen.get("transfer-encoding") == "chunked":
        body = _zonder_stukken(body)
    return Antwoord(int(eerste.split()[1]), koppen, body)


def _zonder_stukken(body: bytes) -> bytes:
    heel = b""
    while body:
        lengte, _, rest = body.partition(b"\r\n")
        heel += rest[: int(lengte, 16)]
        body = rest[int(lengte, 16) + 2 :]
    return heel


def _lees_alles(veilig: ssl.SSLSocket) -> bytes:
    """Read until the end that the answer announces, or until the other side closes."""
    gelezen = b""
    while not _is_heel(gelezen) and (deel := veilig.recv(65_536)):
        gelezen += deel
    return gelezen


def _is_heel(gelezen: bytes) -> bool:
    kop, einde, body = gelezen.partition(b"\r\n\r\n")
    lengte = re.search(rb"(?i)\r\ncontent-length: *(\d+)", kop)
    return bool(einde and lengte and len(body) >= int(lengte[1]))


@contextmanager
def start_node(map_: Path, omgeving: dict[str, str]) -> Iterator[Path]:
    """Start ``openvum serve`` on a socket, with these settings alone; give the socket."""
    pad = map_ / "node.sock"
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("OPENVUM_")}
    opdracht = [Path(sys.executable).with_name("openvum"), "serve", "--uds", str(pad)]
    with (map_ / "node.log").open("wb") as log:
        proces = subprocess.Popen(opdracht, env=schoon | omgeving, stdout=log, stderr=log, cwd=map_)
    try:
        _wacht_tot(pad.is_socket, proces, map_ / "node.log")
        yield pad
    finally:
        _stop(proces)


@contextmanager
def start_nginx(
    map_: Path, socket_: Path, server: tuple[Identiteit, Identiteit], pki: Pki, lijsten: bytes
) -> Iterator[Proxy]:
    """Start nginx with the shipped configuration, its paths filled in, and a second certificate of another kind."""
    programma, poort = vind_nginx(), _vrije_poort()
    for naam in ("log", "tmp", "inrichting"):
        (map_ / naam).mkdir()
    inrichting = map_ / "inrichting"
    server[0].schrijf(inrichting, "server")
    server[1].schrijf(inrichting, "tweede")
    (inrichting / "ca.pem").write_bytes(pki.bundel)
    (inrichting / "crl.pem").write_bytes(lijsten)
    (inrichting / "node.conf").write_text(
        (DEPLOY / "node.conf").read_text("utf-8").replace("/run/openvum/openvum.sock", str(socket_)), "utf-8"
    )
    zet = (DEPLOY / "openvum.conf").read_text("utf-8").replace("/etc/nginx/openvum/", f"{inrichting}/")
    zet = zet.replace("/var/log/nginx/", f"{map_}/log/").replace("listen 443 ssl", f"listen 127.0.0.1:{poort} ssl")
    zet = zet.replace("    listen [::]:443 ssl default_server;\n", "")
    sleutel = f"    ssl_certificate_key {inrichting}/server.key;\n"
    tweede = sleutel + f"    ssl_certificate {inrichting}/tweede.pem;\n" + sleutel.replace("server.key", "tweede.key")
    zet = zet.replace(sleutel, tweede)
    (map_ / "openvum.conf").write_text(zet, "utf-8")
    (map_ / "nginx.conf").write_text(_HOOFD.format(map=map_, account=getpass.getuser()), "utf-8")
    opdracht = [programma, "-p", str(map_), "-c", str(map_ / "nginx.conf"), "-e", str(map_ / "log" / "start.log")]
    with (map_ / "nginx.log").open("wb") as log:
        proces = subprocess.Popen(opdracht, stdout=log, stderr=log)
    try:
        _wacht_tot(lambda: _luistert(poort), proces, map_ / "nginx.log")
        yield Proxy(poort, pki, map_, proces)
    finally:
        _stop(proces)


def _wacht_tot(klaar, proces: subprocess.Popen[bytes], log: Path) -> None:
    tot = time.monotonic() + GEDULD
    while not klaar():
        if proces.poll() is not None or time.monotonic() > tot:
            pytest.fail(f"{log.name}: {log.read_text('utf-8')}")
        time.sleep(0.02)


def _stop(proces: subprocess.Popen[bytes]) -> None:
    proces.send_signal(signal.SIGTERM)
    try:
        proces.wait(GEDULD)
    except subprocess.TimeoutExpired:
        proces.kill()
        proces.wait()


def _luistert(poort: int) -> bool:
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", poort)) == 0


def _vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
