"""The four official contracts as judges, with the decided differences written into them one by one."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any, Final

import jsonschema
import yaml

from tests.materiaal import materiaal_map

NAMEN: Final = (
    "VUM-Bron-WerkzoekendeProfielen",
    "VUM-Bron-Vacatures",
    "VUM-Bemiddelaar-WerkzoekendeProfielen",
    "VUM-Bemiddelaar-Vacatures",
)
CONTRACTEN: Final = tuple(f"{versie}/{naam}" for versie in ("v3", "v2") for naam in NAMEN)

# ---- decided differences (design, section 1) ----------------------------------------------------


def patronen_eindigen_echt(schemas: dict[str, Any]) -> None:
    """A trailing newline is no part of an id: in Python's ``re`` a ``$`` would let it through."""
    for schema in schemas.values():
        if "pattern" in schema:
            schema["pattern"] = schema["pattern"].removesuffix("$") + r"\Z"


def beide_paden_zijn_bekend(schemas: dict[str, Any]) -> None:
    """The path under which the record holds the value is judged like the path of the contract."""
    for vraag, pad, ook in (
        ("MPWerkzoekende", "datumAanvangBeschikbaarVoorWerk", "flexibiliteit.datumAanvangBeschikbaarVoorWerk"),
        ("MPVacature", "datumAanvangWerkzaamheden", "arbeidsVoorwaarden.datumAanvangWerkzaamheden"),
        ("beroepsnaam_selectie", "beroep.codeBeroepsnaam", "codeBeroepsnaam"),
    ):
        if pad in schemas.get(vraag, {}).get("properties", {}):
            schemas[vraag]["properties"][ook] = schemas[vraag]["properties"][pad]


def onbekende_operator_mag_overal(schemas: dict[str, Any]) -> None:
    """The one closed branch inside a question is judged on the operators that it knows."""
    if "codeWerkEnDenkNiveauMinimaal_selectie" in schemas:
        begrensd = schemas["codeWerkEnDenkNiveauMinimaal_selectie"]["oneOf"][0]
        assert begrensd.pop("additionalProperties") is False
        begrensd["not"] = {"required": ["$eq"]}


def fout_is_ook_rfc9457(schemas: dict[str, Any]) -> None:
    """The error body is a superset: the members of RFC 9457 have a type."""
    tekst = {"type": "string"}
    schemas["Error"]["properties"] |= {
        "type": tekst,
        "title": tekst | {"maxLength": 500},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": tekst | {"maxLength": 2000},
        "instance": tekst | {"maxLength": 200},
    }


BESLISSINGEN: Final[tuple[Callable[[dict[str, Any]], None], ...]] = (
    patronen_eindigen_echt,
    beide_paden_zijn_bekend,
    onbekende_operator_mag_overal,
    fout_is_ook_rfc9457,
)
# One more decision is no schema: an explicit null is refused everywhere (``bevat_null``).

# ---- the contracts ------------------------------------------------------------------------------


@cache
def letterlijk(contract: str) -> dict[str, Any]:
    """Give the contract exactly as it was published."""
    pad = materiaal_map("vum", "contracten", *f"{contract}.yaml".split("/"))
    document: dict[str, Any] = yaml.safe_load(pad.read_text(encoding="utf-8"))
    return document


@cache
def schemas(contract: str, *, beslist: bool) -> dict[str, Any]:
    """Give all schemas by name; envelopes that stand inside the paths get a name of ours."""
    document = deepcopy(letterlijk(contract))
    alle: dict[str, Any] = document["components"]["schemas"] | dict(_enveloppen(document))
    if beslist:
        for beslissing in BESLISSINGEN:
            beslissing(alle)
    return alle


def _enveloppen(document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    (verzoek,) = document["components"]["requestBodies"].values()
    yield "verzoek", verzoek["content"]["application/json"]["schema"]
    for acties in document["paths"].values():
        for methode, actie in acties.items():
            inhoud = actie["responses"]["200"]["content"]["application/json"]["schema"]
            yield {"post": "antwoord_matches", "get": "antwoord_detail"}[methode], inhoud


def los_op(alle: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = alle[schema["$ref"].split("/")[-1]]
    return schema


@cache
def rechter(contract: str, naam: str, *, beslist: bool = True) -> jsonschema.Draft4Validator:
    wortel = {"$ref": f"#/components/schemas/{naam}", "components": {"schemas": schemas(contract, beslist=beslist)}}
    return jsonschema.Draft4Validator(wortel, format_checker=jsonschema.FormatChecker())


def bevat_null(document: Any) -> bool:
    if isinstance(document, dict):
        return any(map(bevat_null, document.values()))
    if isinstance(document, list):
        return any(map(bevat_null, document))
    return document is None


def aanvaardt(contract: str, naam: str, document: Any) -> bool:
    return not bevat_null(document) and rechter(contract, naam).is_valid(document)


def snijd(alle: dict[str, Any], schema: dict[str, Any], waarde: Any) -> Any:
    """Project a value on what a schema of the contract knows."""
    schema = los_op(alle, schema)
    if isinstance(waarde, list):
        return [snijd(alle, schema["items"], deel) for deel in waarde]
    if isinstance(waarde, dict):
        vormen = [los_op(alle, vorm)["properties"] for vorm in schema.get("oneOf", [schema])]
        bekend = next(vorm for vorm in vormen if len(vormen) == 1 or vorm.keys() & waarde)
        return {naam: snijd(alle, bekend[naam], deel) for naam, deel in waarde.items() if naam in bekend}
    return waarde
