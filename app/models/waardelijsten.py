"""The value lists of the VUM gegevensstandaard 1.5 (interface 3.0), each code with its meaning.

Class docstrings and meanings are Dutch: they are the API descriptions. A code is taken as the type that
the contract gives it and never converted: ``true``, ``1.0`` and ``"1"`` are not the code 1.
"""

from enum import Enum, IntEnum, StrEnum
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class GetalLijst(IntEnum):
    """A list of numeric codes."""

    betekenis: str

    def __new__(cls, code: int, betekenis: str) -> Self:
        lid = int.__new__(cls, code)
        lid._value_ = code
        lid.betekenis = betekenis
        return lid

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # pydantic's own enum validator takes true and 1.0 for 1, also in strict mode.
        return _core_schema(cls, core_schema.int_schema(strict=True))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        uitleg = [f"{lid.value} = {lid.betekenis}" for lid in cls]
        return _json_schema(cls, "integer", [lid.value for lid in cls], uitleg)


class TekstLijst(StrEnum):
    """A list of codes that are text, also where they look like a number."""

    betekenis: str

    def __new__(cls, code: str, betekenis: str) -> Self:
        lid = str.__new__(cls, code)
        lid._value_ = code
        lid.betekenis = betekenis
        return lid

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _core_schema(cls, core_schema.str_schema(strict=True))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        uitleg = [f"{lid.value} = {lid.betekenis}" for lid in cls]
        return _json_schema(cls, "string", [lid.value for lid in cls], uitleg)


def _core_schema(lijst: type[Enum], code: CoreSchema) -> CoreSchema:
    leden = {lid.value: lid for lid in lijst}
    verwacht = ", ".join(f'"{waarde}"' if isinstance(waarde, str) else str(waarde) for waarde in leden)

    def zoek(waarde: int | str) -> Enum:
        lid = leden.get(waarde)
        if lid is None:
            raise PydanticCustomError("enum", "code is not in the list", {"expected": verwacht})
        return lid

    ref = f"{lijst.__module__}.{lijst.__qualname__}:{id(lijst)}"
    return core_schema.no_info_after_validator_function(zoek, code, ref=ref)


def _json_schema(lijst: type, soort: str, codes: list[Any], uitleg: list[str]) -> JsonSchemaValue:
    return {
        "type": soort,
        "enum": codes,
        "title": lijst.__name__,
        "description": f"{(lijst.__doc__ or '').strip()} {'; '.join(uitleg)}.".strip(),
    }


class JaNeeOnbekend(GetalLijst):
    """Ja, nee of onbekend."""

    ONBEKEND = (0, "Onbekend")
    JA = (1, "Ja")
    NEE = (2, "Nee")


class JaNee(GetalLijst):
    """Ja of nee."""

    JA = (1, "Ja")
    NEE = (2, "Nee")


class JaNeeOnbekendNvt(GetalLijst):
    """Ja, nee, onbekend of niet van toepassing."""

    ONBEKEND = (0, "Onbekend")
    JA = (1, "Ja")
    NEE = (2, "Nee")
    NIET_VAN_TOEPASSING = (8, "Niet van toepassing")


class NiveauTaalbeheersing(GetalLijst):
    """Mate waarin iemand een taal beheerst."""

    ONBEKEND = (0, "Onbekend")
    GEEN = (1, "Geen beheersing")
    REDELIJK = (2, "Redelijk")
    GOED = (3, "Goed")
    UITSTEKEND = (4, "Uitstekend")
    NIET_VAN_TOEPASSING = (8, "Niet van toepassing")


class GevraagdNiveauTaalbeheersing(GetalLijst):
    """Taalbeheersing waarop gezocht kan worden."""

    REDELIJK = (2, "Redelijk")
    GOED = (3, "Goed")
    UITSTEKEND = (4, "Uitstekend")


class NiveauOpleiding(GetalLijst):
    """Niveau van een opleiding."""

    BASISONDERWIJS = (1, "Basisonderwijs")
    VMBO = (2, "VMBO")
    HAVO_VWO = (3, "HAVO/VWO")
    MBO = (4, "MBO")
    HBO_BACHELOR = (5, "HBO/Bachelor")
    WO_MASTER = (6, "WO/Master")
    ANDERS = (9, "Anders")


class StatusOpleiding(GetalLijst):
    """Stadium waarin een opleiding is."""

    ONBEKEND = (0, "Onbekend")
    SUCCESVOL_AFGEROND = (1, "Succesvol afgerond")
    AFGEBROKEN = (2, "Afgebroken")
    LOPEND = (3, "Lopend")


