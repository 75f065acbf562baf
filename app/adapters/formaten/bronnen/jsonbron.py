"""JSON: a list, one object, an object around a list, or one object per line (NDJSON)."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import orjson

from app.adapters.formaten import vum3
from app.adapters.formaten.afbeelding import Afbeelding
from app.adapters.formaten.bronnen.records import Ontvouwer
from app.adapters.formaten.kern import Bestandsfout, Gebrek, Rij
from app.domain.aanlevering import Ingelezen

_MAX_DOCUMENT: Final = 16_000_000
_BOM: Final = b"\xef\xbb\xbf"
_GEEN_JSON: Final = Gebrek("is geen geldige JSON in UTF-8", "controleer aanhalingstekens, komma's en de tekenset")
_DUBBEL: Final = Gebrek("noemt een veld twee keer", "lever elk veld één keer aan")


class Jsonbron:
    """An open JSON file."""

    def __init__(self, bestand: BinaryIO, afbeelding: Afbeelding) -> None:
        self._bestand = bestand
        self._pad = afbeelding.bron.records
        self._ontvouwer = Ontvouwer(afbeelding)

    def rijen(self) -> Iterator[Rij]:
        """Give the records. Raises ``Bestandsfout`` where the file is damaged."""
        return (self._rij(record) for record in self._records())

    def _rij(self, record: Ingelezen) -> Rij:
        try:
            if not _eenduidig(record.ruw):
                return Rij(record.plaats, [], _DUBBEL)
            return self._ontvouwer.rij(record.plaats, orjson.loads(record.ruw))
        except (ValueError, RecursionError):
            return Rij(record.plaats, [], _GEEN_JSON)

    def _records(self) -> Iterator[Ingelezen]:
        if (document := self._als_document()) is not None:
            yield from self._in_document(document)
            return
        self._bestand.seek(0)
        for record in vum3.lees(self._bestand):
            if record.leesfout:
                raise Bestandsfout(record.leesfout, "lever een JSON-lijst aan, of een object per regel", record.plaats)
            yield record

    def _als_document(self) -> dict[str, Any] | None:
        """Give the file where it is one object; None where it is a list or has an object per line."""
        self._bestand.seek(0)
        ruw = self._bestand.read(_MAX_DOCUMENT + 1).removeprefix(_BOM).lstrip()
        if not ruw.startswith(b"{") or len(ruw) > _MAX_DOCUMENT:
            return None
        try:
            document: dict[str, Any] = orjson.loads(ruw)
            eenduidig = _eenduidig(ruw)
        except (ValueError, RecursionError):
            return None
        if not eenduidig:
            raise Bestandsfout(_DUBBEL.regel, _DUBBEL.verbetering)
        return document

    def _in_document(self, document: dict[str, Any]) -> Iterator[Ingelezen]:
        binnen: Any = document
        for naam in filter(None, self._pad.split(".")):
            binnen = binnen.get(naam, document) if isinstance(binnen, dict) else document
        records = binnen if isinstance(binnen, list) else [document]
        yield from (Ingelezen(f"record {n}", orjson.dumps(record)) for n, record in enumerate(records, 1))


def _eenduidig(ruw: bytes) -> bool:
    """Say whether no object names a field twice: the parser would keep the last one without a word."""
    dubbel = False

    def paren(velden: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal dubbel
        gevonden = dict(velden)
        dubbel = dubbel or len(gevonden) != len(velden)
        return gevonden

    json.loads(ruw, object_pairs_hook=paren)
    return not dubbel
