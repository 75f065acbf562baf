"""``openvum serve``: check what must be there, then start the workers."""

import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Annotated, Final

import typer
import uvicorn

from app.adapters.formaten.afbeelding import Afbeeldingsfout
from app.adapters.formaten.catalogus import laad_catalogus
from app.adapters.tls import TlsFout
from app.cli.kern import CliFout, is_sandbox, lees, meld_fout, opslag_van, wacht_op
from app.cli.unixsocket import eis_vrije_socket
from app.domain.sandbox import zorg_voor_sandbox
from app.domain.vertaling import OmzettingFout
from app.main import (
    lees_bos,
    lees_certificaten,
    lees_omzetting,
    lees_tls,
    lees_tokenuitgevers,
    lees_verwerkingsregister,
)
from app.privacy.certificaatketen import CertificaatFout
from app.privacy.openbaarmaking import BeleidFout
from app.privacy.redaction import lees_beleid
from app.privacy.sleutels import Sleuteldoel, SleutelFout
from app.privacy.uitgevers import UitgeverFout
from app.privacy.verwerkingsregister import RegisterFout
from app.settings import Instellingen

FABRIEK: Final = "app.main:maak_node"
NIEMAND_BINNEN: Final = (
    "let op: zonder OPENVUM_VERTROUWDE_PROXYS en OPENVUM_CERTIFICAAT_CA komt niemand met een certificaat binnen; "
    "zie docs/certificaten.md"
)
OPSTARTTIJD: Final = 60
"""Seconds that a worker may be silent; it is while it imports, and on a busy machine that takes longer than uvicorn's 5."""
AFSLUITTIJD: Final = 30
"""Seconds that a worker has to finish its requests when it must stop."""


def serve(
    host: Annotated[str, typer.Option("--host", help="Adres om op te luisteren.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65_535, help="Poort om op te luisteren.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=256, help="Aantal werkprocessen.")] = 1,
    uds: Annotated[
        Path | None,
        typer.Option("--uds", metavar="PAD", help="Luister op een unix-socket, in plaats van op --host en --port."),
    ] = None,
) -> None:
    """Start de node. Weigert te starten zonder goede instellingen, sleutelbos en bijgewerkte database."""
    instellingen = lees()
    _eis_leesbaar(instellingen)
    wacht_op(_bereid_voor(instellingen))
    if uds is None:
        _eis_vrije_poort(host, port)
    else:
        eis_vrije_socket(uds, alleen_groep=not is_sandbox(instellingen))
    _zeg_vooraf(instellingen, str(uds or f"http://{host}:{port}/"))
    uvicorn.run(
        FABRIEK,
        factory=True,
        host=host,
        port=port,
        uds=None if uds is None else str(uds),
        workers=workers,
        ws="none",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=AFSLUITTIJD,
        timeout_worker_healthcheck=OPSTARTTIJD,
        log_config=None,
    )


def _eis_leesbaar(instellingen: Instellingen) -> None:
    _eis(_sleutelnaam(instellingen), SleutelFout, lambda: _lees_sleutels(instellingen))
    _eis("BELEID", BeleidFout, lambda: lees_beleid(instellingen.beleid))
    _eis("FORMATEN", Afbeeldingsfout, lambda: laad_catalogus(instellingen.formaten))
    _eis("BEROEPEN_OMZETTING", OmzettingFout, lambda: lees_omzetting(instellingen))
    _eis("CERTIFICAAT", CertificaatFout, lambda: lees_certificaten(instellingen))
    _eis("CERTIFICAAT", TlsFout, lambda: lees_tls(instellingen))
    _eis("VERWERKINGSREGISTER", RegisterFout, lambda: lees_verwerkingsregister(instellingen))
    _eis("TOKEN_UITGEVERS", UitgeverFout, lambda: lees_tokenuitgevers(instellingen))


def _zeg_vooraf(instellingen: Instellingen, adres: str) -> None:
    if is_sandbox(instellingen):
        meld_fout(f"sandbox op {adres} (stop met Ctrl-C)")
    elif not (instellingen.vertrouwde_proxys and instellingen.certificaat_ca):
        meld_fout(NIEMAND_BINNEN)


def _eis(instelling: str, fout: type[Exception], lees: Callable[[], object]) -> None:
    """Read what the workers will read: what is wrong with it is said once, before they start."""
    try:
        lees()
    except fout as reden:
        raise CliFout(f"OPENVUM_{instelling}: {reden}") from None
    except (OSError, UnicodeDecodeError):
        raise CliFout(f"OPENVUM_{instelling}: het bestand is niet te lezen") from None


def _sleutelnaam(instellingen: Instellingen) -> str:
    return "SLEUTELS" if instellingen.sleutelbos is None else "SLEUTELBOS"


def _lees_sleutels(instellingen: Instellingen) -> object:
    bos = lees_bos(instellingen)
    if instellingen.token_uitgever:
        bos.actief(Sleuteldoel.TOKEN)
    return bos.actief(Sleuteldoel.VERANTWOORDING)


async def _bereid_voor(instellingen: Instellingen) -> None:
    async with opslag_van(instellingen) as opslag:
        if is_sandbox(instellingen):
            await zorg_voor_sandbox(opslag)


def _eis_vrije_poort(host: str, port: int) -> None:
    """Say at once that the port is taken; the server itself would say so per worker, in its own words."""
    try:
        familie, soort, proto, _, adres = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(familie, soort, proto)) as proef:
            proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            proef.bind(adres)
    except OSError as fout:
        raise CliFout(
            f"{host}:{port} is niet te gebruiken ({fout.strerror}); kies een ander --host of --port"
        ) from None
