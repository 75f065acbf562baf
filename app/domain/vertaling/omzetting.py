"""The crosswalk between the occupation codes of version 2 (UWV, BOC) and those of version 3 (CompetentNL URIs).

A file that the operator loads: CSV with ``;`` and the columns ``boc`` and ``uri``, in any order. Both
sides may occur more than once; the first line is the one that a record is translated by. Without a file
nothing is known, and every occupation is a documented loss.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Self

KOLOMMEN: Final = ("boc", "uri")
_BOC: Final = re.compile(r"[0-9]{1,10}")
_MAX_URI: Final = 200


class OmzettingFout(Exception):
    """A crosswalk breaks a rule; the message names the file, the line and the rule."""


class Beroepenomzetting:
    """Which code stands for which, both ways."""

    def __init__(self, paren: Iterable[tuple[str, str]] = ()) -> None:
        self._uri: dict[str, str] = {}
        self._boc: dict[str, str] = {}
        for boc, uri in paren:
            self._uri.setdefault(boc, uri)
            self._boc.setdefault(uri, boc)
        self._bocs_van = _omgekeerd(self._uri)
        self._uris_van = _omgekeerd(self._boc)

    @classmethod
    def lees(cls, pad: Path) -> Self:
        """Read a file. Raises ``OmzettingFout``."""
        try:
            with pad.open(encoding="utf-8-sig", newline="") as bestand:
                return cls(list(_paren(bestand, pad)))
        except OSError as fout:
            raise OmzettingFout(f"{pad}: niet te lezen ({fout.strerror})") from None
        except (UnicodeDecodeError, csv.Error):
            raise OmzettingFout(f"{pad}: geen CSV in UTF-8") from None

    def __len__(self) -> int:
        return len(self._uri)

    def uri(self, boc: str) -> str | None:
        """Give what stands in version 3 for a code of version 2."""
        return self._uri.get(boc)

    def boc(self, uri: str) -> str | None:
        """Give what stands in version 2 for a code of version 3."""
        return self._boc.get(uri)

    def bocs(self, uri: str) -> tuple[str, ...]:
        """Give all codes of version 2 that are translated to this one."""
        return self._bocs_van.get(uri, ())

    def uris(self, boc: str) -> tuple[str, ...]:
        """Give all codes of version 3 that are translated to this one."""
        return self._uris_van.get(boc, ())


def _omgekeerd(tabel: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    per_doel: dict[str, list[str]] = {}
    for van, naar in tabel.items():
        per_doel.setdefault(naar, []).append(van)
    return {doel: tuple(codes) for doel, codes in per_doel.items()}


def _paren(bestand: Iterable[str], pad: Path) -> Iterator[tuple[str, str]]:
    lezer = csv.DictReader(bestand, delimiter=";", restval="")
    if not set(KOLOMMEN) <= set(lezer.fieldnames or ()):
        raise OmzettingFout(f"{pad}, regel 1: de kolommen {' en '.join(KOLOMMEN)} moeten er zijn, gescheiden door ;")
    for rij in lezer:
        boc, uri = rij["boc"].strip(), rij["uri"].strip()
        if not _BOC.fullmatch(boc):
            raise OmzettingFout(f"{pad}, regel {lezer.line_num}: boc moet uit 1 tot 10 cijfers bestaan")
        if not 0 < len(uri) <= _MAX_URI:
            raise OmzettingFout(f"{pad}, regel {lezer.line_num}: uri moet 1 tot {_MAX_URI} tekens hebben")
        yield boc, uri


GEEN_OMZETTING: Final = Beroepenomzetting()
