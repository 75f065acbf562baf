"""``openvum client``: who may ask our own token issuer for a token, and with which keys. A change counts at once."""

import secrets
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final, NoReturn

import orjson
import typer
from cryptography import x509

from app.cli.audit import noteer_zo_mogelijk
from app.cli.kern import (
    CliFout,
    is_sandbox,
    kies,
    lees,
    lees_naam,
    lees_oin,
    meld,
    opslag_van,
    regel_overtreden,
    toon_tabel,
    wacht_op,
    wie,
)
from app.cli.register import NaamOptie, OinOptie, maak_tabel
from app.domain.audit import Auditgebeurtenis, Handeling, Objecttype
from app.domain.client import Client
from app.domain.clientwijziging import trek_client_in, voeg_client_toe, zet_clientsleutels
from app.domain.ports import Opslag
from app.models.aanroeper import Rol, Scope, scopes_van
from app.models.errors import NietGeautoriseerd
from app.models.identiteit import ClientID, Oin
from app.privacy import jwk, sleutelbestand
from app.privacy.certificaat import oin_van
from app.privacy.mandaat import is_bekend
from app.privacy.sleutels import Sleuteldoel, SleutelFout
from app.settings import Instellingen

groep = typer.Typer(help="De clients die bij deze node een token mogen vragen.", no_args_is_help=True)
MAX_BYTES: Final = 100_000
_PEM_CERTIFICAAT: Final = b"-----BEGIN CERTIFICATE-----"
_Client = Annotated[str, typer.Argument(metavar="CLIENT", help="Het id van de client.")]
_Sleutel = Annotated[
    Path,
    typer.Option(
        "--sleutel",
        metavar="BESTAND",
        help="Openbare sleutel van de client: PEM, certificaat (PEM), JWK of JWK Set. RSA vanaf 2048 bits, of P-256.",
    ),
]


@groep.command("toevoegen")
def voeg_toe(
    *,
    oin: OinOptie,
    naam: NaamOptie,
    sleutel: _Sleutel,
    rol: Annotated[
        list[str] | None, typer.Option("--rol", help=f"Een van: {', '.join(Rol)}; te herhalen. Standaard aanleveraar.")
    ] = None,
    scope: Annotated[
        list[str] | None,
        typer.Option("--scope", help=f"Alleen deze scopes; te herhalen. Een van: {', '.join(Scope)}."),
    ] = None,
) -> None:
    """Registreer een client van een organisatie, en zeg haar id."""
    instellingen = lees()
    organisatie = lees_oin("--oin", oin)
    rollen = frozenset(kies("--rol", r, Rol) for r in rol or [Rol.AANLEVERAAR])
    if Rol.BEHEERDER in rollen and organisatie != instellingen.eigen_oin:
        regel_overtreden("--rol", "beheerder kan alleen voor het OIN van deze node zelf")
    nieuw = Client(
        ClientID(f"client-{secrets.token_hex(8)}"),
        organisatie,
        lees_naam("--naam", naam),
        rollen,
        _scopes(scope, rollen),
        _lees_sleutels(sleutel, organisatie),
        int(time.time()),
    )
    _zorg_voor_sleutel(instellingen)
    wacht_op(_registreer(instellingen, nieuw))
    meld(f"Client {nieuw.id} staat geregistreerd voor {nieuw.oin} ({', '.join(sorted(nieuw.rollen))}).")


@groep.command("lijst")
def toon() -> None:
    """Toon de clients, ook de ingetrokken."""
    tabel = maak_tabel("Client", "OIN", "Naam", "Rollen", "Scopes", "Sleutels", "Sinds", "Ingetrokken")
    for c in wacht_op(_alle(lees())):
        kids = " ".join(s.kid for s in jwk.uit_jwks(orjson.loads(c.sleutels)))
        sinds, tot = _dag(c.gemaakt), "" if c.ingetrokken is None else _dag(c.ingetrokken)
        tabel.add_row(c.id, c.oin, c.naam, " ".join(sorted(c.rollen)), " ".join(sorted(c.scopes)), kids, sinds, tot)
    toon_tabel(tabel)


@groep.command("sleutel")
def vervang_sleutel(client: _Client, *, sleutel: _Sleutel) -> None:
    """Vervang de sleutels van een client; een JWK Set met twee sleutels laat haar ze zonder onderbreking wisselen."""

    async def doe(opslag: Opslag, bekend: Client) -> None:
        await zet_clientsleutels(opslag, bekend, _lees_sleutels(sleutel, bekend.oin), wie())

    wacht_op(_wijzig(lees(), _lees_id(client), doe))
    meld(f"Client {client} heeft nieuwe sleutels.")


@groep.command("intrekken")
def trek_in(client: _Client) -> None:
    """Trek een client in: zij krijgt geen token meer, en haar tokens gelden niet meer."""

    async def doe(opslag: Opslag, bekend: Client) -> None:
        await trek_client_in(opslag, bekend, int(time.time()), wie())

    wacht_op(_wijzig(lees(), _lees_id(client), doe))
    meld(f"Client {client} is ingetrokken.")


