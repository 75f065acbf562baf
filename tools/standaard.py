"""Give ``docs/standaard.md``: every field of a record with its meaning, type, value list and place, from the models."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel

from app.domain import velden
from app.domain.velden import Lijst
from app.models import waardelijsten
from app.models.partijen import Soort
from app.models.vacature import MPVacatureMatch, Vacature
from app.models.versie import Versie
from app.models.werkzoekende import MPWerkzoekendeMatch, Werkzoekende
from app.privacy.rapportopmaak import tabel

Schema = Mapping[str, Any]

_RECORDS: Final[tuple[tuple[Soort, str, type[BaseModel], type[BaseModel]], ...]] = (
    (Soort.WERKZOEKENDE, "De werkzoekende", Werkzoekende, MPWerkzoekendeMatch),
    (Soort.VACATURE, "De vacature", Vacature, MPVacatureMatch),
)
_KOPPEN: Final = ("Veld", "Wat het is", "Vorm", "In een match", "Te vragen")
_SOORTEN: Final = {"string": "tekst", "integer": "geheel getal", "number": "getal", "boolean": "ja of nee"}
_FORMATEN: Final = {"date": "datum (jjjj-mm-dd)", "uri": "URI"}


def standaard(gemaakt: str) -> str:
    """Give the page; ``gemaakt`` is the line that says where it comes from."""
    lijsten: set[str] = set()
    delen = [deel for record in _RECORDS for deel in _record(*record, lijsten)]
    regels = [
        "# De standaard, veld voor veld",
        "",
        gemaakt,
        "",
        (
            "Alle velden van een werkzoekende en een vacature in versie 3.0.0, zoals deze node ze aanneemt en teruggeeft. Een "
            "veld dat hier niet staat wordt bij aanlevering geweigerd. `[]`: een lijst. Leeg laten mag overal; `null` "
            "nergens. Wie welk veld te zien krijgt staat in [Wie krijgt welk veld te zien](openbaarmaking.md), hoe een "
            "vraag naar een veld werkt in [De vraagtaal](vraagtaal.md)."
        ),
        *delen,
        "",
        "## Waardelijsten",
        *[regel for naam in sorted(lijsten) for regel in _lijst(naam)],
    ]
    return "\n".join(regels).rstrip() + "\n"


def _record(
    soort: Soort, titel: str, model: type[BaseModel], match: type[BaseModel], lijsten: set[str]
) -> Iterator[str]:
    schema = model.model_json_schema()
    in_match = {pad for pad, _ in _paden(match.model_json_schema())}
    te_vragen = set(_vraagbaar(soort))
    rijen = []
    for pad, veld in _paden(schema):
        rijen.append(
            (
                f"`{pad}`",
                str(veld.get("description", "")),
                _vorm(veld, lijsten),
                "ja" if pad in in_match else "",
                "ja" if pad.replace("[]", "") in te_vragen else "",
            )
        )
    yield from ("", f"## {titel}", "", *tabel(_KOPPEN, rijen))


def _vraagbaar(soort: Soort) -> Iterator[str]:
    for kenmerk in velden.kenmerken(Versie.V3, soort):
        yield kenmerk.pad
        if isinstance(kenmerk, Lijst):
            yield from (f"{kenmerk.pad}.{veld.pad}" for veld in kenmerk.velden)
    yield {Soort.WERKZOEKENDE: "mobiliteit.bemiddelingspostcode", Soort.VACATURE: "adres.postcode"}[soort]
    if soort is Soort.WERKZOEKENDE:
        yield "mobiliteit.maximaleReisafstand"


def _paden(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Give each leaf by its path, with what its parents refer to filled in."""
    yield from _onder(schema, "", schema.get("$defs", {}))


def _onder(schema: Schema, voor: str, bekend: Mapping[str, Schema]) -> Iterator[tuple[str, Schema]]:
    for naam, ruw in schema.get("properties", {}).items():
        veld, pad = _volledig(ruw, bekend), f"{voor}{naam}"
        if veld.get("type") == "array":
            element = _volledig(veld["items"], bekend)
            veld, pad = {**element, "description": veld.get("description", "")}, f"{pad}[]"
        if "properties" in veld:
            yield from _onder(veld, f"{pad}.", bekend)
        else:
            yield pad, veld


def _volledig(schema: Schema, bekend: Mapping[str, Schema]) -> Schema:
    if "$ref" not in schema:
        return schema
    naam = schema["$ref"].rpartition("/")[2]
    doel = bekend[naam]
    eigen = {k: v for k, v in schema.items() if k != "$ref"}
    return {**doel, "lijst": naam, **eigen}


def _vorm(veld: Schema, lijsten: set[str]) -> str:
    if "enum" in veld:
        naam = str(veld.get("lijst", veld.get("title", "")))
        lijsten.add(naam)
        return f"[{naam}](#{naam.lower()})"
    soort = _FORMATEN.get(str(veld.get("format")), _SOORTEN.get(str(veld.get("type")), str(veld.get("type", ""))))
    return ", ".join([soort, *_grenzen(veld)])


def _grenzen(veld: Schema) -> Iterator[str]:
    if "maxLength" in veld:
        yield f"hoogstens {veld['maxLength']} tekens"
    if "minimum" in veld or "maximum" in veld:
        yield f"{veld.get('minimum', '…')} tot en met {veld.get('maximum', '…')}"
    if "pattern" in veld:
        yield f"patroon `{veld['pattern'].replace('|', chr(92) + '|')}`"


def _lijst(naam: str) -> Sequence[str]:
    lijst: type[waardelijsten.GetalLijst | waardelijsten.TekstLijst] = getattr(waardelijsten, naam)
    rijen = [(f"`{lid.value}`", lid.betekenis) for lid in lijst]
    return ["", f"### {naam}", "", (lijst.__doc__ or "").strip(), "", *tabel(("Code", "Betekenis"), rijen)]
