"""Limits on requests: how many in a minute, and what a count needs from the outside.

Three circles are counted apart. Who is proven has a limit over all that it asks; within it, each party that
it asks for has one of its own, so that one customer of a processor does not use up the share of the
others. Who proves nothing is counted by its network address.
"""

from enum import StrEnum
from typing import Final, NamedTuple, Protocol

VENSTER: Final = 60
"""Seconds over which is counted: a window that slides, so that nobody gets twice its share at a boundary."""


class Kring(StrEnum):
    """What is counted together; the value is the name of the policy in the header ``RateLimit``."""

    PARTIJ = "partij"
    """One party, by one proven processor."""
    BEWEZEN = "verwerker"
    """Everything that one proven caller asks."""
    ADRES = "adres"
    """Everything that one network address asks without proof."""


class Stand(NamedTuple):
    """What a count says: whether this request is within the limit, how many are left, seconds until there is one."""

    binnen: bool
    over: int
    wacht: float


class Teller(Protocol):
    """Counts requests in a sliding window; never raises and never waits long: it is in front of everything."""

    async def neem(self, sleutel: str, grens: int) -> Stand:
        """Count one request under this key, if it is within ``grens`` per ``VENSTER``."""
        ...

    async def sluit(self) -> None:
        """Close what is open."""
        ...
