"""Reading JSON from outside: whatever is sent, the answer names field and rule and echoes nothing.

What the parser must refuse (and orjson does): NaN and Infinity, lone surrogates, invalid UTF-8, a byte
order mark, nesting beyond its limit. Records and questions are validated from the parsed document
written out again, so that of a key that occurs twice the same one is judged and used.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Final, TypeVar

import orjson
from pydantic import ValidationError
from stdnum.nl import bsn

from app.models.bericht import VacatureMatchesRequest, WerkzoekendeProfielMatchesRequest
from app.models.errors import OngeldigeAanroep, OnvolledigeAanroep
from app.models.gegevens import VumModel
from app.models.identiteit import RecordID
from app.models.partijen import Soort
from app.models.schending import GEEN_NULL, ONTBREEKT, Schending, schendingen, toon_pad
from app.models.snelletoets import OnbekendVeld, Toets, maak_snelle_toets
from app.models.v2 import bericht as v2_bericht
from app.models.v2 import vacature as v2_vacature
from app.models.v2 import werkzoekende as v2_werkzoekende
from app.models.vacature import MPVacatureBronMatch, Vacature
from app.models.versie import Versie
from app.models.werkzoekende import MPWerkzoekendeBronMatch, Werkzoekende

M = TypeVar("M", bound=VumModel)

MAX_DIEPTE: Final = 100
"""Deepest nesting that is read: no document of the contract comes near; pydantic's own limit is 200."""

ID_VELD: Final[Mapping[Soort, str]] = {Soort.WERKZOEKENDE: "idWerkzoekende", Soort.VACATURE: "idVacature"}

_Modellen = Mapping[tuple[Versie, Soort], type[VumModel]]
_VERZOEK: Final[_Modellen] = {
    (Versie.V3, Soort.WERKZOEKENDE): WerkzoekendeProfielMatchesRequest,
    (Versie.V3, Soort.VACATURE): VacatureMatchesRequest,
    (Versie.V2, Soort.WERKZOEKENDE): v2_bericht.WerkzoekendeProfielMatchesRequest,
    (Versie.V2, Soort.VACATURE): v2_bericht.VacatureMatchesRequest,
}
_DETAIL: Final[_Modellen] = {
    (Versie.V3, Soort.WERKZOEKENDE): Werkzoekende,
    (Versie.V3, Soort.VACATURE): Vacature,
    (Versie.V2, Soort.WERKZOEKENDE): v2_werkzoekende.Werkzoekende,
    (Versie.V2, Soort.VACATURE): v2_vacature.Vacature,
}
_MATCH: Final[_Modellen] = {
    (Versie.V3, Soort.WERKZOEKENDE): MPWerkzoekendeBronMatch,
    (Versie.V3, Soort.VACATURE): MPVacatureBronMatch,
    (Versie.V2, Soort.WERKZOEKENDE): v2_werkzoekende.MPWerkzoekendeBronMatch,
    (Versie.V2, Soort.VACATURE): v2_vacature.MPVacatureBronMatch,
}


def _snelle_toetsen() -> Iterator[tuple[tuple[Versie, Soort], Toets]]:
    for sleutel, model in _MATCH.items():
        with suppress(OnbekendVeld):  # the matches of version 2: a choice of forms
            yield sleutel, maak_snelle_toets(model)


_SNEL: Final[Mapping[tuple[Versie, Soort], Toets]] = dict(_snelle_toetsen())
_BSN_LENGTES: Final = (8, 9)
_GEEN_JSON: Final = Schending("", "is geen geldige JSON")
_TE_DIEP: Final = Schending("", "is te diep genest")


def lees_json(ruw: bytes, maximum: int) -> Any:
    """Parse a document of at most ``maximum`` bytes that holds no null.

    Raises ``OngeldigeAanroep`` with every reason.
    """
    if len(ruw) > maximum:
        raise OngeldigeAanroep(f"Het bericht is groter dan {maximum} bytes")
    document, gebreken = _ontleed(ruw)
    if gebreken:
        raise OngeldigeAanroep(map(str, gebreken))
    return document


def lees_vraag(soort: Soort, ruw: bytes, maximum: int, versie: Versie = Versie.V3) -> dict[str, Any]:
    """Give the ``vraagObject`` of a request as it was sent, unknown criteria included.

    Both contracts (exchange and source) have the same request. Raises ``OnvolledigeAanroep`` when the
    only thing wrong is that something required is missing, ``OngeldigeAanroep`` otherwise.
    """
    if not ruw.strip():
        raise OnvolledigeAanroep("Het bericht is leeg: vraagObject is verplicht")
    bericht = lees_json(ruw, maximum)
    gebreken = _toets(_VERZOEK[versie, soort], bericht)
    if gebreken:
        onvolledig = all(gebrek.regel == ONTBREEKT for gebrek in gebreken)
        raise (OnvolledigeAanroep if onvolledig else OngeldigeAanroep)(map(str, gebreken))
    vraag: dict[str, Any] = bericht["vraagObject"]
    return vraag


