"""The report of a delivery on the command line: said, and written where ``--rapport`` asks for it."""

import os
import secrets
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import orjson

from app.adapters.rapportblad import maak_blad
from app.cli.formaten import celverslag_als_json, toon_celverslag
from app.cli.kern import CliFout, Uitgang, meld, meld_fout, regel_overtreden
from app.domain.leveringport import Run
from app.domain.leveringrapport import Rapport
from app.domain.rapportdocument import document, fouten

GENOEMD: Final = 20
XLSX: Final = ".xlsx"
_APART: Final = frozenset({"weigeringen", "onleesbaar", "bevindingen", "cellen"})
"""What a report does not give as it is."""


def eis_schrijfbaar(rapport: Path | None) -> None:
    """Raise ``CliFout`` when a report cannot be written there: better now than after the work."""
    if rapport is not None and not os.access(rapport.parent, os.W_OK):
        regel_overtreden("--rapport", f"{rapport.parent} bestaat niet of is niet te schrijven")


def schrijf_rapport(pad: Path, run: Run, rapport: Rapport) -> None:
    """Write the report: a workbook to a name that ends in .xlsx, JSON to any other."""
    if pad.suffix.lower() == XLSX:
        schrijf(pad, maak_blad(kop(run), document(rapport)))
    else:
        schrijf_json(pad, _als_json(run, rapport))


def schrijf_json(pad: Path, document: dict[str, Any]) -> None:
    """Write what ``--rapport`` asks for as JSON."""
    schrijf(pad, orjson.dumps(document, option=orjson.OPT_INDENT_2))


def schrijf(pad: Path, inhoud: bytes) -> None:
    """Write what ``--rapport`` asks for, readable by its owner alone, whole or not at all."""
    tijdelijk = pad.with_name(f".{pad.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as uit:
            uit.write(inhoud)
        tijdelijk.replace(pad)
    except OSError as fout:
        with suppress(OSError):
            tijdelijk.unlink()
        raise CliFout(f"--rapport: {pad} is niet te schrijven: {fout.strerror}", Uitgang.DEELS) from None


def _als_json(run: Run, rapport: Rapport) -> dict[str, Any]:
    telling = {f.name: getattr(rapport, f.name) for f in fields(rapport) if f.name not in _APART}
    weigeringen = [
        {"plaats": w.plaats, "id": w.id, "schendingen": [{"veld": s.pad, "regel": s.regel} for s in w.schendingen]}
        for w in rapport.weigeringen
    ]
    return {
        "levering": run.id,
        "bron": run.bron,
        "soort": run.soort,
        **telling,
        "geldig": rapport.geldig,
        **celverslag_als_json(rapport.cellen),
        "weigeringen": weigeringen,
        "fouten": list(fouten(rapport)),
        "gevonden": rapport.bevindingen.telling,
        "bevindingen": [{"plaats": p, "veld": v.pad, "soort": v.soort} for p, v in rapport.bevindingen.genoemd],
    }


def kop(run: Run) -> dict[str, str]:
    """Say on the first sheet of a workbook which delivery it is about."""
    soort = {"Levering": run.id, "Bron": str(run.bron), "Soort": run.soort.value, "Formaat": run.formaat}
    return {**soort, "Wijze": f"{run.wijze.value}, proef" if run.proef else run.wijze.value}


def toon(soort: str, run: Run, rapport: Rapport) -> None:
    """Say what was refused and what came of the delivery."""
    for weigering in rapport.weigeringen[:GENOEMD]:
        for schending in weigering.schendingen:
            meld_fout(f"{weigering.plaats}: {schending.pad + ': ' if schending.pad else ''}{schending.regel}")
    if len(rapport.weigeringen) > GENOEMD:
        meld_fout(f"en nog {rapport.geweigerd - GENOEMD} records; zie --rapport")
    if rapport.dubbel:
        meld_fout(f"{rapport.dubbel} keer kwam een id nogmaals voor; het laatste record telt")
    if rapport.geweerd:
        meld_fout(f"{rapport.geweerd} records zijn niet opgeslagen: die personen zijn gewist")
    if gevonden := sorted(rapport.bevindingen.telling.items()):
        soorten = ", ".join(f"{aantal} keer {soort}" for soort, aantal in gevonden)
        meld_fout(f"in vrije tekst gevonden: {soorten}; zie --rapport")
    toon_celverslag(rapport.cellen)
    if rapport.fout:
        meld_fout(rapport.fout)
    if rapport.te_verwijderen:
        meld_fout("er is niets veranderd; herhaal de opdracht met --bevestig als dit klopt")
    meld(_samenvatting(soort, run, rapport))


def _samenvatting(soort: str, run: Run, r: Rapport) -> str:
    begin = f"{soort} van {run.bron}: {r.gelezen} gelezen, {r.geweigerd} geweigerd"
    if run.proef:
        return f"{begin}, {r.geldig} geldig (proef: er is niets veranderd)"
    return f"{begin}, {r.nieuw} nieuw, {r.gewijzigd} gewijzigd, {r.ongewijzigd} ongewijzigd, {r.verwijderd} verwijderd"


def uitgang(rapport: Rapport) -> Uitgang:
    """Give the exit code."""
    if rapport.fout:
        return Uitgang.NIETS
    afgewezen = rapport.cellen is not None and bool(rapport.cellen.afgewezen_per_kolom)
    return Uitgang.DEELS if rapport.geweigerd or afgewezen else Uitgang.GOED
