"""Who may do what: every route of every API, each role, on its own and on another organisation's persons.

The table says it; routes are found, so that a route without a line fails, and so does a line without a route.
"""

import base64
from collections.abc import Mapping
from typing import Any

import pytest

from app.main import maak_app
from app.models.bevoegdheden import BEVOEGDHEDEN
from tests import tokens
from tests.keten.inzagehuis import verzoek_voor
from tests.keten.tokenhuis import VREEMD, A, tokenhuis
from tests.pki import maak_pki
from tests.routers.test_hygiene import uitgevouwen

MAG = "mag"
"""Let in: what the route then says of the request itself is not the matter here."""

# Callers: a token of each role (of the node's own organisation, of municipality A, of municipality B), a token
# with the role and without the scope, a token that is none, and nobody. Asked is about municipality A.
ROLLEN = ("beheer", "privacy", "eigen", "gemeente-a", "privacy-a", "gemeente-b")
NIET_BEWEZEN = {"vals": 401, "niemand": 401}


def rij(*mag: str, zonder_scope: int = 403) -> Mapping[str, Any]:
    return {naam: MAG if naam in mag else 403 for naam in ROLLEN} | {"zonder scope": zonder_scope} | NIET_BEWEZEN


BEHEER = rij("beheer")
AANLEVERING = rij("gemeente-a", "gemeente-b")
"""Each for itself; that what is the other's is not there is tested in ``test_huurders``."""
INZAGE = rij("privacy", "gemeente-a", "privacy-a")
IEDEREEN = dict.fromkeys([*ROLLEN, "zonder scope", *NIET_BEWEZEN], MAG)
ALLEEN_CERTIFICAAT = dict.fromkeys(IEDEREEN, 401)

W, V = "/werkzoekendeProfielen", "/vacatures"
VUM = {("POST", f"{W}/matches"), ("POST", f"{V}/matches")}
RECHTEN = (
    *("inzageverzoeken", "exporten", "correcties", "wissingen", "wissingen/opheffingen", "toestemmingen"),
    *("toestemmingen/intrekkingen", "toestemmingen/historie", "bezwaren", "bezwaren/opheffingen"),
)
TABEL: Mapping[tuple[str, str], Mapping[str, Any]] = {
    **{
        (m, f"{basis}/{versie}{pad}"): ALLEEN_CERTIFICAAT
        for basis, w, v in (("/api", "vumID", "vumID"), ("/bron/api", "idWerkzoekende", "idVacature"))
        for versie in ("v2", "v3")
        for m, pad in (*VUM, ("GET", f"{W}/{{{w}}}"), ("GET", f"{V}/{{{v}}}"))
    },
    **{
        ("GET", f"/beheer/api/v1/{pad}"): BEHEER
        for pad in (
            *("openbaarmaking", "verwerkingsactiviteiten", "verwerkingsactiviteiten/{id}", "auditregels", "deelnemers"),
            *("bronnen", "bronnen/{oin}/statistiek", "verantwoordingscontroles", "referentielijsten"),
            *("referentielijsten/{lijst}", "kwaliteit", "kwaliteit/{oin}"),
        )
    },
    **{
        (m, f"/beheer/api/v1/{soort}/{{oin}}"): BEHEER for m in ("PUT", "DELETE") for soort in ("deelnemers", "bronnen")
    },
    **{("POST", f"/inzage/api/v1/{pad}"): INZAGE for pad in RECHTEN},
    **{
        (m, f"/aanlevering/api/v1/{pad}"): AANLEVERING
        for m, pad in (
            *(("POST", "leveringen"), ("GET", "leveringen"), ("GET", "leveringen/{id}"), ("DELETE", "leveringen/{id}")),
            *(("POST", "leveringen/{id}/bevestiging"), ("GET", "leveringen/{id}/rapport")),
            *((m, f"{soort}/{{id}}") for m in ("PUT", "DELETE") for soort in ("werkzoekenden", "vacatures")),
            *(("GET", soort) for soort in ("werkzoekenden", "vacatures")),
        )
    },
    ("POST", "/oauth/v1/token"): IEDEREEN,
    ("GET", "/oauth/v1/jwks"): IEDEREEN,
    ("GET", "/oauth/v1/.well-known/oauth-authorization-server"): IEDEREEN,
}
OPEN = ("/openapi.json", "/docs", "/docs/{naam}", "/docs/voorbeelden/{naam}.json")
"""Of every API, for everybody: the documents."""