def lees_bericht(model: type[M], ruw: bytes, maximum: int) -> tuple[M, dict[str, Any]]:
    """Give a request as it is understood and as it was sent. Raises as ``lees_vraag`` does."""
    if not ruw.strip():
        raise OnvolledigeAanroep("Het bericht is leeg")
    document = lees_json(ruw, maximum)
    try:
        return model.model_validate_json(orjson.dumps(document)), document
    except ValidationError as fout:
        gebreken = schendingen(fout)
    onvolledig = all(gebrek.regel == ONTBREEKT for gebrek in gebreken)
    raise (OnvolledigeAanroep if onvolledig else OngeldigeAanroep)(map(str, gebreken))


def valideer_record(soort: Soort, ruw: bytes, versie: Versie = Versie.V3) -> list[Schending]:
    """Judge a delivered record by the source contract's detail schema and the loading rules.

    Loading asks more than the contract: an id by which the record can be opened, that is no BSN.
    """
    record, gebreken = _ontleed(ruw)
    if gebreken:
        return gebreken
    return _toets(_DETAIL[versie, soort], record) or [*_id_schendingen(soort, record), *_bsn_schendingen(soort, record)]


def valideer_match(soort: Soort, match: Any, versie: Versie = Versie.V3) -> list[Schending]:
    """Judge one (parsed) match of a source by the source contract; its id must open a detail."""
    try:
        ruw = orjson.dumps(match)
    except orjson.JSONEncodeError:
        return [_TE_DIEP]
    nulls = _nulls(match) if b"null" in ruw else []  # most often its text shows that there is none
    return nulls or _toets_tekst(_MATCH[versie, soort], ruw) or list(_id_schendingen(soort, match))


def match_klopt(soort: Soort, ruw: bytes, match: Mapping[str, Any], versie: Versie = Versie.V3) -> bool:
    """Say whether ``valideer_match`` finds nothing; ``match`` is ``ruw`` parsed, and ``ruw`` may hold a key twice."""
    snel = _SNEL.get((versie, soort))
    if snel is not None and snel(ruw):
        return not any(_id_schendingen(soort, match))
    return not valideer_match(soort, match, versie)


def valideer_detail(soort: Soort, detail: Any, versie: Versie = Versie.V3) -> list[Schending]:
    """Judge a (parsed) detail of a source by the source contract."""
    return _nulls(detail) or _toets(_DETAIL[versie, soort], detail)


def _ontleed(ruw: bytes) -> tuple[Any, list[Schending]]:
    try:
        document = orjson.loads(ruw)
    except orjson.JSONDecodeError:
        return None, [_waarom_geen_json(ruw)]
    return document, _nulls(document)


def _waarom_geen_json(ruw: bytes) -> Schending:
    if not ruw.strip():
        return Schending("", "is leeg")
    if ruw.startswith(b"\xef\xbb\xbf"):
        return Schending("", "begint met een byte order mark; dat mag niet in JSON")
    try:
        ruw.decode()
    except UnicodeDecodeError:
        return Schending("", "is geen geldige UTF-8")
    return _GEEN_JSON


def _nulls(document: Any) -> list[Schending]:
    """Find every null, also where the contract judges nothing; refuse what is too deep to walk."""
    laag, gezien_null = [document], False
    for _ in range(MAX_DIEPTE):
        gezien_null = gezien_null or any(waarde is None for waarde in laag)
        laag = [deel for waarde in laag if isinstance(waarde, dict | list) for deel in _waarden(waarde)]
        if not laag:
            return _null_schendingen(document) if gezien_null else []
    return [_TE_DIEP]


def _waarden(waarde: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return waarde.values() if isinstance(waarde, dict) else waarde


def _null_schendingen(document: Any) -> list[Schending]:
    gevonden: list[Schending] = []
    stapel: list[tuple[tuple[int | str, ...], Any]] = [((), document)]
    while stapel:
        pad, waarde = stapel.pop()
        if waarde is None:
            gevonden.append(Schending(toon_pad(pad), GEEN_NULL))
        elif isinstance(waarde, dict):
            stapel += [((*pad, naam), deel) for naam, deel in reversed(waarde.items())]
        elif isinstance(waarde, list):
            stapel += [((*pad, nummer), deel) for nummer, deel in reversed(list(enumerate(waarde)))]
    return list(dict.fromkeys(gevonden))


def _toets(model: type[VumModel], document: Any) -> list[Schending]:
    return _toets_tekst(model, orjson.dumps(document))


def _toets_tekst(model: type[VumModel], ruw: bytes) -> list[Schending]:
    try:
        model.model_validate_json(ruw)
    except ValidationError as fout:
        return schendingen(fout)
    return []


def _id_schendingen(soort: Soort, record: Mapping[str, Any]) -> Iterator[Schending]:
    veld = ID_VELD[soort]
    if veld not in record:
        yield Schending(veld, ONTBREEKT)
        return
    try:
        RecordID(record[veld])
    except ValueError:
        yield Schending(veld, RecordID.regel)
    if record[veld] in {".", ".."}:
        yield Schending(veld, "mag geen enkele of dubbele punt zijn: die heeft een betekenis in een URL")


def _bsn_schendingen(soort: Soort, record: Mapping[str, Any]) -> Iterator[Schending]:
    if soort is Soort.WERKZOEKENDE and is_bsn(record.get(ID_VELD[soort], "")):
        yield Schending(ID_VELD[soort], "mag geen BSN zijn")


def is_bsn(nummer: str) -> bool:
    """Say whether this is a valid BSN (11-proof): such an id is never stored."""
    return nummer.isdigit() and len(nummer) in _BSN_LENGTES and bsn.is_valid(nummer)
