"""A mapping: which column or path of a local file becomes which field of the standard, as data.

The texts an administrator sees are Dutch. ``docs/formaten.md`` teaches how to write one.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from app.adapters.formaten.yamlbestand import Yamlfout, lees_yaml
from app.models.partijen import Omvang, Soort


class Bestandssoort(StrEnum):
    """The kinds of file that can be read."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    NDJSON = "ndjson"
    XML = "xml"


TABELLEN: Final = frozenset({Bestandssoort.XLSX, Bestandssoort.CSV})


class Afbeeldingsfout(Exception):
    """A mapping has mistakes; ``regels`` explain each."""

    def __init__(self, naam: str, *regels: str) -> None:
        super().__init__(f"{naam}: {'; '.join(regels)}")
        self.naam, self.regels = naam, regels


def _ja_nee(waarde: Any) -> Any:
    return {"ja": True, "nee": False}.get(waarde, waarde) if isinstance(waarde, str) else waarde


def _lijst(waarde: Any) -> Any:
    return [waarde] if isinstance(waarde, str) else waarde


JaNee = Annotated[bool, BeforeValidator(_ja_nee)]
Naam = Annotated[str, Field(min_length=1, max_length=200)]
Namen = Annotated[list[Naam], BeforeValidator(_lijst)]


class _Deel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Bronvorm(_Deel):
    """``bron``: what kind of file it is and where its rows are."""

    soort: Annotated[list[Annotated[Bestandssoort, Field(strict=False)]], BeforeValidator(_lijst), Field(min_length=1)]
    blad: Naam | None = None
    kop_tot_rij: Annotated[int, Field(ge=1, le=100)] = 20
    scheiding: Literal[";", ",", "\t", "|"] | None = None
    records: str = ""


class Idveld(_Deel):
    """``id``: the column that tells the records apart; a client number only as a keyed pseudonym."""

    kolom: Naam
    ook: Namen = []
    pseudoniem: JaNee
    soort: Literal["bsn", "nummer", "tekst"] = "tekst"
    vorm: str = r"[A-Za-z0-9_.-]{1,200}"


class Toestemmingsveld(_Deel):
    """``toestemming``: the column that says whether the person consents, and to what."""

    kolom: Naam
    ook: Namen = []
    ja: Namen
    omvang: Annotated[list[Annotated[Omvang, Field(strict=False)]], Field(min_length=1)]


class Kolom(_Deel):
    """One entry of ``kolommen``: a column and the field it becomes."""

    kolom: Naam
    ook: Namen = []
    naar: Naam
    omzetter: Naam = "tekst"
    met: dict[str, Any] = {}
    waarden: dict[str, str | int] | None = None
    leeg: Namen = []
    verplicht: JaNee = False
    bij_fout: Literal["cel", "rij"] = "cel"


class Samenvoeging(_Deel):
    """One entry of ``samenvoegen``: several columns that become one text; the first form that fits is used."""

    naar: Naam
    vormen: Annotated[list[Naam], Field(min_length=1)]


class Keuze(_Deel):
    """One entry of ``keuzes``: of a list one element is read, the best by ``op`` and ``volgorde``, else the first."""

    lijst: Naam
    op: Naam | None = None
    volgorde: list[str] = []


