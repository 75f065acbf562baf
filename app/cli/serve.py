"""``openvum serve``: check what must be there, then start the workers."""

import socket
from contextlib import closing
from typing import Annotated, Final

import typer
import uvicorn

from app.cli.kern import CliFout, is_sandbox, lees, meld_fout, opslag_van, wacht_op
from app.domain.sandbox import zorg_voor_sandbox
from app.domain.vertaling import OmzettingFout
from app.main import lees_omzetting
from app.privacy import sleutelbestand
from app.privacy.openbaarmaking import BeleidFout
from app.privacy.redaction import lees_beleid
from app.privacy.sleutels import SleutelFout
from app.settings import Instellingen

FABRIEK: Final = "app.main:maak_node"
AFSLUITTIJD: Final = 30
"""Seconds that a worker has to finish its requests when it must stop."""


def serve(
    host: Annotated[str, typer.Option("--host", help="Adres om op te luisteren.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65_535, help="Poort om op te luisteren.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=256, help="Aantal werkprocessen.")] = 1,
) -> None:
    """Start de node. Weigert te starten zonder goede instellingen, sleutelbos en bijgewerkte database."""
    instellingen = lees()
    _eis_sleutels(instellingen)
    _eis_beleid(instellingen)
    _eis_omzetting(instellingen)
    wacht_op(_bereid_voor(instellingen))
    _eis_vrije_poort(host, port)
    if is_sandbox(instellingen):
        meld_fout(f"sandbox op http://{host}:{port}/ (stop met Ctrl-C)")
    uvicorn.run(
        FABRIEK,
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=AFSLUITTIJD,
        log_config=None,
    )


def _eis_sleutels(instellingen: Instellingen) -> None:
    pad = instellingen.sleutelpad
    try:
        if is_sandbox(instellingen):
            sleutelbestand.lees_of_maak(pad)
        else:
            sleutelbestand.lees(pad)
    except SleutelFout as fout:
        raise CliFout(f"OPENVUM_SLEUTELS: {fout}") from None


def _eis_beleid(instellingen: Instellingen) -> None:
    try:
        lees_beleid(instellingen.beleid)
    except BeleidFout as fout:
        raise CliFout(f"OPENVUM_BELEID: {fout}") from None


def _eis_omzetting(instellingen: Instellingen) -> None:
    try:
        lees_omzetting(instellingen)
    except OmzettingFout as fout:
        raise CliFout(f"OPENVUM_BEROEPEN_OMZETTING: {fout}") from None


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
