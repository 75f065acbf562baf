"""One request and what came back, as it was."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any

import orjson

Koppen = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Wissel:
    """``pad`` is as it may be shown: an id that was received stands in it by name. ``storing``: why there is no answer.

    ``geheim``: names of request headers whose value is nobody else's business.
    """

    methode: str
    pad: str
    koppen: Koppen = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    status: int = 0
    antwoordkoppen: Koppen = field(default=(), repr=False)
    antwoord: bytes = field(default=b"", repr=False)
    seconden: float = 0.0
    storing: str = ""
    geheim: frozenset[str] = frozenset()

    def kop(self, naam: str) -> str | None:
        """Give the value of a header of the answer; None when absent, the first when repeated."""
        return next(iter(self.kop_alle(naam)), None)

    def kop_alle(self, naam: str) -> list[str]:
        """Give every value of a header of the answer."""
        return [waarde for n, waarde in self.antwoordkoppen if n.lower() == naam.lower()]

    @property
    def inhoudstype(self) -> str:
        """The media type of the answer, without parameters."""
        return (self.kop("content-type") or "").partition(";")[0].strip().lower()

    @property
    def goed(self) -> bool:
        """Say whether the status is 200."""
        return self.status == HTTPStatus.OK

    @property
    def kaal(self) -> bytes:
        """The answer without a byte order mark, which JSON may not have and which would hide the rest."""
        return self.antwoord.removeprefix(b"\xef\xbb\xbf")

    @cached_property
    def json(self) -> Any:
        """The answer as JSON; None when it is none."""
        try:
            return orjson.loads(self.kaal)
        except orjson.JSONDecodeError:
            return None

    @property
    def object(self) -> dict[str, Any]:
        """The answer as an object; empty when it is none."""
        return self.json if isinstance(self.json, dict) else {}


class Verbroken(Exception):
    """A request got no answer; the exchange says why."""

    def __init__(self, wissel: Wissel) -> None:
        super().__init__(wissel.storing)
        self.wissel = wissel


class NietTeBeoordelen(Exception):
    """A rule cannot be judged here; the message says why, in Dutch."""