class Afbeelding(_Deel):
    """One mapping, as its file says it."""

    formaat: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
    titel: Naam
    soort: Annotated[Soort, Field(strict=False)]
    bron: Bronvorm
    id: Idveld
    toestemming: Toestemmingsveld | None = None
    kolommen: Annotated[list[Kolom], Field(min_length=1)]
    samenvoegen: list[Samenvoeging] = []
    keuzes: list[Keuze] = []
    standaardwaarden: dict[str, str | int] = {}
    leeg: Namen = []
    negeren: Namen = []
    identificerend: Namen = []

    @property
    def tabel(self) -> bool:
        """Whether the file is a table with columns, not records with paths."""
        return set(self.bron.soort) <= TABELLEN

    @property
    def verplicht(self) -> tuple[str, ...]:
        """The columns without which the file is not of this format."""
        extra = [self.toestemming.kolom] if self.toestemming else []
        return tuple(dict.fromkeys([self.id.kolom, *extra, *(k.kolom for k in self.kolommen if k.verplicht)]))

    def namen(self) -> Iterator[tuple[str, str]]:
        """Give every name that a file may use, with the name of the mapping that it stands for."""
        met_namen: list[Idveld | Toestemmingsveld | Kolom] = [self.id, *self.kolommen]
        if self.toestemming:
            met_namen.append(self.toestemming)
        for veld in met_namen:
            yield from ((naam, veld.kolom) for naam in (veld.kolom, *veld.ook))
        losse = [*self.negeren, *self.identificerend, *(n for s in self.samenvoegen for n in kolommen_in(s.vormen))]
        yield from ((naam, naam) for naam in losse)


def kolommen_in(vormen: list[str]) -> list[str]:
    """Give the columns that these forms name between braces, each once."""
    delen = [deel.partition("}")[0] for vorm in vormen for deel in vorm.split("{")[1:]]
    return list(dict.fromkeys(delen))


def lees_afbeelding(bestand: str, ruw: bytes) -> Afbeelding:
    """Read a mapping's file and check its shape. Raises ``Afbeeldingsfout``."""
    try:
        inhoud = lees_yaml(ruw)
    except Yamlfout as fout:
        raise Afbeeldingsfout(bestand, str(fout)) from None
    if not isinstance(inhoud, dict):
        raise Afbeeldingsfout(bestand, "moet uit namen met waarden bestaan, zoals formaat, bron en kolommen")
    try:
        return Afbeelding.model_validate(inhoud)
    except ValidationError as fout:
        regels = [_melding(inhoud, f["loc"], f["type"], f.get("ctx", {})) for f in fout.errors(include_url=False)]
        raise Afbeeldingsfout(bestand, *dict.fromkeys(regels)) from None


_MELDING: Final[Mapping[str, str]] = {
    "missing": "ontbreekt",
    "extra_forbidden": "bestaat niet in een afbeelding; controleer de spelling",
    "string_type": "moet tekst zijn",
    "bool_type": "moet ja of nee zijn",
    "list_type": "moet een lijst zijn (regels die met een streepje beginnen)",
    "dict_type": "moet uit namen met waarden bestaan",
    "model_type": "moet uit namen met waarden bestaan",
    "int_type": "moet een heel getal zijn",
    "too_short": "mag niet leeg zijn",
    "string_too_short": "mag niet leeg zijn",
    "string_pattern_mismatch": "mag alleen kleine letters, cijfers en streepjes bevatten",
}


def _melding(inhoud: Any, loc: tuple[int | str, ...], soort: str, ctx: Mapping[str, Any]) -> str:
    keuze = f"moet een van deze zijn: {ctx['expected']}".replace(" or ", " of ") if "expected" in ctx else ""
    return f"{_plek(inhoud, loc)} {keuze or _MELDING.get(soort, 'heeft een waarde die niet past')}"


def _plek(inhoud: Any, loc: tuple[int | str, ...]) -> str:
    """Name the place, an entry of ``kolommen`` by its column."""
    plek, hier = "", inhoud
    for deel in loc:
        hier = _binnen(hier, deel)
        if not isinstance(deel, int):
            plek += f".{deel}" if plek else deel
        elif isinstance(hier, dict) and isinstance(hier.get("kolom"), str):
            plek += f' "{hier["kolom"]}"'
        else:
            plek += f"[{deel + 1}]"
    return plek


def _binnen(hier: Any, deel: int | str) -> Any:
    try:
        return hier[deel]
    except (KeyError, IndexError, TypeError):
        return None
