"""Answers: read from JSON to the models of the standard."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, Generic, TypeVar

import orjson
from pydantic import ValidationError

from app.models.gegevens import VumModel
from app.models.schending import Schending, schendingen
from openvum.client.fouten import Onbereikbaar, OngeldigAntwoord, Tijdslimiet, foutantwoord
from openvum.client.koppelvlak import D, Ingang, M, Rol
from openvum.client.verkeer import Gebroken, Ontvangen, wachttijd

_T = TypeVar("_T", bound=VumModel)
_RECORDVELD: Final = {"werkzoekendeProfielen": "werkzoekende", "vacatures": "vacature"}


@dataclass(frozen=True, slots=True)
class Antwoord(Generic[M]):
    """The matches, in random order: it carries no meaning.

    ``meer``: there are more than were given. ``vraag_id`` and ``bronnen`` (the header ``X-VUM-Bronnen`` of an
    OpenVUM exchange) are empty where the other side gives none. What breaks the schema is left out of
    ``matches``; ``ongeldig`` says of each which rules. ``ruw`` holds every match as received.
    """

    matches: tuple[M, ...] = field(repr=False)
    meer: bool
    vraag_id: str = ""
    bronnen: str = ""
    ongeldig: tuple[tuple[Schending, ...], ...] = ()
    ruw: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    def __iter__(self) -> Iterator[M]:
        return iter(self.matches)

    def __len__(self) -> int:
        return len(self.matches)


@dataclass(frozen=True, slots=True)
class Detail(Generic[D]):
    """One record in full; ``bron_id`` only from an exchange. ``ruw`` is the body as received."""

    record: D = field(repr=False)
    bron_id: str = ""
    ruw: Mapping[str, Any] = field(default_factory=dict, repr=False)


def lees_matches(ingang: Ingang[M, D], uitkomst: Ontvangen | Gebroken) -> Antwoord[M]:
    """Read the answer to a question. Raises ``KlantFout``."""
    ontvangen = _eis_goed(uitkomst)
    inhoud = _object(ontvangen)
    rij, meer = inhoud.get("matches"), inhoud.get("maximumAantalResultatenBereikt")
    if not isinstance(rij, list) or not all(isinstance(m, dict) for m in rij) or not isinstance(meer, bool):
        raise OngeldigAntwoord("het antwoord is niet te lezen: matches of maximumAantalResultatenBereikt ontbreekt")
    gelezen = [_model(ingang.match, match) for match in rij]
    return Antwoord(
        matches=tuple(g for g in gelezen if not isinstance(g, tuple)),
        meer=meer,
        vraag_id=str(inhoud.get("vraagID", "")),
        bronnen=ontvangen.koppen.get("x-vum-bronnen", ""),
        ongeldig=tuple(g for g in gelezen if isinstance(g, tuple)),
        ruw=tuple(rij),
    )


def lees_detail(ingang: Ingang[M, D], rol: Rol, uitkomst: Ontvangen | Gebroken) -> Detail[D]:
    """Read one record. Raises ``KlantFout``."""
    inhoud = _object(_eis_goed(uitkomst))
    ruw = inhoud.get(_RECORDVELD[ingang.pad]) if rol is Rol.UITWISSELING else inhoud
    record = _model(ingang.detail, ruw)
    if isinstance(record, tuple):
        raise OngeldigAntwoord(f"het detail volgt het contract niet: {'; '.join(map(str, record))}")
    return Detail(record, str(inhoud.get("bronID", "")) if rol is Rol.UITWISSELING else "", inhoud)


def id_van(ingang: Ingang[M, D], match: M | str) -> str:
    """Give the id that opens a match."""
    return match if isinstance(match, str) else str(getattr(match, ingang.id_veld))


def _eis_goed(uitkomst: Ontvangen | Gebroken) -> Ontvangen:
    if isinstance(uitkomst, Ontvangen):
        if uitkomst.status != HTTPStatus.OK:
            raise foutantwoord(uitkomst.status, uitkomst.body, wachttijd(uitkomst.koppen))
        return uitkomst
    if uitkomst.te_groot:
        raise OngeldigAntwoord(uitkomst.melding)
    raise (Tijdslimiet if uitkomst.te_laat else Onbereikbaar)(uitkomst.melding)


def _object(ontvangen: Ontvangen) -> dict[str, Any]:
    try:
        inhoud = orjson.loads(ontvangen.body)
    except orjson.JSONDecodeError:
        raise OngeldigAntwoord("het antwoord is geen JSON") from None
    if not isinstance(inhoud, dict):
        raise OngeldigAntwoord("het antwoord is geen object")
    return inhoud


def _model(model: type[_T], ruw: Any) -> _T | tuple[Schending, ...]:
    """As text once more: the models are strict on JSON."""
    try:
        return model.model_validate_json(orjson.dumps(ruw))
    except ValidationError as fout:
        return tuple(schendingen(fout))
