"""Who asks: the ``X-VUM-*`` headers become ``Partijen``, and what is not proven stays outside.

Headers are judged all at once, so that one answer names every fault; no answer repeats a value.
"""

from collections.abc import Awaitable, Callable, Iterator
from typing import Annotated

from fastapi import Depends
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

from app.models.errors import OngeldigeAanroep, OnvolledigeAanroep
from app.models.identiteit import Oin
from app.models.partijen import Partijen
from app.models.versie import Versie

VAN, NAAR, VIA = "X-VUM-fromParty", "X-VUM-toParty", "X-VUM-viaParty"
SUWI = "X-VUM-SUWIparty"
BERICHTVERSIE, API_VERSIE = "X-VUM-berichtVersie", "API-Version"

Toegang = Callable[[Scope], Awaitable[None]]
"""Raises ``NietGeautoriseerd`` before path, body or content type is looked at."""


async def iedereen(_: Scope) -> None:
    """Let every request through: nothing behind this edge is for some alone, or the gate says who may."""


def een_waarde(koppen: Headers, naam: str) -> str | None:
    """Give the value of a header that may occur once; None when it is absent, empty or repeated."""
    waarden = koppen.getlist(naam)
    return waarden[0].strip() or None if len(waarden) == 1 else None


def lees_oin(koppen: Headers, naam: str) -> Oin | None:
    """Give the OIN in a header; None when there is not exactly one that is valid."""
    try:
        return Oin(een_waarde(koppen, naam) or "")
    except ValueError:
        return None


def _regel(naam: str, waarde: str, versie: str) -> str | None:
    """The rule that this header breaks, if any."""
    if naam in (BERICHTVERSIE, API_VERSIE):
        return None if waarde == versie else f"moet {versie} zijn"
    if naam == SUWI:
        return None if waarde in ("true", "false") else "moet true of false zijn"
    try:
        Oin(waarde)
    except ValueError:
        return Oin.regel
    return None


def _fouten(koppen: Headers, namen: tuple[str, ...], versie: str) -> Iterator[str]:
    for naam in namen:
        waarde = een_waarde(koppen, naam)
        if len(koppen.getlist(naam)) > 1:
            yield f"Kop {naam} mag maar één keer voorkomen"
        elif waarde is not None and (regel := _regel(naam, waarde, versie)):
            yield f"Kop {naam} {regel}"


def lees_partijen(koppen: Headers, *, suwi_verplicht: bool, versie: str = Versie.V3) -> Partijen:
    """Read the parties; raises ``OngeldigeAanroep`` or ``OnvolledigeAanroep`` naming every faulty header."""
    verplicht = (BERICHTVERSIE, API_VERSIE, VAN, NAAR, VIA) + ((SUWI,) if suwi_verplicht else ())
    alle = verplicht if suwi_verplicht else (*verplicht, SUWI)
    fout = list(_fouten(koppen, alle, versie))
    mist = [f"Kop {n} ontbreekt" for n in verplicht if not any(w.strip() for w in koppen.getlist(n))]
    if fout:
        raise OngeldigeAanroep(fout + mist)
    if mist:
        raise OnvolledigeAanroep(mist)
    suwi = een_waarde(koppen, SUWI)
    return Partijen(
        van=Oin(een_waarde(koppen, VAN) or ""),
        naar=Oin(een_waarde(koppen, NAAR) or ""),
        via=Oin(een_waarde(koppen, VIA) or ""),
        suwi=None if suwi is None else suwi == "true",
        traceparent=een_waarde(koppen, "traceparent"),
        tracestate=een_waarde(koppen, "tracestate"),
    )


async def _bij_bron(request: Request) -> Partijen:
    return lees_partijen(request.headers, suwi_verplicht=True, versie=request.app.version)


async def _bij_uitwisseling(request: Request) -> Partijen:
    return lees_partijen(request.headers, suwi_verplicht=False, versie=request.app.version)


PartijenBijBron = Annotated[Partijen, Depends(_bij_bron)]
PartijenBijUitwisseling = Annotated[Partijen, Depends(_bij_uitwisseling)]
