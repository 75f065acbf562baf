"""The report for people: one Dutch page that needs nothing from outside, not even a script."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Final

from openvum.toets.model import Bevinding, Ernst, Oordeel, Uitkomst, Verslag
from openvum.toets.plaats import voluit
from openvum.toets.register import CATEGORIEEN
from openvum.toets.verslag.masker import toon_antwoord, toon_verzoek

_STIJL: Final = """
:root { color-scheme: light; --tekst: #1b1b1b; --lijn: #b8bcc2; --blauw: #154273; --rood: #a3160f; --oranje: #7a4a00;
  --groen: #275937; }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--tekst); background: #fff; max-width: 64rem; margin: 0 auto;
  padding: 1.5rem 1rem 4rem; }
h1, h2, h3 { color: var(--blauw); line-height: 1.25; }
h2 { border-bottom: 2px solid var(--lijn); padding-bottom: .25rem; margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding: .25rem 0; font-weight: bold; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--lijn); }
article { border-left: .35rem solid var(--lijn); padding: .1rem 0 .1rem 1rem; margin: 1.5rem 0; }
article.fout { border-color: var(--rood); } article.waarschuwing { border-color: var(--oranje); }
.fout > h3 { color: var(--rood); } .waarschuwing > h3 { color: var(--oranje); }
pre { background: #f3f5f7; padding: .75rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
summary { cursor: pointer; padding: .25rem 0; } summary:focus-visible, a:focus-visible { outline: 3px solid #000; }
.goed { color: var(--groen); font-weight: bold; } .slecht { color: var(--rood); font-weight: bold; }
"""
_CSP: Final = "default-src 'none'; style-src 'unsafe-inline'"


def als_html(verslag: Verslag) -> str:
    """Give the page."""
    delen = [
        '<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_CSP}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Toets van een VUM-{escape(verslag.rol)}</title>\n<style>{_STIJL}</style>\n</head>\n<body>\n<main>",
        *_kop(verslag),
        *_bevindingen(verslag),
        *_regels(verslag),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(delen)


def _kop(v: Verslag) -> Iterator[str]:
    fouten, waarschuwingen = v.bevindingen(Ernst.FOUT), v.bevindingen(Ernst.WAARSCHUWING)
    slecht = fouten + waarschuwingen
    yield f"<h1>Toets van een VUM-{escape(v.rol)}, versie {escape(v.versie)}</h1>"
    slot = f"{fouten} fouten en {waarschuwingen} waarschuwingen gevonden." if slecht else "Niets gevonden."
    yield f'<p class="{"slecht" if slecht else "goed"}">{slot}</p>'
    feiten = {
        "Adres": v.doel,
        "Begonnen": v.begonnen,
        "Duur": f"{v.seconden:.1f} seconden, {v.verzoeken} verzoeken",
        "Regels in orde": str(v.aantal(Oordeel.GOED)),
        "Regels met een bevinding": str(v.aantal(Oordeel.BEVINDING)),
        "Regels die niet te beoordelen waren": str(v.aantal(Oordeel.NIET_TE_BEOORDELEN)),
    }
    yield "<table><caption>Samenvatting</caption><tbody>"
    yield from (f'<tr><th scope="row">{n}</th><td>{escape(w)}</td></tr>' for n, w in feiten.items())
    yield "</tbody></table>"
    if not v.toon_waarden:
        yield "<p>Waarden uit profielen en vacatures zijn vervangen door <code>***</code>.</p>"


def _bevindingen(v: Verslag) -> Iterator[str]:
    gevonden = [(u, b) for u in v.uitkomsten for b in u.bevindingen]
    yield "<h2>Bevindingen</h2>"
    if not gevonden:
        yield "<p>Geen.</p>"
    for u, b in sorted(gevonden, key=lambda d: d[1].ernst is not Ernst.FOUT):
        yield from _bevinding(v, u, b)


def _bevinding(v: Verslag, u: Uitkomst, b: Bevinding) -> Iterator[str]:
    yield f'<article class="{b.ernst}">'
    yield f"<h3>{escape(u.regel.id)} ({escape(u.soort)}): {escape(u.regel.titel)}</h3>"
    yield f"<p><strong>{escape(b.ernst.capitalize())}:</strong> {escape(b.wat)}</p>"
    yield f"<p>Waar het staat: {escape(voluit(u.regel.waar, v.rol, v.versie, u.soort))}</p>"
    if b.wissel is not None:
        yield f"<details><summary>Verzoek</summary><pre>{escape(toon_verzoek(b.wissel))}</pre></details>"
        antwoord = toon_antwoord(b.wissel, toon_waarden=v.toon_waarden)
        yield f"<details><summary>Antwoord</summary><pre>{escape(antwoord)}</pre></details>"
    yield "</article>"


def _regels(v: Verslag) -> Iterator[str]:
    yield "<h2>Alle regels</h2>"
    op_categorie = sorted(v.uitkomsten, key=lambda u: list(CATEGORIEEN).index(u.regel.categorie))
    for categorie, uitkomsten in groupby(op_categorie, key=lambda u: u.regel.categorie):
        yield f"<table><caption>{escape(CATEGORIEEN[categorie])}</caption>"
        koppen = "".join(f'<th scope="col">{k}</th>' for k in ("Regel", "Soort", "Titel", "Oordeel"))
        yield f"<thead><tr>{koppen}</tr></thead><tbody>"
        for u in uitkomsten:
            oordeel = f"{u.oordeel}{': ' + u.reden if u.reden else ''}"
            cellen = "".join(f"<td>{escape(c)}</td>" for c in (u.soort, u.regel.titel, oordeel))
            yield f'<tr><th scope="row">{escape(u.regel.id)}</th>{cellen}</tr>'
        yield "</tbody></table>"
