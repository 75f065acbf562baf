"""Makes documents that fit an official schema, and damages them."""

from copy import deepcopy
from random import Random
from typing import Any, Final

from tests.models.officieel import los_op

VREEMD: Final[tuple[Any, ...]] = (True, False, 0, 1, 2, -1, 3.0, 0.5, 7, 8, 99, 100, 999, 1000, 10**6, 10**30, "", "1")
VREEMD_TEKST: Final = ("x", "nld", "NLD", "7", "3", "B", "b", "2024-02-30", "20240101", "2024-01-01T00:00:00", "1234ab")
VREEMD_VORM: Final[tuple[Any, ...]] = ([], {}, None, [None], {"$eq": None}, [1], {"x": {}}, "é" * 2001, "٣" * 3)
VOORBEELD: Final = {
    r"^[0-9]{4}[a-zA-Z]{2}": ("3511AA", "0000zz", "9999Az"),
    r"^[a-z]{3}": ("nld", "eng", "aaa"),
    r"^[0-9]{1,10}": ("0", "5642", "9999999999"),
    r"^[0-9]+": ("0", "12345", "9999999999"),
    r"^[a-zA-Z0-9_.-]{0,200}": ("", "a", "-._Z9", "x" * 200),
    r"^[a-zA-Z0-9_.-]{0,500}": ("", "a", "-._Z9", "x" * 500),
}


class Maker:
    """Walks the schemas of one contract with a given source of chance."""

    def __init__(self, schemas: dict[str, Any], kans: Random) -> None:
        self.schemas, self.kans = schemas, kans

    def maak(self, schema: dict[str, Any]) -> Any:
        schema = los_op(self.schemas, schema)
        if "oneOf" in schema:
            return self.maak(self.kans.choice(schema["oneOf"]))
        if "enum" in schema:
            return self.kans.choice(schema["enum"])
        return getattr(self, "_" + schema["type"])(schema)

    def beschadig(self, document: Any) -> Any:
        """Change one spot: take away, add, put something else in its place."""
        document = [deepcopy(document)]
        plekken = [plek for plek in _plekken(document) if plek[0] is not document] or _plekken(document)
        if self.kans.random() < 0.05:
            plekken = [(document, 0)]
        houder, sleutel = self.kans.choice(plekken)
        self.kans.choice((self._weg, self._erbij, self._anders, self._anders, self._vervorm))(houder, sleutel)
        return document[0] if document else {}

    def _object(self, schema: dict[str, Any]) -> dict[str, Any]:
        verplicht = schema.get("required", [])
        uit = {
            naam: self.maak(deel)
            for naam, deel in schema.get("properties", {}).items()
            if naam in verplicht or self.kans.random() < 0.4
        }
        if schema.get("additionalProperties") is not False and self.kans.random() < 0.2:
            uit[self.kans.choice(("$in", "onbekend", "$not"))] = self._vreemd()
        return uit

    def _array(self, schema: dict[str, Any]) -> list[Any]:
        aantal = self.kans.randint(schema.get("minItems", 0), 2)
        return [self.maak(schema["items"]) for _ in range(aantal)]

    def _integer(self, schema: dict[str, Any]) -> int:
        laag, hoog = schema["minimum"], schema["maximum"]
        return self.kans.choice((laag, hoog, self.kans.randint(laag, hoog)))

    def _boolean(self, schema: dict[str, Any]) -> bool:
        return self.kans.random() < 0.5

    def _string(self, schema: dict[str, Any]) -> str:
        if "pattern" in schema:
            return self.kans.choice(VOORBEELD[schema["pattern"].removesuffix("$").removesuffix(r"\Z")])
        if schema.get("format") == "date":
            return self.kans.choice(("2024-02-29", "0001-01-01", "9999-12-31", "2026-06-30"))
        lengte = schema.get("maxLength", 5)
        return self.kans.choice(("", "tekst", "\N{GRINNING FACE}", "e\u0301", "x\n"))[:lengte] + self.kans.choice(
            ("", "\N{GRINNING FACE}" * max(0, lengte - 5))
        )

    def _vreemd(self) -> Any:
        return deepcopy(self.kans.choice(self.kans.choice((VREEMD, VREEMD_TEKST, VREEMD_VORM))))

    def _weg(self, houder: Any, sleutel: Any) -> None:
        del houder[sleutel]

    def _erbij(self, houder: Any, sleutel: Any) -> None:
        if isinstance(houder, dict):
            namen = (
                "onbekend",
                "vumID",
                "idVacature",
                "idWerkzoekende",
                "$eq",
                "$lt",
                "$gte",
                "contactpersoon",
                "bsn",
                "postbusadres",
            )
            houder[self.kans.choice(namen)] = self._vreemd()
        else:
            houder.append(self._vreemd())

    def _anders(self, houder: Any, sleutel: Any) -> None:
        houder[sleutel] = self._vreemd()

    def _vervorm(self, houder: Any, sleutel: Any) -> None:
        """A near miss of the value itself."""
        waarde = houder[sleutel]
        if isinstance(waarde, str):
            anders = (waarde + "\n", waarde + "x", waarde[:-1], waarde.swapcase(), waarde * 300, " " + waarde, [waarde])
        elif isinstance(waarde, bool):
            anders = (int(waarde), str(waarde).lower())
        elif isinstance(waarde, int):
            anders = (float(waarde), waarde + 1, waarde - 1, str(waarde), bool(waarde), waarde + 0.5)
        else:
            anders = ([], {}, [waarde], {"0": waarde})
        houder[sleutel] = self.kans.choice(anders)


def _plekken(document: Any) -> list[tuple[Any, Any]]:
    gevonden: list[tuple[Any, Any]] = []
    te_doen = [document]
    while te_doen:
        houder = te_doen.pop()
        sleutels = houder if isinstance(houder, dict) else range(len(houder))
        gevonden += [(houder, sleutel) for sleutel in sleutels]
        te_doen += [houder[sleutel] for sleutel in sleutels if isinstance(houder[sleutel], dict | list)]
    return gevonden
