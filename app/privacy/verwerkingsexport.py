"""The processing record in the form of Logboek Dataverwerkingen 1.0, as NDJSON or OTLP/HTTP JSON.

One stored row gives a record of the request and, under it, one record for each person: LDV wants at most
one subject in a record. The span ids of those are derived from the request, so that every export of the
same row gives the same records.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import orjson

from app.domain.verwerking import SPAN_BYTES, Status
from app.domain.verwerkingsketen import Regel
from app.privacy.verwerkingsregister import Verwerkingsregister

BETROKKENETYPE: Final = "urn:openvum:pseudoniem"
"""``dpl.core.data_subject_id_type``: a keyed pseudonym that only this node can make."""
_OTLP_STATUS: Final[Mapping[str, int]] = {Status.UNSET: 0, Status.OK: 1, Status.ERROR: 2}
_SERVER, _INTERN = 2, 1

Record = dict[str, Any]


def span_van_persoon(regel: Regel, volgnummer: int) -> bytes:
    """Derive the span of the action on one person within a request."""
    invoer = regel.trace_id + regel.span_id + volgnummer.to_bytes(4, "big")
    return hashlib.sha256(b"persoon" + invoer).digest()[:SPAN_BYTES]


def records(regel: Regel, register: Verwerkingsregister) -> Iterator[Record]:
    """Give the LDV records of one stored row: of the request, then of each person, in order."""
    verzoek = _record(regel, register)
    yield verzoek
    for volgnummer, persoon in enumerate(regel.personen()):
        attributen = verzoek["attributes"] | {
            "dpl.core.data_subject_id": persoon.hex(),
            "dpl.core.data_subject_id_type": BETROKKENETYPE,
        }
        spans = {"span_id": span_van_persoon(regel, volgnummer).hex(), "parent_span_id": verzoek["span_id"]}
        yield verzoek | spans | {"attributes": attributen}


def _record(regel: Regel, register: Verwerkingsregister) -> Record:
    ouder = {} if regel.parent_span_id is None else {"parent_span_id": regel.parent_span_id.hex()}
    return {
        "trace_id": regel.trace_id.hex(),
        "span_id": regel.span_id.hex(),
        **ouder,
        "status": regel.status,
        "name": regel.naam,
        "start_time": regel.begin,
        "end_time": regel.eind,
        "attributes": _attributen(regel, register),
        "resource": {"attributes": {"service.name": "openvum", "openvum.verantwoordelijke": regel.verantwoordelijke}},
    }


def _attributen(regel: Regel, register: Verwerkingsregister) -> dict[str, Any]:
    return {
        "dpl.core.processing_activity_id": register.uri(regel.activiteit),
        # The asker's application, as the side that is called: its URL is not known, its organisation is.
        "dpl.core.foreign_operation.processor": f"urn:osb:oin:{regel.via}",
        "openvum.processing_activity_version": regel.versie,
        "openvum.vrager": regel.vrager,
        "openvum.klasse": regel.klasse,
        "openvum.soort": regel.soort,
        "openvum.fase": regel.fase,
        "openvum.velden": regel.velden,
    }


def ndjson(lijst: Sequence[Record]) -> bytes:
    """Write records as NDJSON: one JSON object a line."""
    return b"".join(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in lijst)


def otlp(lijst: Sequence[Record]) -> bytes:
    """Write records as one OTLP ``ExportTraceServiceRequest`` in its JSON encoding, on one line.

    The body of a POST to ``/v1/traces`` of a collector; the line form is that of OTLP files.
    """
    per_resource: dict[str, tuple[Record, list[Record]]] = {}
    for record in lijst:
        sleutel = record["resource"]["attributes"]["openvum.verantwoordelijke"]
        per_resource.setdefault(sleutel, (record["resource"], []))[1].append(_span(record))
    verzoek = {
        "resourceSpans": [
            {
                "resource": {"attributes": _sleutelwaarden(resource["attributes"])},
                "scopeSpans": [{"scope": {"name": "openvum.verantwoording"}, "spans": spans}],
            }
            for resource, spans in per_resource.values()
        ]
    }
    return orjson.dumps(verzoek, option=orjson.OPT_APPEND_NEWLINE)


def _span(record: Record) -> Record:
    persoon = "dpl.core.data_subject_id" in record["attributes"]
    return {
        "traceId": record["trace_id"],
        "spanId": record["span_id"],
        "parentSpanId": record.get("parent_span_id", ""),
        "name": record["name"],
        "kind": _INTERN if persoon else _SERVER,
        "startTimeUnixNano": f"{record['start_time']}000000",
        "endTimeUnixNano": f"{record['end_time']}000000",
        "attributes": _sleutelwaarden(record["attributes"]),
        "status": {"code": _OTLP_STATUS[record["status"]]},
    }


def _sleutelwaarden(attributen: Mapping[str, Any]) -> list[Record]:
    return [
        {"key": k, "value": {"intValue": str(v)} if isinstance(v, int) else {"stringValue": v}}
        for k, v in attributen.items()
    ]
