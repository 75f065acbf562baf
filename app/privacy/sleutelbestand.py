"""The key ring as a file: made once, replaced whole, reloaded while running."""

import os
import secrets
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final, Protocol, TypeAlias

from app.privacy.sleutels import (
    Sleutelbos,
    Sleuteldoel,
    SleutelFout,
    maak_sleutelbos,
    naar_json,
    roteer,
    trek_in,
    uit_json,
)

MAX_BYTES: Final = 1_000_000
_MODUS: Final = 0o600
_Stempel: TypeAlias = tuple[int, int, int]


def lees(pad: Path, *, alleen_eigenaar: bool = True) -> Sleutelbos:
    """Read a ring; ``alleen_eigenaar`` refuses a file that group or others may touch (always in productie).

    Raises ``SleutelFout``.
    """
    return _lees(pad, alleen_eigenaar)[0]


def schrijf(bos: Sleutelbos, pad: Path) -> None:
    """Write a new file, mode 0600, whole or not at all. Raises ``SleutelFout`` when something is there already."""
    tijdelijk = pad.with_name(f".{pad.name}.{secrets.token_hex(8)}")
    try:
        with _nieuw_bestand(tijdelijk) as bestand:
            _schrijf_weg(bestand, bos)
        os.link(tijdelijk, pad)
    except FileExistsError:
        raise SleutelFout(f"{pad} bestaat al en wordt niet overschreven; kies een ander pad") from None
    except OSError as fout:
        raise SleutelFout(f"{pad} is niet te schrijven: {fout.strerror}") from None
    finally:
        with suppress(OSError):
            tijdelijk.unlink()


def lees_of_maak(pad: Path) -> Sleutelbos:
    """Read the ring of a sandbox, or make it: of several processes that start at once, one makes it.

    It gets a key for tokens when the first client is registered: an RSA key takes long to make.
    """
    if not pad.exists():
        try:
            schrijf(maak_sleutelbos(doelen=set(Sleuteldoel) - {Sleuteldoel.TOKEN}), pad)
        except SleutelFout:
            if not pad.exists():
                raise
    return lees(pad, alleen_eigenaar=False)


def wijzig_bestand(
    pad: Path, wijziging: Callable[[Sleutelbos], Sleutelbos], *, alleen_eigenaar: bool = True
) -> Sleutelbos:
    """Replace the ring in the file by what ``wijziging`` makes of it, and give that; running workers take it over.

    Raises ``SleutelFout``, also when another change of this file is under way.
    """
    echt = pad.resolve()
    nieuw = echt.with_name(f".{echt.name}.nieuw")
    try:
        with _nieuw_bestand(nieuw) as bestand:
            bos = _gewijzigd(echt, nieuw, bestand, lambda: wijziging(lees(echt, alleen_eigenaar=alleen_eigenaar)))
    except FileExistsError:
        raise SleutelFout(f"{nieuw} bestaat: er loopt al een wijziging; verwijder het als die is afgebroken") from None
    except OSError as fout:
        raise SleutelFout(f"{pad} is niet te vervangen: {fout.strerror}") from None
    return bos


def roteer_bestand(pad: Path, doel: Sleuteldoel, *, dwing: bool = False, alleen_eigenaar: bool = True) -> Sleutelbos:
    """Rotate in the file; as ``wijzig_bestand``."""
    return wijzig_bestand(pad, lambda bos: roteer(bos, doel, dwing=dwing), alleen_eigenaar=alleen_eigenaar)


def trek_in_bestand(
    pad: Path, doel: Sleuteldoel, kid: str, *, dwing: bool = False, alleen_eigenaar: bool = True
) -> Sleutelbos:
    """Withdraw a key in the file; as ``wijzig_bestand``."""
    return wijzig_bestand(pad, lambda bos: trek_in(bos, doel, kid, dwing=dwing), alleen_eigenaar=alleen_eigenaar)


def _gewijzigd(echt: Path, nieuw: Path, bestand: BinaryIO, maak: Callable[[], Sleutelbos]) -> Sleutelbos:
    try:
        bos = maak()
        _schrijf_weg(bestand, bos)
        nieuw.replace(echt)
    except BaseException:
        nieuw.unlink(missing_ok=True)
        raise
    return bos


class Bosbron(Protocol):
    """Gives the ring; ``ververs`` gives it as it is at this moment."""

    def __call__(self) -> Sleutelbos: ...

    def ververs(self) -> Sleutelbos: ...


