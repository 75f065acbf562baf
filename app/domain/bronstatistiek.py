"""What each source did, counted per day (UTC): for the operator, never about a person or a question.

Times go into fixed buckets, so that the counts of many processes add up and still give percentiles.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from operator import add
from typing import Final, NamedTuple, Protocol

from app.models.identiteit import Oin

DAG: Final = 86_400
GRENZEN_MS: Final = (5, 10, 20, 30, 50, 75, 100, 150, 250, 500, 1_000, 2_000, 3_000, 4_000, 5_000, 10_000)
"""Upper ends of the buckets in milliseconds; the last bucket holds what took longer."""
_LEEG: Final = (0,) * (len(GRENZEN_MS) + 1)


class Bronstand(NamedTuple):
    """Counts of one source; ``laatste`` is when it last answered (seconds since 1970), 0: never.

    ``gevraagd`` counts the questions it should have answered, also those that were held back
    (``overgeslagen``: its breaker was open, it was out of order, or too much was under way). ``vervallen``
    counts matches that were dropped, ``genegeerd`` criteria that had no effect, ``dubbel`` vacancies that
    another source gave as well.
    """

    gevraagd: int = 0
    geantwoord: int = 0
    te_laat: int = 0
    kapot: int = 0
    overgeslagen: int = 0
    begrensd: int = 0
    vervallen: int = 0
    genegeerd: int = 0
    dubbel: int = 0
    details: int = 0
    laatste: int = 0
    verdeling: tuple[int, ...] = _LEEG


class Statistieksleutel(NamedTuple):
    """Whose counts, of the day that began at ``dag`` (seconds since 1970)."""

    bron: Oin
    dag: int


class Statistiekopslag(Protocol):
    """Keeps the counts. Each process is a writer with rows of its own: writers never wait for each other."""

    async def bewaar(self, schrijver: bytes, standen: Mapping[Statistieksleutel, Bronstand]) -> None:
        """Store what this writer counted, in the place of what it stored before."""
        ...

    async def lees(self, bronnen: Collection[Oin], sinds: int) -> Mapping[Oin, Bronstand]:
        """Give the counts of all writers together, of the days that began at ``sinds`` or later."""
        ...

    async def ruim_op(self, voor: int) -> int:
        """Forget the days that began before ``voor`` (seconds since 1970); give the number of rows."""
        ...


def samen(een: Bronstand, ander: Bronstand) -> Bronstand:
    """Give the counts of both together."""
    *een_aantallen, een_laatste, een_verdeling = een
    *ander_aantallen, ander_laatste, ander_verdeling = ander
    verdeling = tuple(map(add, een_verdeling, ander_verdeling))
    return Bronstand._make([*map(add, een_aantallen, ander_aantallen), max(een_laatste, ander_laatste), verdeling])


def met_duur(verdeling: Sequence[int], seconden: float) -> tuple[int, ...]:
    """Add one answer to the buckets."""
    plek = bisect_left(GRENZEN_MS, seconden * 1000)
    return (*verdeling[:plek], verdeling[plek] + 1, *verdeling[plek + 1 :])


def percentiel(verdeling: Sequence[int], deel: float) -> int | None:
    """Give the upper end (ms) of the bucket in which this part of the answers ends; None without answers.

    What took longer than the last bucket counts as its upper end.
    """
    nodig = deel * sum(verdeling)
    gehad = 0
    for aantal, grens in zip(verdeling, (*GRENZEN_MS, GRENZEN_MS[-1]), strict=True):
        gehad += aantal
        if aantal and gehad >= nodig:
            return grens
    return None
