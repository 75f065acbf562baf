"""Identifiers of the VUM standard as value types: an OIN can never be taken for a vumID.

Sources: OIN, Logius OIN-stelsel; the other identifiers, VUM contracts 3.0.0 (String100, String200,
SafeIDString, VumID).
"""

import re
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


class Identiteit(str):
    """A string that has been checked once, when it was made.

    Raises ``ValueError`` (naming the rule, never the value) when it does not fit its pattern.
    """

    __slots__ = ()
    patroon: ClassVar[str]
    regel: ClassVar[str]
    _compiled: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._compiled = re.compile(cls.patroon.removeprefix("^").removesuffix("$"))

    def __new__(cls, waarde: str) -> Self:
        if not cls._compiled.fullmatch(waarde):
            raise ValueError(cls.regel)
        return super().__new__(cls, waarde)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls, core_schema.str_schema(strict=True), serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "pattern": cls.patroon}


class Gevoelig(Identiteit):
    """An identifier that points at a person: its repr shows nothing of it."""

    __slots__ = ()
    patroon = r"^.*$"
    regel = "ongeldig"

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"


class Oin(Identiteit):
    """Organisatie-identificatienummer: 20 positions, leading zeros included, never a number."""

    __slots__ = ()
    patroon = r"^[0-9]{8}(?:[A-Za-z0-9]{8}0{4}|[A-Za-z0-9]{9}0{3})$"
    regel = "moet een OIN zijn: 8 cijfers, een hoofdnummer van 8 of 9 posities en nullen, samen 20 posities"


class ClientID(Identiteit):
    """Identifies a client of our own token issuer; given when it is registered."""

    __slots__ = ()
    patroon = r"^[a-zA-Z0-9._-]{1,64}$"
    regel = "moet 1 tot 64 tekens a-z, A-Z, 0-9, punt, streepje of liggend streepje zijn"


class VraagID(Identiteit):
    """Identifies one question; given by the exchange (contract: at most 100 characters)."""

    __slots__ = ()
    patroon = r"^[a-zA-Z0-9_.-]{1,100}$"
    regel = "moet 1 tot 100 tekens a-z, A-Z, 0-9, punt, streepje of liggend streepje zijn"


class VumID(Gevoelig):
    """Sealed pseudonym of one record for one asker and one question (contract: VumID)."""

    __slots__ = ()
    patroon = r"^[a-zA-Z0-9_.-]{0,500}$"
    regel = "moet hoogstens 500 tekens a-z, A-Z, 0-9, punt, streepje of liggend streepje zijn"


class RecordID(Gevoelig):
    """Local id of a jobseeker or vacancy at its source (contract: SafeIDString), not empty."""

    __slots__ = ()
    patroon = r"^[a-zA-Z0-9_.-]{1,200}$"
    regel = "moet 1 tot 200 tekens a-z, A-Z, 0-9, punt, streepje of liggend streepje zijn"


class IDWerkzoekende(RecordID):
    """Local id of a jobseeker at its source."""

    __slots__ = ()


class IDVacature(RecordID):
    """Local id of a vacancy at its source."""

    __slots__ = ()