async def _registreer(instellingen: Instellingen, nieuw: Client) -> None:
    async with opslag_van(instellingen) as opslag, opslag.schrijven() as transactie:
        if nieuw.oin != instellingen.eigen_oin and not await is_bekend(transactie.register, nieuw.oin):
            regel_overtreden("--oin", "staat niet in het register; voeg eerst de deelnemer of de bron toe")
        await voeg_client_toe(transactie, nieuw, wie())


async def _alle(instellingen: Instellingen) -> list[Client]:
    async with opslag_van(instellingen) as opslag, opslag.lezen() as transactie:
        return list(await transactie.clients.clients())


async def _wijzig(instellingen: Instellingen, id_: ClientID, doe: Callable[[Opslag, Client], Awaitable[None]]) -> None:
    async with opslag_van(instellingen) as opslag, opslag.schrijven() as transactie:
        bekend = await transactie.clients.client(id_)
        if bekend is None or bekend.ingetrokken is not None:
            regel_overtreden("CLIENT", "deze client is er niet, of al ingetrokken")
        await doe(transactie, bekend)


def _lees_id(waarde: str) -> ClientID:
    try:
        return ClientID(waarde)
    except ValueError as fout:
        regel_overtreden("CLIENT", str(fout))


def _scopes(gevraagd: list[str] | None, rollen: frozenset[Rol]) -> frozenset[str]:
    mogelijk = scopes_van(rollen)
    gekozen = frozenset(kies("--scope", s, Scope) for s in gevraagd or mogelijk)
    if not gekozen <= mogelijk:
        regel_overtreden("--scope", f"met deze rollen kan alleen: {', '.join(sorted(mogelijk))}")
    return frozenset(gekozen)


def _lees_sleutels(bestand: Path, oin: Oin) -> bytes:
    """Read the public keys, as a JWK Set. Raises ``CliFout``, which never shows what the file holds."""
    try:
        with bestand.open("rb") as invoer:
            inhoud = invoer.read(MAX_BYTES)
    except OSError:
        regel_overtreden("--sleutel", "het bestand is niet te lezen")
    try:
        return orjson.dumps({"keys": [s.als_jwk() for s in _sleutels(inhoud, oin)]})
    except ValueError as fout:
        regel_overtreden("--sleutel", str(fout))


def _sleutels(inhoud: bytes, oin: Oin) -> tuple[jwk.Openbaresleutel, ...]:
    if b"PRIVATE KEY" in inhoud:
        raise jwk.JwkFout("dit is een geheime sleutel; alleen de openbare hoort hier")
    if inhoud.lstrip().startswith(_PEM_CERTIFICAAT):
        return (_uit_certificaat(inhoud, oin),)
    if inhoud.lstrip().startswith(b"-----BEGIN"):
        return (jwk.uit_pem(inhoud),)
    try:
        document = orjson.loads(inhoud)
    except orjson.JSONDecodeError:
        raise jwk.JwkFout("is geen PEM en geen JSON") from None
    gelezen = jwk.uit_jwks(document if isinstance(document, dict) and "keys" in document else {"keys": [document]})
    if not gelezen:
        raise jwk.JwkFout("bevat geen sleutel")
    return gelezen


def _uit_certificaat(pem: bytes, oin: Oin) -> jwk.Openbaresleutel:
    """Take the key of a certificate, which must be the organisation's own."""
    certificaat = x509.load_pem_x509_certificate(pem)
    with suppress(NietGeautoriseerd):
        if oin_van(certificaat) == oin:
            return jwk.openbare_sleutel(certificaat.public_key())
    raise jwk.JwkFout("het certificaat moet het OIN van de client dragen")


def _zorg_voor_sleutel(instellingen: Instellingen) -> None:
    """See that tokens can be signed: the sandbox makes its key now, elsewhere the administrator is told."""
    pad = instellingen.sleutelpad
    try:
        bos = sleutelbestand.lees_of_maak(pad) if is_sandbox(instellingen) else sleutelbestand.lees(pad)
        if bos.bruikbaar(Sleuteldoel.TOKEN):
            return
        if not is_sandbox(instellingen):
            _zeg_hoe(pad)
        bos = sleutelbestand.roteer_bestand(pad, Sleuteldoel.TOKEN, alleen_eigenaar=False)
    except SleutelFout as fout:
        raise CliFout(f"OPENVUM_SLEUTELS: {fout}") from None
    kid = bos.actief(Sleuteldoel.TOKEN).kid
    noteer_zo_mogelijk(Auditgebeurtenis(Handeling.SLEUTEL_GEROTEERD, Objecttype.SLEUTEL, f"token/{kid}", wie()))


def _zeg_hoe(pad: Path) -> NoReturn:
    raise SleutelFout(f"er is nog geen sleutel voor tokens: draai `openvum sleutels roteer {pad} --doel token`")


def _dag(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).date().isoformat()