@pytest.fixture
async def huis(sqlite_url, kaart, tmp_path):
    ca = tmp_path / "ca.pem"
    ca.write_bytes(PKI.bundel)
    zet = {"certificaat_ca": ca, "vertrouwde_proxys": "127.0.0.1/32"}
    async with tokenhuis(sqlite_url, kaart, tmp_path, **zet) as huis:
        yield huis


PKI = maak_pki()
BEWIJS = {oin: PKI.tussen.geef([oin]) for oin in (A, VREEMD)}


def _routes(huis):
    """Every operation of every API: method, path, operationId; documents and refusals of a method left out."""
    for basis, rand in maak_app(huis.node.instellingen, huis.node.poort).apis.items():
        for route in uitgevouwen(rand.app.routes):
            if route.path not in OPEN and route.name != "_andere_methode":
                yield from ((m, basis + route.path, route.operation_id) for m in sorted(set(route.methods) - {"HEAD"}))


def _vraag(methode, pad):
    """A request to this route about municipality A, that is as good as a table can make it."""
    url = pad
    for naam, waarde in (("{oin}", VREEMD), ("{id}", "x-1"), ("{lijst}", "boc")):
        url = url.replace(naam, waarde)
    body = None
    if pad.startswith("/inzage"):
        body = {"bron": A, "id": "kanarie-persoon-77", **verzoek_voor(pad.removeprefix("/inzage/api/v1/"))}
    elif methode in {"PUT", "POST"}:
        body = {}
    return methode, url, body


async def _tokens(huis):
    gegeven = {naam: await huis.token(naam) for naam in ROLLEN}
    return {**gegeven, "vals": gegeven["beheer"][:-8] + "AAAAAAAA", "niemand": None}


async def _zonder_scope(huis, bevoegdheid, rij_, alle):
    """A token of a caller with the role, that has every scope but the one that is asked."""
    naam = next((n for n in ("beheer", "gemeente-a") if rij_[n] == MAG), "beheer")
    nodig = {bevoegdheid.scope} if bevoegdheid else set()
    sleutel = (naam, *nodig)
    if sleutel not in alle:
        over = set(tokens.claims_van(alle[naam])["scope"].split()) - nodig
        alle[sleutel] = await huis.token(naam, scope=" ".join(sorted(over)))
    return alle[sleutel]


async def test_every_route_has_its_line_and_every_line_its_route(huis):
    assert {(m, pad) for m, pad, _ in _routes(huis)} == TABEL.keys()


async def test_the_table_holds_for_every_route_and_every_caller(huis):
    alle = await _tokens(huis)
    operaties = {(m, pad): operatie for m, pad, operatie in _routes(huis)}
    for (methode, pad), verwacht in TABEL.items():
        bevoegdheid = BEVOEGDHEDEN.get(operaties[methode, pad])
        alle["zonder scope"] = await _zonder_scope(huis, bevoegdheid, verwacht, alle)
        for wie, eis in verwacht.items():
            m, url, body = _vraag(methode, pad)
            antwoord = await huis.vraag(m, url, alle[wie], json=body)
            gegeven = (
                MAG
                if antwoord.status_code not in {401, 403, 429} and antwoord.status_code < 500
                else antwoord.status_code
            )
            assert gegeven == eis, (methode, pad, wie, antwoord.status_code, antwoord.text)


async def test_a_vum_contract_asks_a_certificate_of_a_party_and_no_token_replaces_it(huis):
    """States of the certificate, on every route of the contracts of the exchange: none, of a stranger, of a party."""
    token = await huis.token("beheer")
    for methode, pad in TABEL:
        if not pad.startswith("/api/v"):
            continue
        versie = {"/api/v3": "3.0.0", "/api/v2": "2.0.0"}[pad[:7]]
        koppen = dict.fromkeys(("X-VUM-berichtVersie", "API-Version"), versie)
        koppen |= {"X-VUM-fromParty": A, "X-VUM-viaParty": A, "X-VUM-toParty": huis.node.instellingen.eigen_oin}
        url, body = pad.replace("{vumID}", "x-1"), {} if methode == "POST" else None
        for wie, status in ((None, 401), (VREEMD, 401), (A, 400)):
            antwoord = await huis.vraag(methode, url, token, json=body, headers=koppen | _cert(wie))
            assert antwoord.status_code == status, (pad, wie, antwoord.text)


def _cert(oin):
    return {} if oin is None else {"Client-Cert": f":{base64.b64encode(BEWIJS[oin].der).decode()}:"}
