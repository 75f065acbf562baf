"""Measure the free-text guard on the labelled sentences: ``python -m tools.meet_vrijetekst [--fouten]``.

A finding counts only when kind, begin and end are those of the label. ``--fouten`` shows what was missed
and what was found too much.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.privacy.herkenning.vondsten import Vondst, zoek
from tests.privacy.vrijetekst_zinnen import Zin, zinnen


@dataclass
class Meting:
    """Counts per kind of what was found rightly, found wrongly and missed."""

    goed: Counter[Vondst] = field(default_factory=Counter)
    teveel: Counter[Vondst] = field(default_factory=Counter)
    gemist: Counter[Vondst] = field(default_factory=Counter)

    def precisie(self, soort: Vondst) -> float:
        return self.goed[soort] / (self.goed[soort] + self.teveel[soort])

    def recall(self, soort: Vondst) -> float:
        return self.goed[soort] / (self.goed[soort] + self.gemist[soort])


def meet(verzameling: Sequence[Zin]) -> Meting:
    meting = Meting()
    for zin in verzameling:
        gevonden = set(zoek(zin.tekst))
        meting.goed.update(t.soort for t in zin.verwacht & gevonden)
        meting.teveel.update(t.soort for t in gevonden - zin.verwacht)
        meting.gemist.update(t.soort for t in zin.verwacht - gevonden)
    return meting


def samen(meting: Meting) -> tuple[float, float]:
    """Give precision and recall over all kinds together."""
    goed = meting.goed.total()
    return goed / (goed + meting.teveel.total()), goed / (goed + meting.gemist.total())


def tabel(meting: Meting) -> Iterator[str]:
    yield "| Kind | Labelled | Found | Missed | Too much | Precision | Recall |"
    yield "|---|---|---|---|---|---|---|"
    for s in Vondst:
        goed, gemist, teveel = meting.goed[s], meting.gemist[s], meting.teveel[s]
        cijfers = f"{meting.precisie(s):.3f} | {meting.recall(s):.3f}"
        yield f"| {s.value} | {goed + gemist} | {goed} | {gemist} | {teveel} | {cijfers} |"
    goed, gemist, teveel = meting.goed.total(), meting.gemist.total(), meting.teveel.total()
    precisie, recall = samen(meting)
    yield f"| all | {goed + gemist} | {goed} | {gemist} | {teveel} | {precisie:.3f} | {recall:.3f} |"


def fouten(verzameling: Sequence[Zin]) -> Iterator[str]:
    for zin in verzameling:
        gevonden = set(zoek(zin.tekst))
        yield from (f"missed    {soort}: {zin.tekst}" for soort, _, _ in zin.verwacht - gevonden)
        yield from (f"too much  {soort}: {zin.tekst}" for soort, _, _ in gevonden - zin.verwacht)


def main() -> None:
    verzameling = zinnen()
    onschuldig = sum(not zin.verwacht for zin in verzameling)
    print(f"{len(verzameling)} sentences, {onschuldig} of them innocent.\n")
    print("\n".join(tabel(meet(verzameling))))
    if "--fouten" in sys.argv[1:]:
        print("\n" + "\n".join(fouten(verzameling)))


if __name__ == "__main__":
    main()
