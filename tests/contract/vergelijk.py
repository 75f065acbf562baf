"""Compares a published document with an official contract by structure, references resolved.

Names of schemas carry no meaning: five schemas differ between the jobseeker and the vacancy contract.
"""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

GRENZEN = (
    "type", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
)  # fmt: skip
SAMENSTELLINGEN = ("oneOf", "anyOf", "allOf")
BEKEND = {*GRENZEN, *SAMENSTELLINGEN, "enum", "not", "required", "properties", "items", "additionalProperties"}
UITLEG = {"description", "title", "example", "examples", "default", "summary"}


class Document:
    """An OpenAPI document with its references."""

    def __init__(self, inhoud: Json) -> None:
        self.inhoud = inhoud

    def los_op(self, deel: Json) -> Json:
        """Follow references; what stands beside one (OpenAPI 3.1) is explanation and may not narrow."""
        while "$ref" in deel:
            naast = {k for k in deel if k != "$ref"}
            assert naast <= UITLEG, f"constraints beside a reference: {naast}"
            doel: Any = self.inhoud
            for stap in deel["$ref"].removeprefix("#/").split("/"):
                doel = doel[stap.replace("~1", "/").replace("~0", "~")]
            deel = doel
        return deel


class Vergelijking:
    """Gives a line for everything the official contract says and ours does not, or says otherwise."""

    def __init__(self, onze: Json, officieel: Json) -> None:
        self.onze = Document(onze)
        self.officieel = Document(officieel)

    def verschillen(self) -> Iterator[str]:
        for pad, acties in self.officieel.inhoud["paths"].items():
            eigen = self.onze.inhoud["paths"].get(pad, {})
            for methode, actie in acties.items():
                plek = f"{methode} {pad}"
                if methode not in eigen:
                    yield f"{plek}: missing"
                    continue
                yield from self._operatie(eigen[methode], actie, plek)

    def _operatie(self, onze: Json, officieel: Json, plek: str) -> Iterator[str]:
        if onze.get("operationId") != officieel["operationId"]:
            yield f"{plek}: operationId"
        yield from self._parameters(onze, officieel, plek)
        if "requestBody" in officieel:
            a, b = self.onze.los_op(onze.get("requestBody", {})), self.officieel.los_op(officieel["requestBody"])
            if a.get("required", False) != b.get("required", False):
                yield f"{plek}: requestBody required"
            yield from self._inhoud(a, b, f"{plek} request")
        for status in sorted(set(onze["responses"]) - set(officieel["responses"])):
            yield f"{plek}: status {status} is ours alone"
        for status, antwoord in officieel["responses"].items():
            if status not in onze["responses"]:
                yield f"{plek}: status {status} missing"
                continue
            a, b = self.onze.los_op(onze["responses"][status]), self.officieel.los_op(antwoord)
            yield from self._koppen(a, b, f"{plek} {status}")
            yield from self._inhoud(a, b, f"{plek} {status}")

    def _parameters(self, onze: Json, officieel: Json, plek: str) -> Iterator[str]:
        eigen = {(p["in"], p["name"]): p for p in map(self.onze.los_op, onze.get("parameters", []))}
        for p in map(self.officieel.los_op, officieel.get("parameters", [])):
            a = eigen.pop((p["in"], p["name"]), None)
            if a is None:
                yield f"{plek}: parameter {p['name']} missing"
                continue
            if a.get("required", False) != p.get("required", False):
                yield f"{plek}: parameter {p['name']} required"
            yield from self.schema(a["schema"], p["schema"], f"{plek} parameter {p['name']}")
        for (_, naam), p in eigen.items():
            yield f"{plek}: parameter {naam} is ours alone{' and required' if p.get('required') else ''}"

    def _koppen(self, onze: Json, officieel: Json, plek: str) -> Iterator[str]:
        for naam, kop in officieel.get("headers", {}).items():
            if naam not in onze.get("headers", {}):
                yield f"{plek}: header {naam} missing"
                continue
            a, b = self.onze.los_op(onze["headers"][naam]), self.officieel.los_op(kop)
            yield from self.schema(a["schema"], b["schema"], f"{plek} header {naam}")

    def _inhoud(self, onze: Json, officieel: Json, plek: str) -> Iterator[str]:
        for mediatype, inhoud in officieel.get("content", {}).items():
            if mediatype not in onze.get("content", {}):
                yield f"{plek}: {mediatype} missing"
                continue
            yield from self.schema(onze["content"][mediatype]["schema"], inhoud["schema"], plek)

    def schema(self, onze: Json, officieel: Json, plek: str) -> Iterator[str]:
        a, b = self.onze.los_op(onze), self.officieel.los_op(officieel)
        onbekend = (set(a) | set(b)) - BEKEND - UITLEG
        if onbekend:
            yield f"{plek}: keywords this test does not know: {sorted(onbekend)}"
        yield from self._grenzen(a, b, plek)
        yield from self._object(a, b, plek)
        if "items" in a or "items" in b:
            yield from self.schema(a.get("items", {}), b.get("items", {}), f"{plek}[]")
        if "not" in b:
            yield from self.schema(a.get("not", {}), b["not"], f"{plek} not")
        for soort in SAMENSTELLINGEN:
            if len(a.get(soort, [])) != len(b.get(soort, [])):
                yield f"{plek}: {soort}"
                continue
            for nummer, (x, y) in enumerate(zip(a.get(soort, []), b.get(soort, []), strict=True)):
                yield from self.schema(x, y, f"{plek} {soort} {nummer}")

    def _grenzen(self, a: Json, b: Json, plek: str) -> Iterator[str]:
        for woord in GRENZEN:
            if a.get(woord) != b.get(woord):
                yield f"{plek}: {woord} {a.get(woord)!r} is not {b.get(woord)!r}"
        if [(type(x), x) for x in sorted(a.get("enum", []))] != [(type(x), x) for x in sorted(b.get("enum", []))]:
            yield f"{plek}: enum {a.get('enum')} is not {b.get('enum')}"

    def _object(self, a: Json, b: Json, plek: str) -> Iterator[str]:
        if set(a.get("required", [])) != set(b.get("required", [])):
            yield f"{plek}: required {sorted(a.get('required', []))} is not {sorted(b.get('required', []))}"
        if a.get("additionalProperties", True) != b.get("additionalProperties", True):
            yield f"{plek}: additionalProperties"
        eigen, hun = a.get("properties", {}), b.get("properties", {})
        for naam in sorted(hun.keys() - eigen.keys()):
            yield f"{plek}: property {naam} missing"
        for naam in sorted(eigen.keys() - hun.keys()):
            yield f"{plek}: property {naam} is ours alone"
        for naam in sorted(eigen.keys() & hun.keys()):
            yield from self.schema(eigen[naam], hun[naam], f"{plek}.{naam}")