class WerkEnDenkniveauWerkzoekende(GetalLijst):
    """Niveau dat een werkzoekende door opleiding of werkervaring heeft bereikt."""

    NIET_VAN_TOEPASSING = (0, "niet van toepassing")
    GEEN_BASISOPLEIDING = (1, "geen basisopleiding")
    BASISNIVEAU = (2, "basisniveau")
    VMBO = (3, "vmbo-niveau")
    MBO_HAVO_VWO = (4, "mbo/havo/vwo-niveau")
    HBO = (5, "hbo-niveau")
    WETENSCHAPPELIJK = (6, "wetenschappelijk onderwijs")
    NOG_NIET_BEKEND = (7, "(nog) niet bekend")


class WerkEnDenkniveauMinimaal(TekstLijst):
    """Niveau dat een vacature ten minste vraagt; bij een vacature is de code tekst."""

    NIET_VAN_TOEPASSING = ("0", "niet van toepassing")
    GEEN_BASISOPLEIDING = ("1", "geen basisopleiding")
    BASISNIVEAU = ("2", "basisniveau")
    VMBO = ("3", "vmbo-niveau")
    MBO_HAVO_VWO = ("4", "mbo/havo/vwo-niveau")
    HBO = ("5", "hbo-niveau")
    WETENSCHAPPELIJK = ("6", "wetenschappelijk onderwijs")
    NOG_NIET_BEKEND = ("7", "(nog) niet bekend")


class GevraagdWerkEnDenkniveau(TekstLijst):
    """Werk- en denkniveau waarop gezocht kan worden."""

    GEEN_BASISOPLEIDING = ("1", "geen basisopleiding")
    BASISNIVEAU = ("2", "basisniveau")
    VMBO = ("3", "vmbo-niveau")
    MBO_HAVO_VWO = ("4", "mbo/havo/vwo-niveau")
    HBO = ("5", "hbo-niveau")
    WETENSCHAPPELIJK = ("6", "wetenschappelijk onderwijs")


class OnbekendWerkEnDenkniveau(TekstLijst):
    """De code voor een onbekend niveau, de enige waarde bij deze operatoren."""

    NOG_NIET_BEKEND = ("7", "(nog) niet bekend")


class SoortVervoermiddel(GetalLijst):
    """Soort vervoermiddel."""

    AUTO = (1, "Auto")
    BROMFIETS = (2, "Bromfiets")
    FIETS = (3, "Fiets")
    MOTOR = (4, "Motor")
    OPENBAAR_VERVOER = (5, "Openbaar vervoer")
    ANDERS = (9, "Anders")


class SoortWebadres(GetalLijst):
    """Soort webadres."""

    PROFIEL = (1, "Webadres werkzoekende profiel")
    CV = (2, "Webadres CV")
    WERKGEVER = (3, "Webadres werkgever")
    SOLLICITATIEFORMULIER = (4, "Webadres online sollicitatieformulier")


class WijzeVanSolliciteren(TekstLijst):
    """Wijze waarop sollicitaties ontvangen kunnen worden; de code is tekst."""

    POST = ("1", "Per post")
    TELEFOON = ("2", "Per telefoon")
    E_MAIL = ("3", "Per e-mail")
    ONLINE = ("4", "Per online sollicitatieformulier")


class TypeArbeidscontract(TekstLijst):
    """Arbeidscontract voor onbepaalde of bepaalde tijd."""

    ONBEPAALDE_TIJD = ("O", "Onbepaalde tijd")
    BEPAALDE_TIJD = ("B", "Bepaalde tijd")


class TypeOvereenkomst(TekstLijst):
    """Soort overeenkomst."""

    REGULIERE_VACATURE = ("01", "Reguliere vacature")
    LEERBAAN = ("02", "Leerbaan")
    VRIJWILLIGERSWERK = ("03", "Vrijwilligerswerk")
    WERKERVARINGSPLAATS = ("04", "Werkervaringsplaats")


class SoortRijbewijs(TekstLijst):
    """Rijbewijscategorie."""

    A = ("A", "Zware motor")
    A1 = ("A1", "Lichte motor")
    A2 = ("A2", "Middelzware motor")
    AM = ("AM", "Bromfiets en snorfiets")
    B = ("B", "Auto")
    B_PLUS = ("B+", "Auto met aanhangwagen, samen tot 4250 kg")
    C1 = ("C1", "Lichte vrachtwagen")
    C = ("C", "Vrachtwagen")
    D1 = ("D1", "Bus tot en met 16 personen")
    D = ("D", "Bus voor meer dan 8 personen")
    BE = ("BE", "Auto met aanhangwagen boven 750 kg")
    C1E = ("C1E", "Lichte vrachtwagen met aanhangwagen boven 750 kg")
    CE = ("CE", "Vrachtwagen met aanhangwagen boven 750 kg")
    D1E = ("D1E", "Bus tot en met 16 personen met aanhangwagen boven 750 kg")
    DE = ("DE", "Bus voor meer dan 8 personen met aanhangwagen boven 750 kg")
    T = ("T", "Trekker")
