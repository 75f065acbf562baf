"""The pages of the sandbox: rendered here, without anything from outside; the console asks the APIs itself.

They hold no data of persons: parties, sources and the disclosure policy, as the management API gives them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Final, NamedTuple, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.models.aanroeper import Aanroeper, Bewijs, Rol, scopes_van
from app.models.beheer import Openbaarmakingsregel
from app.models.errors import NietGevonden
from app.models.identiteit import Oin
from app.models.partijen import Fase, Partijklasse, Soort
from app.privacy.beheerpoort import Beheerpoort, Filter

_CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_MENU: Final = (
    ("/", "Begin"),
    ("/console", "Console"),
    ("/gegevens", "Gegevens"),
    ("/privacy", "Wie ziet wat"),
    ("/scenarios", "Scenario's"),
)
_SOORTEN: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json"}
_KLASSEN: Final = {
    Partijklasse.SUWI.value: {
        "naam": "SUWI-partij",
        "ziet": "iedereen van de publieke taak; van de anderen wie toestemming suwi gaf",
    },
    Partijklasse.PUBLIEK.value: {"naam": "andere overheid", "ziet": "wie toestemming publiek gaf"},
    Partijklasse.PRIVAAT.value: {"naam": "private partij", "ziet": "wie toestemming privaat gaf"},
}
_OORDELEN: Final = {"ja": "ja", "contact": "met toestemming contact", "nee": "nee"}
_VOOR_WIE: Final = {
    "uitwisseling": "wie vraagt",
    "bron": "de uitwisseling",
    "beheer": "de beheerder van deze node",
    "inzage": "een bron, voor de rechten van personen",
}
_TITELS: Final = {
    (Soort.WERKZOEKENDE.value, Fase.MATCH.value): "Werkzoekende: in een match",
    (Soort.WERKZOEKENDE.value, Fase.DETAIL.value): "Werkzoekende: in een detail",
    (Soort.VACATURE.value, Fase.MATCH.value): "Vacature: in een match",
    (Soort.VACATURE.value, Fase.DETAIL.value): "Vacature: in een detail",
}


class Apiverwijzing(NamedTuple):
    """An API as the front page names it."""

    naam: str
    titel: str
    basis: str

    @property
    def voor_wie(self) -> str:
        """Who uses it."""
        return _VOOR_WIE.get(self.naam.partition("-")[0], "wie aanlevert" if self.naam == "aanlevering" else "")


class Scenario(Protocol):
    """What a scenario's page says."""

    @property
    def naam(self) -> str: ...
    @property
    def titel(self) -> str: ...
    @property
    def doel(self) -> str: ...
    @property
    def partij(self) -> Oin: ...
    @property
    def vraag(self) -> str: ...
    @property
    def stappen(self) -> Sequence[str]: ...
    @property
    def verwacht(self) -> Sequence[str]: ...


class Oefenomgeving(NamedTuple):
    """What the pages show beside the register: the node, its limits, the occupations of the demo by code, scenarios."""

    eigen_oin: Oin
    maximum_details: int
    beroepen: Mapping[str, str]
    scenarios: Mapping[str, Scenario]


class Veldregel(NamedTuple):
    """A field of the disclosure table, with a verdict for each class of party."""

    naam: str
    oordelen: Sequence[str]
    reden: str


