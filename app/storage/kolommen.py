"""From a delivered record to the columns on which it can be found.

A value of another type than the standard's, an empty string or a number out of reach of its column
becomes NULL: it never matches, as in ``domain.matching``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from app.domain.matching import overal_te_vinden, postcode_van, waarde_op
from app.domain.selectiegebied import Postcodekaart
from app.models.partijen import Soort
from app.models.profiel import matchprofiel
from app.models.versie import Versie
from app.storage.maskers import CONTRACTVORMEN, RIJBEWIJZEN
from app.storage.tables import als_boc, als_code

ONBEPERKT_BEREIK = 2**15 - 1
"""Reach of a jobseeker who names none: beyond any distance that can be asked (999)."""

_KLEINSTE, _GROOTSTE = -(2**15), 2**15 - 1
OVERAL = 0
"""The PC4 of what is in every area: no PC4 begins with a zero."""

_TALEN = {Soort.WERKZOEKENDE: "arbeidsmarktkwalificatie.taalbeheersing", Soort.VACATURE: "taalbeheersing"}

Rij = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kolommen:
    """How a record can be found; without a profile it cannot, and nothing else is filled."""

    profiel: bytes | None = field(default=None, repr=False)
    selectie: Rij = field(default_factory=dict, repr=False)
    talen: tuple[Rij, ...] = field(default=(), repr=False)
    beroepen: tuple[Rij, ...] = field(default=(), repr=False)


def kolommen(
    soort: Soort,
    record: Mapping[str, Any],
    kaart: Postcodekaart,
    matchgegevens: Mapping[str, Any] | None = None,
    versie: Versie = Versie.V3,
) -> Kolommen:
    """Derive the columns. Not findable: no match profile, or a postcode that cannot be placed.

    ``matchgegevens`` is what the profile is made from; None: the record itself.
    """
    profiel = matchprofiel(soort, record if matchgegevens is None else matchgegevens, versie)
    pc4 = _pc4(soort, record, kaart, versie)
    if profiel is None or pc4 is None:
        return Kolommen()
    eigen = _werkzoekende if soort is Soort.WERKZOEKENDE else _vacature
    return Kolommen(
        profiel=orjson.dumps(profiel),
        selectie={"pc4": pc4, **_gedeeld(record), **eigen(record, versie)},
        talen=tuple(_talen(record, _TALEN[soort])),
        beroepen=tuple(_beroepen(record, pc4, versie)) if soort is Soort.WERKZOEKENDE else (),
    )


def _pc4(soort: Soort, record: Mapping[str, Any], kaart: Postcodekaart, versie: Versie) -> int | None:
    postcode = postcode_van(soort, record, versie)
    if postcode is None and overal_te_vinden(soort, versie):
        return OVERAL
    return kaart.pc4(postcode) if postcode else None


def _gedeeld(record: Mapping[str, Any]) -> Rij:
    return {
        "uren_min": _getal(record, "werktijden.aantalWerkurenPerWeekMinimaal"),
        "uren_max": _getal(record, "werktijden.aantalWerkurenPerWeekMaximaal"),
        "onregelmatig": _getal(record, "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst"),
    }


def _werkzoekende(record: Mapping[str, Any], _: Versie) -> Rij:
    reikwijdte = _getal(record, "mobiliteit.maximaleReisafstand")
    return {
        "reikwijdte": ONBEPERKT_BEREIK if reikwijdte is None else reikwijdte,
        "kantoortijden": _getal(record, "werktijden.indicatieKantoortijden"),
        "beschikbaar_vanaf": _code(record, "flexibiliteit.datumAanvangBeschikbaarVoorWerk"),
        "contractvormen": CONTRACTVORMEN.bits(_lijst(record, "contractvorm")),
        "rijbewijzen": RIJBEWIJZEN.bits(_lijst(record, "arbeidsmarktkwalificatie.rijbewijs")),
    }


def _vacature(record: Mapping[str, Any], versie: Versie) -> Rij:
    aanvang = _code(record, "arbeidsVoorwaarden.datumAanvangWerkzaamheden")
    if aanvang is None and versie is Versie.V2:  # where the translation takes it from as well
        aanvang = _code(record, "flexibiliteit.datumAanvangBeschikbaarVoorWerk")
    return {
        "beroep": _beroep(record.get("beroep", {}), versie),
        "niveau": _code(record, "codeWerkEnDenkniveauMinimaal"),
        "aanvang": aanvang,
        "rijbewijzen": RIJBEWIJZEN.bits(_lijst(record, "rijbewijs")),
    }


def _beroepen(record: Mapping[str, Any], pc4: int, versie: Versie) -> Iterator[Rij]:
    codes = {_beroep(beroep, versie) for beroep in _lijst(record, "bemiddelingsberoep")}
    yield from ({"code": code, "pc4": pc4} for code in sorted(code for code in codes if code))


def _beroep(beroep: Mapping[str, Any], versie: Versie) -> bytes | None:
    if versie is Versie.V3:
        return _code(beroep, "codeBeroepsnaam")
    boc = _tekst(beroep, "beroepsnaamGecodeerd.codeBeroepsnaam")
    return als_boc(boc) if boc else None


def _talen(record: Mapping[str, Any], pad: str) -> Iterator[Rij]:
    for volgnummer, taal in enumerate(_lijst(record, pad)):
        yield {
            "volgnummer": volgnummer,
            "code": _code(taal, "codeTaal"),
            "mondeling": _getal(taal, "codeNiveauTaalbeheersingMondeling"),
            "schriftelijk": _getal(taal, "codeNiveauTaalbeheersingSchriftelijk"),
        }


def _lijst(record: Mapping[str, Any], pad: str) -> list[Mapping[str, Any]]:
    waarde = waarde_op(record, pad)
    return [lid for lid in waarde if isinstance(lid, Mapping)] if isinstance(waarde, list) else []


def _getal(record: Mapping[str, Any], pad: str) -> int | None:
    waarde = waarde_op(record, pad)
    return waarde if type(waarde) is int and _KLEINSTE <= waarde <= _GROOTSTE else None


def _tekst(record: Mapping[str, Any], pad: str) -> str:
    waarde = waarde_op(record, pad)
    return waarde if isinstance(waarde, str) else ""


def _code(record: Mapping[str, Any], pad: str) -> bytes | None:
    return als_code(tekst) if (tekst := _tekst(record, pad)) else None
