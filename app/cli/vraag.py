"""``openvum vraag``: ask an exchange as an asker does, show the matches, open details."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from ssl import SSLContext
from typing import Annotated, Any, Final

import typer
from rich.table import Table

from app.cli.bronnen import lees_url
from app.cli.kern import CliFout, lees_oin, meld, regel_overtreden, toon_tabel
from app.models.partijen import Partijen, Soort
from app.models.vacature import MPVacatureMatch, Vacature
from app.models.werkzoekende import MPWerkzoekendeMatch, Werkzoekende
from app.settings import SANDBOX_OIN
from openvum.client import (
    UITWISSELING_V3,
    Antwoord,
    Certificaat,
    FoutAntwoord,
    Grenzen,
    Klant,
    KlantFout,
    Onbereikbaar,
    Tijdslimiet,
    VacatureVraag,
    WerkzoekendeVraag,
    maak_tls,
)
from openvum.client.klant import Loket
from openvum.client.koppelvlak import D, M

groep = typer.Typer(help="Een vraag stellen aan een uitwisseling, als vrager.", no_args_is_help=True)
STANDAARD_URL: Final = "http://127.0.0.1:8000/api/v3"
VERBIND_SECONDEN: Final = 5.0
WACHTTIJD: Final = 30.0
_POSTCODE: Final = re.compile(r"[0-9]{4}[A-Za-z]{2}")
_TAAL: Final = re.compile(r"[a-z]{3}")
_UREN: Final = ("werktijden.aantalWerkurenPerWeekMaximaal", "werktijden.aantalWerkurenPerWeekMinimaal")

_Postcode = Annotated[str, typer.Option("--postcode", metavar="POSTCODE", help="Midden van het gebied: 3511AA.")]
_Afstand = Annotated[int, typer.Option("--afstand", min=1, max=999, help="Straal van het gebied, in kilometers.")]
_UrenMin = Annotated[int | None, typer.Option("--uren-min", min=1, max=99, help="Minstens zoveel uren per week.")]
_UrenMax = Annotated[int | None, typer.Option("--uren-max", min=1, max=99, help="Hoogstens zoveel uren per week.")]
_Beroep = Annotated[str | None, typer.Option("--beroep", metavar="CODE", help="Code van het beroep.")]
_Taal = Annotated[list[str] | None, typer.Option("--taal", metavar="CODE", help="Taal, zoals nld; te herhalen.")]
_Url = Annotated[str, typer.Option("--url", metavar="URL", help="Basis van de uitwisseling.")]
_Detail = Annotated[int, typer.Option("--detail", min=0, max=100, help="Open zoveel matches, van boven af.")]
_Van = Annotated[str, typer.Option("--van", metavar="OIN", help="Wie vraagt.")]
_Naar = Annotated[str, typer.Option("--naar", metavar="OIN", help="De uitwisseling.")]
_Certificaat = Annotated[
    Path | None,
    typer.Option(
        "--certificaat", envvar="OPENVUM_CERTIFICAAT", help="Certificaat waarmee u zich bewijst (PEM, met keten)."
    ),
]
_Sleutel = Annotated[
    Path | None, typer.Option("--sleutel", envvar="OPENVUM_CERTIFICAAT_SLEUTEL", help="De sleutel daarbij (PEM).")
]
_Ca = Annotated[
    Path | None,
    typer.Option(
        "--ca", envvar="OPENVUM_CERTIFICAAT_CA", help="Vertrouwde uitgevers (PEM); standaard die van het systeem."
    ),
]
_Via = Annotated[str | None, typer.Option("--via", metavar="OIN", help="De verwerker; standaard wie vraagt.")]


@groep.command("werkzoekenden")
def vraag_werkzoekenden(
    *,
    postcode: _Postcode,
    afstand: _Afstand,
    uren_min: _UrenMin = None,
    uren_max: _UrenMax = None,
    beroep: _Beroep = None,
    taal: _Taal = None,
    url: _Url = STANDAARD_URL,
    detail: _Detail = 0,
    van: _Van = SANDBOX_OIN,
    naar: _Naar = SANDBOX_OIN,
    via: _Via = None,
    certificaat: _Certificaat = None,
    sleutel: _Sleutel = None,
    ca: _Ca = None,
) -> None:
    """Vraag naar werkzoekenden."""
    vraag = _maak_vraag(Soort.WERKZOEKENDE, postcode, afstand, _criteria((uren_min, uren_max), beroep, taal))
    _stel(vraag, url, _partijen(van, naar, via), _lees_tls(certificaat, sleutel, ca), details=detail)


@groep.command("vacatures")
def vraag_vacatures(
    *,
    postcode: _Postcode,
    afstand: _Afstand,
    uren_min: _UrenMin = None,
    uren_max: _UrenMax = None,
    beroep: _Beroep = None,
    taal: _Taal = None,
    url: _Url = STANDAARD_URL,
    detail: _Detail = 0,
    van: _Van = SANDBOX_OIN,
    naar: _Naar = SANDBOX_OIN,
    via: _Via = None,
    certificaat: _Certificaat = None,
    sleutel: _Sleutel = None,
    ca: _Ca = None,
) -> None:
    """Vraag naar vacatures."""
    vraag = _maak_vraag(Soort.VACATURE, postcode, afstand, _criteria((uren_min, uren_max), beroep, taal))
    _stel(vraag, url, _partijen(van, naar, via), _lees_tls(certificaat, sleutel, ca), details=detail)


_Criteria = Mapping[str, Any]
_Klant = Klant[MPWerkzoekendeMatch, Werkzoekende, MPVacatureMatch, Vacature]
_Vraag = WerkzoekendeVraag | VacatureVraag


def _criteria(uren: tuple[int | None, int | None], beroep: str | None, taal: list[str] | None) -> _Criteria:
    fout = [t for t in taal or () if not _TAAL.fullmatch(t)]
    if fout:
        regel_overtreden("--taal", "moet een code van drie kleine letters zijn, bijvoorbeeld nld")
    return {"uren": uren, "beroep": beroep, "taal": taal or []}


def _maak_vraag(soort: Soort, postcode: str, afstand: int, criteria: _Criteria) -> _Vraag:
    """Build the question: hours overlap with what is offered, every language is listed."""
    if not _POSTCODE.fullmatch(postcode):
        regel_overtreden("--postcode", "moet een postcode zijn, bijvoorbeeld 3511AA")
    maak = WerkzoekendeVraag if soort is Soort.WERKZOEKENDE else VacatureVraag
    minstens, hoogstens = criteria["uren"]
    vraag: _Vraag = maak(postcode.upper(), afstand).uren(minstens=minstens, hoogstens=hoogstens)
    if criteria["beroep"] is not None:
        vraag = vraag.beroep(criteria["beroep"])
    for taal in criteria["taal"]:
        vraag = vraag.taal(taal)
    return vraag


def _partijen(van: str, naar: str, via: str | None) -> Partijen:
    vrager = lees_oin("--van", van)
    return Partijen(vrager, lees_oin("--naar", naar), vrager if via is None else lees_oin("--via", via))


def _lees_tls(certificaat: Path | None, sleutel: Path | None, ca: Path | None) -> SSLContext | None:
    """Read the files. Raises ``CliFout``, naming the option."""
    if certificaat is None and ca is None:
        return None
    try:
        maak_tls(None, ca)
    except OSError:
        regel_overtreden("--ca", "moet een leesbaar bestand met certificaten zijn (PEM)")
    try:
        return maak_tls(None if certificaat is None else Certificaat(certificaat, sleutel), ca)
    except OSError:
        regel_overtreden("--certificaat", "moet een leesbaar certificaat zijn (PEM) waar --sleutel bij hoort")


def _stel(vraag: _Vraag, url: str, partijen: Partijen, tls: SSLContext | None, *, details: int) -> None:
    basis = lees_url("--url", url, http_mag=True)
    grenzen = Grenzen(verbinden=VERBIND_SECONDEN, vraag=WACHTTIJD, detail=WACHTTIJD, details=details)
    try:
        with Klant(basis, partijen, UITWISSELING_V3, grenzen=grenzen, tls=tls) as klant:
            _vraag(klant, vraag)
    except Tijdslimiet:
        raise CliFout(f"geen antwoord binnen {WACHTTIJD:.0f} seconden") from None
    except Onbereikbaar:
        raise CliFout("de uitwisseling is niet bereikbaar") from None
    except FoutAntwoord as fout:
        uitleg = " ".join(deel for deel in (fout.code, fout.melding, fout.details) if deel)
        raise CliFout(f"de uitwisseling antwoordt {fout.status}{uitleg and ': '}{uitleg}") from None
    except KlantFout as fout:
        raise CliFout(str(fout)) from None


def _vraag(klant: _Klant, vraag: _Vraag) -> None:
    if isinstance(vraag, WerkzoekendeVraag):
        _stel_en_open(klant.werkzoekenden, Soort.WERKZOEKENDE, vraag)
    else:
        _stel_en_open(klant.vacatures, Soort.VACATURE, vraag)


def _stel_en_open(loket: Loket[M, D], soort: Soort, vraag: _Vraag) -> None:
    antwoord = loket.vraag(vraag)
    _toon(soort, antwoord)
    for _, detail in loket.details(antwoord):
        meld(json.dumps(detail.ruw, ensure_ascii=False, indent=2))


def _toon(soort: Soort, antwoord: Antwoord[Any]) -> None:
    tabel = Table()
    for kop in ("", "Postcode", "Beroep" if soort is Soort.WERKZOEKENDE else "Vacature", "Uren", "Talen"):
        tabel.add_column(kop, overflow="fold")
    for nummer, match in enumerate(antwoord.ruw, 1):
        tabel.add_row(str(nummer), *_rij(soort, match))
    toon_tabel(tabel)
    meer = " (er zijn er meer)" if antwoord.meer else ""
    meld(f"{len(antwoord.ruw)} matches{meer}. Bronnen: {antwoord.bronnen or 'onbekend'}")


def _rij(soort: Soort, match: Mapping[str, Any]) -> tuple[str, ...]:
    """What a person wants to see first of a match."""
    if soort is Soort.WERKZOEKENDE:
        plaats = _pak(match, "mobiliteit", "bemiddelingspostcode")
        wat = " ".join(_tekst(_pak(b, "codeBeroepsnaam")) for b in _lijst(match, "bemiddelingsberoep"))
        talen = _lijst(_pak(match, "arbeidsmarktkwalificatie"), "taalbeheersing")
    else:
        plaats, wat = _pak(match, "adres", "postcode"), _tekst(_pak(match, "naamVacature"))
        talen = _lijst(match, "taalbeheersing")
    uren = "-".join(_tekst(_pak(match, *pad.split("."))) for pad in reversed(_UREN)).strip("-")
    return _tekst(plaats), wat, uren, " ".join(_tekst(_pak(t, "codeTaal")) for t in talen)


def _pak(waarde: Any, *namen: str) -> Any:
    for naam in namen:
        waarde = waarde.get(naam) if isinstance(waarde, Mapping) else None
    return waarde


def _lijst(waarde: Any, naam: str) -> list[Any]:
    gevonden = _pak(waarde, naam)
    return gevonden if isinstance(gevonden, list) else []


def _tekst(waarde: Any) -> str:
    """As printable text: what a source sends may not steer a terminal."""
    return "" if waarde is None else "".join(teken for teken in str(waarde) if teken.isprintable())