@cache
def _sjablonen() -> Environment:
    return Environment(
        loader=PackageLoader("app", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _statisch() -> Mapping[str, tuple[bytes, str]]:
    bestanden = (pad for pad in files("app").joinpath("static", "paginas").iterdir() if pad.is_file())
    return {p.name: (p.read_bytes(), _SOORTEN[p.name[p.name.rindex(".") :]]) for p in bestanden}


def maak_routes(poort: Beheerpoort, omgeving: Oefenomgeving, apis: Sequence[Apiverwijzing]) -> list[Route]:
    """Give the routes of the sandbox's pages."""
    bladzijden = Bladzijden(poort, omgeving, apis)
    return [
        Route("/", bladzijden.landing),
        Route("/console", bladzijden.console),
        Route("/gegevens", bladzijden.gegevens),
        Route("/privacy", bladzijden.privacy),
        Route("/scenarios", bladzijden.scenarios),
        Route("/scenarios/{naam}", bladzijden.scenario),
        Route("/pagina/partijen.json", bladzijden.partijen),
        Route("/pagina/{naam}", bestand),
    ]


class Bladzijden:
    """Renders the pages from what the node knows at that moment."""

    def __init__(self, poort: Beheerpoort, omgeving: Oefenomgeving, apis: Sequence[Apiverwijzing]) -> None:
        self._poort = poort
        self._omgeving = omgeving
        self._apis = apis
        rollen = frozenset(Rol)
        self._wie = Aanroeper(omgeving.eigen_oin, Bewijs.SANDBOX, rollen, scopes_van(rollen))

    async def landing(self, verzoek: Request) -> Response:
        """Say what this is, who is here, and what to try first."""
        inhoud = await self._register()
        return self._toon("landing.html", "/", apis=self._apis, basis=_basis(verzoek), vrager=_vrager(inhoud), **inhoud)

    async def gegevens(self, _: Request) -> Response:
        """Say what there is to be found."""
        return self._toon("gegevens.html", "/gegevens", beroepen=self._omgeving.beroepen, **await self._register())

    async def privacy(self, _: Request) -> Response:
        """Show the disclosure policy that is in force."""
        beleid = await self._poort.openbaarmaking(self._wie, Filter)
        tabellen = list(_tabellen(beleid.regels))
        return self._toon("privacy.html", "/privacy", kenmerk=beleid.kenmerk, tabellen=tabellen, oordelen=_OORDELEN)

    async def console(self, _: Request) -> Response:
        """The search console; what it needs of the register stands in the page."""
        inhoud = await self._register()
        gegevens = json.dumps(self._voor_scripts(inhoud), ensure_ascii=False).replace("<", "\\u003c")
        return self._toon("console.html", "/console", gegevens=gegevens, vrager=_vrager(inhoud), **inhoud)

    async def scenarios(self, _: Request) -> Response:
        """List the scenarios."""
        return self._toon("scenarios.html", "/scenarios")

    async def scenario(self, verzoek: Request) -> Response:
        """Say what to try and what should happen. Raises ``NietGevonden``."""
        gevraagd = self._omgeving.scenarios.get(verzoek.path_params["naam"])
        if gevraagd is None:
            raise NietGevonden
        return self._toon("scenario.html", "/scenarios", scenario=gevraagd, basis=_basis(verzoek))

    async def partijen(self, _: Request) -> Response:
        """What the documentation pages fill their headers with."""
        return Response(json.dumps(self._voor_scripts(await self._register())), media_type="application/json")

    async def _register(self) -> dict[str, Any]:
        deelnemers = (await self._poort.deelnemers(self._wie)).deelnemers
        return {"deelnemers": deelnemers, "bronnen": (await self._poort.bronnen(self._wie)).bronnen}

    def _voor_scripts(self, inhoud: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "eigenOin": self._omgeving.eigen_oin,
            "maximumDetails": self._omgeving.maximum_details,
            "beroepen": dict(self._omgeving.beroepen),
            "deelnemers": [{"oin": d.oin, "naam": d.naam, "klasse": d.klasse} for d in inhoud["deelnemers"]],
            "bronnen": [{"oin": b.oin, "naam": b.naam, "elders": b.url is not None} for b in inhoud["bronnen"]],
            "scenarios": {s.naam: {"partij": s.partij, "vraag": s.vraag} for s in self._omgeving.scenarios.values()},
        }

    def _toon(self, sjabloon: str, hier: str, **inhoud: Any) -> Response:
        algemeen: dict[str, Any] = {
            "menu": _MENU,
            "hier": hier,
            "eigen_oin": self._omgeving.eigen_oin,
            "klassen": _KLASSEN,
        }
        algemeen["scenarios"] = list(self._omgeving.scenarios.values())
        tekst = _sjablonen().get_template(sjabloon).render({**algemeen, **inhoud})
        return Response(tekst, media_type="text/html", headers={"Content-Security-Policy": _CSP})


async def bestand(verzoek: Request) -> Response:
    """Give a style sheet, script or picture of the pages. Raises ``NietGevonden``."""
    naam = verzoek.path_params["naam"]
    if naam not in _statisch():
        raise NietGevonden
    inhoud, soort = _statisch()[naam]
    return Response(inhoud, media_type=soort)


def _basis(verzoek: Request) -> str:
    return str(verzoek.base_url).rstrip("/")


def _vrager(inhoud: Mapping[str, Any]) -> Any:
    """The party of the first question: one that sees something, and if possible not the node itself."""
    suwi = [d for d in inhoud["deelnemers"] if d.klasse == Partijklasse.SUWI.value]
    return (sorted(suwi, key=lambda d: d.uitwisseling) or inhoud["deelnemers"])[0]


def _tabellen(regels: Sequence[Openbaarmakingsregel]) -> Iterator[tuple[str, list[Veldregel]]]:
    for (soort, fase), titel in _TITELS.items():
        eigen = sorted((r for r in regels if (r.soort, r.fase) == (soort, fase)), key=lambda r: r.veld)
        yield titel, [_veldregel(veld, list(cellen)) for veld, cellen in groupby(eigen, key=lambda r: r.veld)]


def _veldregel(veld: str, cellen: Sequence[Openbaarmakingsregel]) -> Veldregel:
    per_klasse = {c.klasse: c for c in cellen}
    redenen = dict.fromkeys(per_klasse[k].reden for k in _KLASSEN)
    return Veldregel(veld, [per_klasse[k].oordeel for k in _KLASSEN], " ".join(r for r in redenen if r))
