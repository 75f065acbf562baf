"""The privacy file of this node: what a DPIA, the register of processing activities (AVG article 30) and the
algorithm register ask, taken from what is running. What only the organisation knows is named, not filled in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any, Final, TypeAlias

from app.domain.ports import Bronregistratie, Deelnemer
from app.domain.verwerking import Activiteit
from app.models.partijen import Fase, Partijklasse, Soort
from app.privacy.openbaarmaking import Beleidsregel
from app.privacy.rapportteksten import ALGORITME, MAATREGELEN, ONBEKEND, RISICOS
from app.privacy.redaction import Beleid
from app.privacy.sleutels import Sleutelbos
from app.privacy.verwerkingsregister import Verwerkingsregister
from app.settings import PREFIX, Instellingen

Json: TypeAlias = dict[str, Any]
VORM: Final = 1
_DAG: Final = 86_400
GEBRUIK_DAGEN: Final = 31
"""What the upkeep keeps of the counts of use."""


@dataclass(frozen=True, slots=True)
class Toestand:
    """The running configuration. ``aantallen`` are records by source and kind; ``sleutels`` None: no ring yet."""

    instellingen: Instellingen
    beleid: Beleid
    register: Verwerkingsregister
    deelnemers: Sequence[Deelnemer]
    bronnen: Sequence[Bronregistratie]
    aantallen: Mapping[tuple[str, Soort], int]
    sleutels: Sleutelbos | None
    versie: str
    dag: date


def stel_op(t: Toestand) -> Json:
    """Give the report as JSON; the same configuration on the same day gives the same report."""
    return {
        "vorm": VORM,
        "node": _node(t),
        "onbekend": _onbekend(t),
        "verwerkingsactiviteiten": [_activiteit(t, a) for a in Activiteit],
        "bewaartermijnen": _bewaartermijnen(t),
        "openbaarmaking": {"kenmerk": t.beleid.kenmerk, "velden": velden(t.beleid.tabel())},
        "deelnemers": [_deelnemer(d) for d in t.deelnemers],
        "bronnen": [_bron(t, b) for b in t.bronnen],
        "sleutels": _sleutels(t),
        "maatregelen": list(MAATREGELEN),
        "risicos": [dict(zip(("risico", "maatregel", "resteert"), r, strict=True)) for r in RISICOS],
        "algoritme": dict(ALGORITME),
        "instellingen": [_instelling(t.instellingen, naam) for naam in Instellingen.model_fields],
    }


def velden(tabel: Iterable[Beleidsregel]) -> list[Json]:
    """Fold the cells of the policy into one entry per field: verdict per phase and class, and why."""
    uit = []
    for (soort, veld), groep in groupby(tabel, key=lambda r: (r.soort, r.veld)):
        cellen = list(groep)
        oordeel = {(c.fase, c.klasse): c.oordeel.value for c in cellen}
        per_fase = {fase.value: {k.value: oordeel[fase, k] for k in Partijklasse} for fase in Fase}
        redenen = list(dict.fromkeys(c.reden for c in cellen))
        uit.append({"soort": soort.value, "veld": veld, **per_fase, "redenen": redenen})
    return uit


def _node(t: Toestand) -> Json:
    return {
        "opgesteldOp": t.dag.isoformat(),
        "versie": t.versie,
        "omgeving": t.instellingen.omgeving.value,
        "oin": t.instellingen.eigen_oin,
        "organisatie": t.instellingen.organisatie,
        "fgContact": t.instellingen.fg_contact,
        "contact": {"naam": t.instellingen.contact_naam, "email": t.instellingen.contact_email},
    }


def _onbekend(t: Toestand) -> list[str]:
    mist = [
        (t.instellingen.organisatie is None, "De naam van de organisatie: zet OPENVUM_ORGANISATIE."),
        (t.instellingen.fg_contact is None, "De functionaris gegevensbescherming: zet OPENVUM_FG_CONTACT."),
        (t.sleutels is None, "De sleutels: er is nog geen sleutelbos, of hij is niet te lezen."),
    ]
    return [tekst for ontbreekt, tekst in mist if ontbreekt] + list(ONBEKEND)


def _activiteit(t: Toestand, activiteit: Activiteit) -> Json:
    nu = int(datetime.combine(t.dag, datetime.min.time(), UTC).timestamp() * 1000)
    v = t.register.geldend(activiteit, nu)
    return {
        "id": activiteit.value,
        "uri": t.register.uri(activiteit.value),
        "versie": v.nummer,
        "geldigVanaf": datetime.fromtimestamp(v.geldig_vanaf / 1000, UTC).date().isoformat(),
        "naam": v.naam,
        "doel": v.doel,
        "grondslag": v.grondslag,
        "betrokkenen": list(v.betrokkenen),
        "categorieen": list(v.categorieen),
        "ontvangers": list(v.ontvangers),
        "bewaartermijn": v.bewaartermijn.tekst,
    }


def _bewaartermijnen(t: Toestand) -> list[Json]:
    dagen = t.instellingen.vraag_geldig_seconden / _DAG
    rijen = (
        (
            "Gegevens van werkzoekenden en vacatures",
            "Zolang de bron ze aanlevert en de grondslag loopt; de node kent geen eigen termijn.",
            "De bron verwijdert met een volledige levering; na het einde van de grondslag ziet niemand ze.",
        ),
        (
            "Verantwoording (wie kreeg wat te zien)",
            "Per verwerkingsactiviteit, zie het register hierboven.",
            "Het onderhoud verwijdert hele segmenten; het getekende anker blijft.",
        ),
        (
            "Auditlog",
            f"{t.instellingen.audit_bewaren_dagen} dagen.",
            "Het onderhoud verwijdert de oudste regels; de keten blijft controleerbaar.",
        ),
        (
            "Toestemming en bezwaar, met historie",
            "Tot de betrokkene bij de bron wordt gewist.",
            "Een toestemming die is ingetrokken of verlopen werkt niet meer; de historie blijft om dat aan te tonen.",
        ),
        (
            "Tellingen van gebruik per partij",
            f"{GEBRUIK_DAGEN} dagen.",
            "Het onderhoud verwijdert ze; zij bevatten geen personen die te herleiden zijn.",
        ),
        (
            "Pseudoniemen (vumID)",
            f"{dagen:g} dagen geldig.",
            "Zij staan nergens opgeslagen; na hun einde opent niemand ze.",
        ),
    )
    return [dict(zip(("gegevens", "termijn", "handhaving"), rij, strict=True)) for rij in rijen]


def _deelnemer(d: Deelnemer) -> Json:
    return {"oin": str(d.oin), "naam": d.naam, "klasse": d.klasse.value, "verwerkers": sorted(map(str, d.verwerkers))}


def _bron(t: Toestand, b: Bronregistratie) -> Json:
    return {
        "oin": str(b.oin),
        "naam": b.naam,
        "plaats": "elders" if b.url else "in deze node",
        "versie": b.versie,
        "verwerker": str(b.verwerker or b.oin),
        "aantallen": {soort.value: t.aantallen.get((str(b.oin), soort), 0) for soort in Soort},
    }


def _sleutels(t: Toestand) -> list[Json]:
    """Age and state of the keys; nothing of what is in them."""
    alle = sorted(t.sleutels.sleutels if t.sleutels else (), key=lambda s: (s.doel, s.gemaakt, s.kid))
    return [
        {
            "doel": s.doel.value,
            "kid": s.kid,
            "staat": s.staat.value,
            "gemaakt": s.gemaakt,
            "dagenOud": _oud(s.gemaakt, t),
        }
        for s in alle
    ]


def _oud(gemaakt: str, t: Toestand) -> int:
    return (t.dag - datetime.fromisoformat(gemaakt).astimezone(UTC).date()).days


def _instelling(instellingen: Instellingen, naam: str) -> Json:
    """A setting that hides itself from a repr may hold a password: only whether it was set is told."""
    veld = Instellingen.model_fields[naam]
    waarde = getattr(instellingen, naam)
    standaard = waarde == veld.default
    getoond = ("standaard" if standaard else "ingesteld") + " (niet getoond)" if not veld.repr else _tekst(waarde)
    return {"naam": PREFIX + naam.upper(), "waarde": getoond, "standaard": standaard, "betekenis": veld.description}


def _tekst(waarde: object) -> str:
    return "" if waarde is None else str(waarde)