class VasteBos:
    """Gives a ring that changes with a restart only: one that came from the environment."""

    def __init__(self, bos: Sleutelbos) -> None:
        self._bos = bos

    def __call__(self) -> Sleutelbos:
        return self._bos

    def ververs(self) -> Sleutelbos:
        return self._bos


class Sleutelbewaarder:
    """Gives the ring of a file, and takes over a changed file within a second.

    A changed file that cannot be used keeps the old ring and is told once to ``bij_fout``.
    """

    def __init__(
        self,
        pad: Path,
        *,
        alleen_eigenaar: bool = True,
        bij_herladen: Callable[[Sleutelbos], None] = lambda _: None,
        bij_fout: Callable[[SleutelFout], None] = lambda _: None,
        klok: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pad, self._alleen_eigenaar, self._klok = pad, alleen_eigenaar, klok
        self._bij_herladen, self._bij_fout = bij_herladen, bij_fout
        self._stempel: _Stempel | None
        self._bos, self._stempel = _lees(pad, alleen_eigenaar)
        self._gekeken = klok()

    def __call__(self) -> Sleutelbos:
        """Give the ring, at most a second behind the file."""
        return self.ververs() if self._klok() - self._gekeken >= 1.0 else self._bos

    def ververs(self) -> Sleutelbos:
        """Give the ring as the file is now: another worker may already seal under a key made just now."""
        self._gekeken = self._klok()
        stempel = _stempel_van(self._pad)
        if stempel != self._stempel:
            self._stempel = stempel
            self._herlaad()
        return self._bos

    def __repr__(self) -> str:
        return f"Sleutelbewaarder({self._pad})"

    def _herlaad(self) -> None:
        try:
            self._bos, self._stempel = _lees(self._pad, self._alleen_eigenaar)
        except SleutelFout as fout:
            self._bij_fout(fout)
        else:
            self._bij_herladen(self._bos)


def _lees(pad: Path, alleen_eigenaar: bool) -> tuple[Sleutelbos, _Stempel]:
    """Read a ring and its stamp; the content of the file is in no frame of an error's traceback."""
    uitkomst = _lees_of_fout(pad, alleen_eigenaar)
    if isinstance(uitkomst, SleutelFout):
        raise uitkomst
    return uitkomst


def _lees_of_fout(pad: Path, alleen_eigenaar: bool) -> tuple[Sleutelbos, _Stempel] | SleutelFout:
    inhoud, status = _inhoud(pad, alleen_eigenaar)
    try:
        return uit_json(inhoud), _stempel(status)
    except SleutelFout as fout:
        return fout.with_traceback(None)


def _inhoud(pad: Path, alleen_eigenaar: bool) -> tuple[bytes, os.stat_result]:
    try:
        with pad.open("rb") as bestand:
            status = os.fstat(bestand.fileno())
            _keur_bestand(pad, status, alleen_eigenaar)
            inhoud = bestand.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SleutelFout(f"{pad} bestaat niet; maak een sleutelbos met `openvum sleutels maak {pad}`") from None
    except OSError as fout:
        raise SleutelFout(f"{pad} is niet te lezen: {fout.strerror}") from None
    if len(inhoud) > MAX_BYTES:
        del inhoud
        raise SleutelFout(f"{pad} is groter dan {MAX_BYTES} bytes: dit is geen sleutelbos")
    return inhoud, status


def _keur_bestand(pad: Path, status: os.stat_result, alleen_eigenaar: bool) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise SleutelFout(f"{pad} is geen gewoon bestand")
    if alleen_eigenaar and status.st_mode & _te_open(status):
        raise SleutelFout(f"{pad} is open voor groep of anderen; sluit het met `chmod 600 {pad}`")


def _te_open(status: os.stat_result) -> int:
    """A file that root hands to a service (systemd, a cluster's secret) may be readable by its group, as for PostgreSQL."""
    van_root = status.st_uid == 0 and os.geteuid() != 0
    return 0o037 if van_root else 0o077


def _stempel_van(pad: Path) -> _Stempel | None:
    try:
        return _stempel(pad.stat())
    except OSError:
        return None


def _stempel(status: os.stat_result) -> _Stempel:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _nieuw_bestand(pad: Path) -> BinaryIO:
    return os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODUS), "wb")


def _schrijf_weg(bestand: BinaryIO, bos: Sleutelbos) -> None:
    os.fchmod(bestand.fileno(), _MODUS)
    bestand.write(naar_json(bos))
    bestand.flush()
    os.fsync(bestand.fileno())
