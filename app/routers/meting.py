"""Metrics of the edge: counts and times per API, route template, method and status; never an id.

With ``PROMETHEUS_MULTIPROC_DIR`` set (before start) the workers share one set of numbers.
"""

import os

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

METHODEN = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Known methods; all others share one label, so that labels stay few and hold nothing that was sent."""
_REGISTER = CollectorRegistry()
_DUUR = Histogram(
    "openvum_verzoek_seconden",
    "Duur van een verzoek aan de rand.",
    ("api", "route", "methode", "status"),
    registry=_REGISTER,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
_OVERSCHREDEN = Counter(
    "openvum_grens_overschreden",
    "Verzoeken boven een grens; geweigerd=nee: alleen gemeld (sandbox).",
    ("api", "kring", "geweigerd"),
    registry=_REGISTER,
)
_KETEN = Gauge(
    "openvum_keten_heel",
    "1: wat het laatst van deze keten is bekeken is zoals het geschreven is; 0: de keten is gebroken.",
    ("keten",),
    registry=_REGISTER,
    multiprocess_mode="livemin",
)
_GEDEELD = Gauge(
    "openvum_grens_gedeeld",
    "1: verzoeken worden in Redis samen geteld; 0: Redis valt uit en elk werkproces telt voor zich.",
    registry=_REGISTER,
    multiprocess_mode="livemin",
)

_GELDIG_TOT = Gauge(
    "openvum_certificaat_geldig_tot_seconden",
    "Tot wanneer (seconden sinds 1970) het eigen certificaat, de uitgevers of de intrekkingslijsten geldig zijn.",
    ("soort",),
    registry=_REGISTER,
    multiprocess_mode="mostrecent",
)

INHOUDSTYPE = CONTENT_TYPE_LATEST


def meet(api: str, route: str, methode: str, status: int, seconden: float) -> None:
    """Count one request; ``methode`` is one of ``METHODEN`` or a word for all others."""
    _DUUR.labels(api, route, methode, str(status)).observe(seconden)


def meet_overschreden(api: str, kring: str, geweigerd: bool) -> None:
    """Count one request over a limit."""
    _OVERSCHREDEN.labels(api, kring, "ja" if geweigerd else "nee").inc()


def meet_keten(keten: str, heel: bool) -> None:
    """Say whether what was looked at of a chain is as it was written."""
    _KETEN.labels(keten).set(int(heel))


def meet_gedeeld(gedeeld: bool) -> None:
    """Say whether requests are counted together with the other processes."""
    _GEDEELD.set(int(gedeeld))


def meet_geldigheid(soort: str, tot: float) -> None:
    """Say until when (seconds since 1970) something is good."""
    _GELDIG_TOT.labels(soort).set(tot)


def meetwaarden() -> bytes:
    """Give all numbers in the Prometheus text format."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(_REGISTER)
    verzameld = CollectorRegistry()
    MultiProcessCollector(verzameld)  # type: ignore[no-untyped-call]  # its package has no types here
    return generate_latest(verzameld)
