"""Who asks, on whose behalf, and what such a party may see."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.models.identiteit import Oin


class Soort(StrEnum):
    """The two kinds of record that VUM exchanges."""

    WERKZOEKENDE = "werkzoekende"
    VACATURE = "vacature"


class Partijklasse(StrEnum):
    """Class of an asking party: decides which records and fields it may see (design, section 5)."""

    SUWI = "suwi"
    PUBLIEK = "publiek"
    PRIVAAT = "privaat"


class Grondslag(StrEnum):
    """Legal ground on which a jobseeker's record is held and shown."""

    PUBLIEKE_TAAK = "publieke_taak"
    TOESTEMMING = "toestemming"


class Omvang(StrEnum):
    """What a consent covers: visibility to a class of parties, or the contact fields."""

    SUWI = "suwi"
    PUBLIEK = "publiek"
    PRIVAAT = "privaat"
    CONTACT = "contact"


class Fase(StrEnum):
    """Match profile (pseudonymous, many) or detail (one record, opened by id)."""

    MATCH = "match"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Partijen:
    """The parties of one request, as named in the ``X-VUM-*`` headers; not verified by itself.

    ``van`` is the controller that asks, ``naar`` the controller that answers, ``via`` the processor
    that carries the request. ``suwi`` is what ``X-VUM-SUWIparty`` says, None where it is absent.
    ``traceparent`` and ``tracestate`` (W3C Trace Context) are as received, not judged.
    """

    van: Oin
    naar: Oin
    via: Oin
    suwi: bool | None = None
    traceparent: str | None = field(default=None, repr=False)
    tracestate: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Inzage:
    """What this asker may see at this moment: every query on records takes one.

    ``moment`` is in seconds since 1970 (UTC); a ground or consent that ended before it gives nothing.
    ``bevestigd_na``: only records that their source confirmed after this moment; 0: all.
    """

    klasse: Partijklasse
    moment: int
    bevestigd_na: int = 0
