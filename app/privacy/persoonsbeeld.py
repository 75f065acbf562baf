"""What a person gets to see: who asked, which fields went out, what is held. Makes JSON, asks nothing."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple, TypeAlias

import orjson

from app.domain.persoon import Persoonsdossier
from app.domain.toestemming import ALTIJD, Bezwaar, Stand, Toestemming, laatste_dag
from app.domain.verwerking import Rol
from app.models.partijen import Fase, Partijklasse, Soort
from app.models.versie import Versie
from app.privacy.redaction import Beleid
from app.privacy.verantwoording import Blik

ALLES: Final = "alles"
"""In the processing record: all that is held of the person went out, to the source itself."""
RECHTEN: Final = "rechten"
Json: TypeAlias = dict[str, Any]


class Achtergrond(NamedTuple):
    """What is needed to read the record of processings: the policies by name, and names of parties by OIN."""

    beleid: Mapping[str, Beleid]
    namen: Mapping[str, str]


class _Uitgegaan(NamedTuple):
    omvang: str
    velden: Sequence[str] = ()
    onder_voorbehoud: Sequence[str] = ()


def kenmerk_in(blik: Blik) -> str:
    """Give the name of the policy that a disclosure was made under."""
    return blik.velden.partition("+")[0]


def moment(ms: float) -> str:
    """Write a moment (milliseconds since 1970) as RFC 3339, in UTC."""
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def verstrekking(blik: Blik, achtergrond: Achtergrond) -> Json:
    """Tell one disclosure."""
    rol = next((r for r in Rol if blik.activiteit_id.startswith(f"{r}-")), None)
    uit = _uitgegaan(blik, rol, achtergrond.beleid)
    activiteit = {"uri": blik.activiteit, "naam": blik.naam, "doel": blik.doel, "grondslag": blik.grondslag}
    return _zonder_leeg(
        {
            "moment": moment(blik.moment),
            "rol": rol or RECHTEN,
            "verantwoordelijke": _partij(blik.verantwoordelijke, achtergrond),
            "vrager": _partij(blik.vrager, achtergrond),
            "via": blik.via,
            "klasse": blik.klasse,
            "fase": blik.fase if rol else "",
            "activiteit": _zonder_leeg(activiteit),
            "omvang": uit.omvang,
            "velden": list(uit.velden),
            "veldenOnderVoorbehoud": list(uit.onder_voorbehoud),
            "traceId": blik.trace_id,
        }
    )


def _uitgegaan(blik: Blik, rol: Rol | None, beleiden: Mapping[str, Beleid]) -> _Uitgegaan:
    if rol is None:
        return _Uitgegaan(ALLES if blik.velden == ALLES else "geen")
    beleid = beleiden.get(kenmerk_in(blik))
    if beleid is None:
        return _Uitgegaan("onbekend")
    plaats = Fase(blik.fase), Soort(blik.soort), Partijklasse(blik.klasse)
    versie = Versie.V2 if f"+{Versie.V2}" in blik.velden else Versie.V3
    zeker = beleid.velden(*plaats, contact=blik.velden.endswith("+contact"), versie=versie)
    # The exchange passes on what a source's consent opened without knowing that consent.
    doorgegeven = rol is Rol.UITWISSELING and plaats[0] is Fase.DETAIL
    ruimst = beleid.velden(*plaats, contact=True, versie=versie) if doorgegeven else zeker
    return _Uitgegaan("velden", zeker, [veld for veld in ruimst if veld not in zeker])


def _partij(oin: str, achtergrond: Achtergrond) -> Json:
    return _zonder_leeg({"oin": oin, "naam": achtergrond.namen.get(oin, "")})


def historie(stand: Stand) -> Json:
    """Tell every consent and objection, oldest first."""
    return {
        "toestemmingen": [_toestemming(t) for t in stand.toestemmingen],
        "bezwaren": [_bezwaar(b) for b in stand.bezwaren],
    }


def _toestemming(t: Toestemming) -> Json:
    return _zonder_leeg(
        {
            "omvang": t.omvang.value,
            "gegevenOp": moment(t.gegeven_op * 1000),
            "geldigTot": "" if t.geldig_tot is None else laatste_dag(t.geldig_tot).isoformat(),
            "wijze": t.wijze,
            "ingetrokkenOp": _of_leeg(t.ingetrokken_op),
        }
    )


def _bezwaar(b: Bezwaar) -> Json:
    return _zonder_leeg({"sinds": moment(b.sinds * 1000), "opgehevenOp": _of_leeg(b.opgeheven_op)})


def dossier(gehouden: Persoonsdossier | None) -> Json:
    """Tell all that is held of a record: as delivered, and as the database keeps it."""
    if gehouden is None:
        return {"opslag": {}}
    opslag = {naam: [_leesbaar(rij) for rij in rijen] for naam, rijen in gehouden.rijen.items()}
    verteld = {
        "standaard": gehouden.versie,
        "grondslag": gehouden.grondslag.value,
        "werkzoekende": orjson.Fragment(gehouden.inhoud),
        "opslag": opslag,
    }
    return verteld if gehouden.profiel is None else {**verteld, "matchprofiel": orjson.Fragment(gehouden.profiel)}


def _leesbaar(rij: Mapping[str, Any]) -> Json:
    return {naam: _waarde(naam, waarde) for naam, waarde in rij.items() if waarde is not None}


def _waarde(naam: str, waarde: Any) -> Any:
    if isinstance(waarde, bytes):
        return waarde.hex() if naam == "vingerafdruk" else waarde.decode("utf-8", "replace")
    return "altijd" if waarde == ALTIJD else waarde


def _of_leeg(seconden: int | None) -> str:
    return "" if seconden is None else moment(seconden * 1000)


def _zonder_leeg(velden: Json) -> Json:
    """Leave out the fields that have no text; an empty list says something."""
    return {naam: waarde for naam, waarde in velden.items() if waarde != ""}
