"""The certificates of this node: whom it trusts, its own, and how long each of them is still good."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from app.herladen import Herlader
from app.log import Gebeurtenis, log
from app.models.certificaat import Certificaat
from app.models.errors import NietGeautoriseerd
from app.privacy.certificaat import lees_der, oin_van, vingerafdruk
from app.privacy.certificaatketen import CertificaatFout, Vertrouwensketen, lees_certificaten

T = TypeVar("T")
ONTHOUDEN: Final = 60.0
"""Seconds for which a certificate that was found good is not judged again; a changed file ends it at once."""
MEESTE_ONTHOUDEN: Final = 1_024
CRL_MARGE: Final = timedelta(days=1)
"""Lists of revoked certificates are renewed every few hours: a day is late."""
_NIET_INGERICHT: Final = "Voor deze node is geen certificaat ingericht waarmee een vrager zich bewijst."

EIGEN, UITGEVERS, INTREKKINGEN = "eigen", "uitgevers", "intrekkingen"


class Geldigheid(NamedTuple):
    """How long something is good; of several the first that ends. ``soort`` is a fixed word."""

    soort: str
    tot: datetime
    marge: timedelta

    def dagen(self, nu: datetime) -> int:
        """Whole days that are left; negative when it is over."""
        return (self.tot - nu) // timedelta(days=1)

    def verloopt(self, nu: datetime) -> bool:
        """Whether it is time to say so."""
        return self.tot - nu < self.marge


@dataclass(frozen=True, slots=True)
class Certificaatbestanden:
    """The files, and how many days before the end a warning is given."""

    ca: Path | None = None
    crl: Path | None = None
    eigen: Path | None = None
    waarschuw_dagen: int = 30


Melding = Callable[[str], None]
"""Told which file it is about: ``eigen`` or ``uitgevers``."""


def _zwijg(_: str) -> None:
    pass


class Certificaten:
    """Follows the files while the node runs. Raises ``CertificaatFout`` when one cannot be used at the start."""

    def __init__(
        self,
        bestanden: Certificaatbestanden,
        *,
        bij_herladen: Melding = _zwijg,
        bij_fout: Melding = _zwijg,
        klok: Callable[[], float] = time.time,
    ) -> None:
        self._marge, self._klok = timedelta(days=bestanden.waarschuw_dagen), klok
        self._keten: Herlader[Vertrouwensketen] | None = None
        self._eigen: Herlader[datetime] | None = None
        self._gemeld: set[tuple[str, int]] = set()
        self._goed: OrderedDict[bytes, tuple[Vertrouwensketen, float, Certificaat]] = OrderedDict()
        meld = (bij_herladen, bij_fout)
        ca, crl, eigen = bestanden.ca, bestanden.crl, bestanden.eigen
        if ca is not None:
            paden = [ca] if crl is None else [ca, crl]
            self._keten = _volg(UITGEVERS, paden, lambda: Vertrouwensketen.lees(ca, crl), meld)
        if eigen is not None:
            self._eigen = _volg(EIGEN, [eigen], lambda: _eerste_einde(eigen), meld)

    @property
    def ingericht(self) -> bool:
        """Whether it is known whom to trust; without, nobody is."""
        return self._keten is not None

    def keur(self, der: bytes) -> Certificaat:
        """Give whose certificate it is. Raises ``NietGeautoriseerd``, saying which rule it breaks."""
        if self._keten is None:
            raise NietGeautoriseerd(_NIET_INGERICHT)
        keten, nu = self._keten(), self._klok()
        bekend = self._goed.get(der)
        if bekend is not None and bekend[0] is keten and bekend[1] > nu:
            return bekend[2]
        certificaat = lees_der(der)
        keten.keur(certificaat, nu)
        gekeurd = Certificaat(oin_van(certificaat), vingerafdruk(certificaat))
        self._onthoud(der, (keten, min(nu + ONTHOUDEN, certificaat.not_valid_after_utc.timestamp()), gekeurd))
        return gekeurd

    def geldigheid(self) -> Sequence[Geldigheid]:
        """Give how long what this node has is good."""
        return list(self._geldigheid())

    def waarschuwingen(self) -> Sequence[tuple[Geldigheid, int]]:
        """Give what ends soon or is over, and in how many whole days."""
        nu = datetime.fromtimestamp(self._klok(), UTC)
        return [(g, g.dagen(nu)) for g in self._geldigheid() if g.verloopt(nu)]

    async def kijk_na(self) -> int:
        """Log what ends soon, once a day for each; give how many there are."""
        gevonden = {(geldigheid.soort, dagen) for geldigheid, dagen in self.waarschuwingen()}
        for soort, dagen in sorted(gevonden - self._gemeld):
            log(Gebeurtenis.CERTIFICAAT_VERLOOPT, soort=soort, dagen=dagen)
        self._gemeld = gevonden
        return len(gevonden)

    def _geldigheid(self) -> Iterator[Geldigheid]:
        if self._eigen is not None:
            yield Geldigheid(EIGEN, self._eigen(), self._marge)
        if self._keten is not None:
            keten = self._keten()
            yield Geldigheid(UITGEVERS, keten.uitgevers_tot, self._marge)
            if keten.intrekkingen_tot is not None:
                yield Geldigheid(INTREKKINGEN, keten.intrekkingen_tot, CRL_MARGE)

    def _onthoud(self, der: bytes, wat: tuple[Vertrouwensketen, float, Certificaat]) -> None:
        """Remember what was good; what was not is never held, so that a stranger fills nothing."""
        self._goed[der] = wat
        self._goed.move_to_end(der)
        if len(self._goed) > MEESTE_ONTHOUDEN:
            self._goed.popitem(last=False)


GEEN_CERTIFICATEN: Final = Certificaten(Certificaatbestanden())


def waarschuwing(geldigheid: Geldigheid, dagen: int) -> str:
    """Say in one Dutch line what ends when."""
    wat = {
        EIGEN: "Het eigen certificaat",
        UITGEVERS: "Het certificaat van een vertrouwde uitgever",
        INTREKKINGEN: "De lijst van ingetrokken certificaten",
    }[geldigheid.soort]
    if dagen < 0:
        return f"{wat} is verlopen; vernieuw het bestand"
    return f"{wat} verloopt over {dagen} {'dag' if dagen == 1 else 'dagen'}; vernieuw het bestand"


def _volg(soort: str, paden: Sequence[Path], lees: Callable[[], T], meld: tuple[Melding, Melding]) -> Herlader[T]:
    herladen, fout = (partial(doe, soort) for doe in meld)
    return Herlader(paden, lees, (CertificaatFout,), bij_herladen=herladen, bij_fout=fout)


def _eerste_einde(pad: Path) -> datetime:
    return min(c.not_valid_after_utc for c in lees_certificaten(pad))
