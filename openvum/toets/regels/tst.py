"""With the test set loaded every answer is known."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from app.models.partijen import Soort
from app.models.profiel import matchprofiel
from app.models.versie import Versie
from openvum.client.koppelvlak import Rol
from openvum.toets.baan import Baan
from openvum.toets.model import Ernst, Toets
from openvum.toets.oordeel import op_pad
from openvum.toets.regels.sch import record_van
from openvum.toets.register import regel
from openvum.toets.selectie import Selectie
from openvum.toets.testset.gevallen import Geval, gevallen
from openvum.toets.testset.maker import EILAND, HONDERD, HONDERD_EEN, MAXIMUM, Groep, Testrecord, records
from openvum.toets.wissel import NietTeBeoordelen

_VLAG: Final = "{matches}.responses.200, maximumAantalResultatenBereikt"
_TOON: Final = 3


def _nummer(b: Baan, match: Mapping[str, Any]) -> int | None:
    sector = op_pad(match, "sector")
    if b.soort is Soort.WERKZOEKENDE:
        sector = sector[0] if isinstance(sector, list) else None
    nummer = op_pad(sector, "codeSbi")
    return nummer if isinstance(nummer, int) and nummer in _op_nummer(b) else None


def _op_nummer(b: Baan) -> Mapping[int, Testrecord]:
    return {r.nummer: r for r in records(b.versie, b.soort)}


def _nummers(b: Baan, selectie: Selectie) -> list[int]:
    return [n for m in selectie.matches if (n := _nummer(b, m)) is not None]


def _opsomming(nummers: AbstractSet[int]) -> str:
    eerste = ", ".join(map(str, sorted(nummers)[:_TOON]))
    return f"{len(nummers)} (codeSbi {eerste}{', …' if len(nummers) > _TOON else ''})"


def _geval(geval: Geval) -> Toets:
    async def toets(b: Baan) -> None:
        selectie = await b.selectie(geval.vraagobject(b.versie))
        gezien = set(_nummers(b, selectie))
        te_veel, mist = gezien - geval.toegestaan(b.versie), geval.verwacht(b.versie) - gezien
        b.eis(not te_veel, f"horen er niet bij: {_opsomming(te_veel)}", selectie.wissel)
        if not selectie.meer:
            b.eis(not mist, f"ontbreken: {_opsomming(mist)}", selectie.wissel)

    return toets


for _g in gevallen():
    regel(
        _g.id,
        f"Testset: {_g.titel}",
        "{schemas}.MP{Soort}",
        soorten=(_g.soort,),
        versies=(Versie.V3,) if _g.alleen_v3 else tuple(Versie),
        testset=True,
    )(_geval(_g))


@regel("TST-01", "De testset is geladen", "openvum toets --schrijf-testset", testset=True)
async def geladen(b: Baan) -> None:
    selectie = await b.selectie(b.vraagobject(postcode=HONDERD, afstand=3))
    b.eis(_nummers(b, selectie), "de testset is niet geladen, of niet zichtbaar voor deze vrager", selectie.wissel)


async def _groep(b: Baan, postcode: str) -> Selectie:
    if b.doel.hoogste != MAXIMUM:
        raise NietTeBeoordelen(f"de testset rekent op een maximum van {MAXIMUM}")
    selectie = await b.selectie(b.vraagobject(postcode=postcode, afstand=3))
    if len(_nummers(b, selectie)) != len(selectie.matches):
        raise NietTeBeoordelen("op die plek staan ook andere records")
    return selectie


@regel("TST-02", "Precies honderd: de vlag zegt nee", _VLAG, testset=True)
async def precies_honderd(b: Baan) -> None:
    selectie = await _groep(b, HONDERD)
    aantal = len(selectie.matches)
    b.eis(aantal == MAXIMUM, f"{aantal} matches in plaats van {MAXIMUM}", selectie.wissel)
    b.eis(not selectie.meer, f"de vlag zegt dat er meer zijn dan {MAXIMUM}", selectie.wissel)


@regel("TST-03", "Honderdeen: honderd matches, en de vlag zegt ja", _VLAG, testset=True)
async def honderd_een(b: Baan) -> None:
    selectie = await _groep(b, HONDERD_EEN)
    aantal = len(selectie.matches)
    hoort = {MAXIMUM} if b.rol is Rol.BRON else {MAXIMUM, MAXIMUM + 1}
    b.eis(aantal in hoort, f"{aantal} matches in plaats van {MAXIMUM}", selectie.wissel)
    b.eis(selectie.meer or aantal > MAXIMUM, "de vlag zegt dat er niet meer zijn", selectie.wissel)


@regel(
    "TST-04",
    "Boven het maximum is het niet telkens dezelfde honderd",
    "README van VUM: willekeurig",
    testset=True,
    ernst=Ernst.WAARSCHUWING,
)
async def wisselend(b: Baan) -> None:
    reeks = [await _groep(b, HONDERD_EEN) for _ in range(4)]
    if all(len(s.matches) == MAXIMUM for s in reeks):
        volgordes = {tuple(_nummers(b, s)) for s in reeks}
        b.eis(len(volgordes) > 1, "vier keer dezelfde honderd in dezelfde volgorde", reeks[0].wissel)


async def _eiland(b: Baan) -> list[tuple[Testrecord, Mapping[str, Any], Selectie]]:
    selectie = await b.selectie(b.vraagobject(postcode=EILAND[0], afstand=0))
    op_nummer = _op_nummer(b)
    paren = [(op_nummer[n], m, selectie) for m in selectie.matches if (n := _nummer(b, m)) is not None]
    if not paren:
        raise NietTeBeoordelen("de testset is niet geladen")
    return [p for p in paren if p[0].groep is Groep.EILAND]


@regel(
    "TST-05",
    "Een matchprofiel is het deel van het record dat het contract noemt",
    "{schemas}.MP{Soort}Match",
    testset=True,
)
async def profiel(b: Baan) -> None:
    for record, match, selectie in await _eiland(b):
        verwacht = matchprofiel(b.soort, record.gegevens, b.versie) or {}
        rest = {n: w for n, w in match.items() if n != b.id_veld}
        anders = sorted(n for n in {*verwacht, *rest} if _zonder_leeg(verwacht.get(n)) != _zonder_leeg(rest.get(n)))
        if anders:
            b.meld(f"het matchprofiel van {record.nummer} verschilt in {', '.join(anders)}", selectie.wissel)
            return


@regel("TST-06", "Een detail is het record zoals het aangeleverd is", "{schemas}.{Soort}", testset=True)
async def detail(b: Baan) -> None:
    for record, match, _ in (await _eiland(b))[:5]:
        wissel = await b.open(str(match.get(b.id_veld)))
        if not b.eis_status(wissel, {200}, "het detail van een match"):
            return
        gekregen = record_van(b, wissel)
        gekregen = gekregen if isinstance(gekregen, dict) else {}
        namen = sorted(n for n in {*record.gegevens, *gekregen} if record.gegevens.get(n) != gekregen.get(n))
        b.eis(not namen, f"het detail van {record.nummer} verschilt in {', '.join(namen)}", wissel)


def _zonder_leeg(waarde: Any) -> Any:
    """The standard counts what is empty as absent."""
    if isinstance(waarde, dict):
        schoon = {n: _zonder_leeg(w) for n, w in waarde.items()}
        return {n: w for n, w in schoon.items() if w is not None} or None
    if isinstance(waarde, list):
        return [w for w in map(_zonder_leeg, waarde) if w is not None] or None
    return None if waarde == "" else waarde
