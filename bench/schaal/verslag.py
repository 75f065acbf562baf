"""The report: tables and plots from the measured figures, into ``docs/prestaties.md`` and ``docs/prestaties/*.svg``."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

BEGIN, EINDE = "<!-- metingen: begin -->", "<!-- metingen: einde -->"
NAAM = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
SETS = ("officieel", "realistisch")
_KLEUR = ("#1f5673", "#c8553d", "#7a9e7e", "#8d6a9f")


def kort(opslag: str, uit: Mapping[str, Any]) -> str:
    """Say in a few lines what was measured."""
    regels = [f"{NAAM[opslag]}, {uit['records']} records: {uit['laden']['megabytes']:.0f} MB"]
    for soort in (*SETS, "detail"):
        w, v = uit[soort]["werkers_1"], uit[soort]["vloer_1"]
        regels.append(
            f"  {soort:12} {w['per_s']:8.0f}/s, {w['per_s'] / v['per_s']:.2f} of the floor, p95 {w['tijden']['p95']:.1f} ms"
        )
    regels.append(f"  worst {max(z['ms'] for z in uit['zwaarste']):.0f} ms")
    return "\n".join(regels)


def schrijf(alles: Mapping[str, Any], map_: Path) -> None:
    """Write the tables between their marks, and the plots."""
    metingen = sorted(alles.values(), key=lambda m: (m["opslag"], m["records"]))
    pad = map_ / "prestaties.md"
    tekst = pad.read_text(encoding="utf-8") if pad.exists() else f"# Prestaties\n\n{BEGIN}\n{EINDE}\n"
    voor, _, rest = tekst.partition(BEGIN)
    na = rest.partition(EINDE)[2]
    delen = [
        doorvoer(metingen),
        kosten(metingen),
        tijden(metingen),
        omvang(metingen),
        zwaarste(metingen),
        plannen(metingen),
    ]
    pad.write_text(f"{voor}{BEGIN}\n\n" + "\n\n".join(delen) + f"\n\n{EINDE}{na}", encoding="utf-8")
    plaatjes = map_ / "prestaties"
    plaatjes.mkdir(exist_ok=True)
    for naam, (titel, waarde) in _PLAATJES.items():
        (plaatjes / f"{naam}.svg").write_text(staven(titel, [(_wie(m), waarde(m)) for m in metingen]), encoding="utf-8")


_PLAATJES = {
    "doorvoer": (
        "Antwoorden per seconde, realistische vragen, 1 werkproces",
        lambda m: m["realistisch"]["werkers_1"]["per_s"],
    ),
    "p95": ("p95 in ms, realistische vragen, 1 vrager", lambda m: m["realistisch"]["een"]["p95"]),
    "zwaarste": ("Zwaarste vraag in ms", lambda m: max(z["ms"] for z in m["zwaarste"])),
}


def _wie(m: Mapping[str, Any]) -> str:
    return f"{NAAM[m['opslag']]} {m['records']:,}".replace(",", ".")


def tabel(koppen: Sequence[str], rijen: Sequence[Sequence[Any]]) -> str:
    """Write a table."""
    regels = ["| " + " | ".join(koppen) + " |", "|" + "---|" * len(koppen)]
    return "\n".join(regels + ["| " + " | ".join(map(str, rij)) + " |" for rij in rijen])


def doorvoer(metingen: Sequence[Mapping[str, Any]]) -> str:
    rijen = []
    for m in metingen:
        for soort in (*SETS, "detail"):
            for sleutel in (s for s in m[soort] if s.startswith("werkers_")):
                nummer = sleutel.rpartition("_")[2]
                w, v = m[soort][sleutel], m[soort][f"vloer_{nummer}"]
                rijen.append(
                    (
                        *(
                            _wie(m),
                            soort,
                            nummer,
                            f"{w['per_s']:.0f}",
                            f"{v['per_s']:.0f}",
                            f"{w['per_s'] / v['per_s']:.2f}",
                        ),
                        *(f"{w['tijden'][p]:.1f}" for p in ("p50", "p95", "p99")),
                    )
                )
    koppen = ("database", "vragen", "werkprocessen", "per s", "vloer per s", "deel", "p50 ms", "p95 ms", "p99 ms")
    return "### Doorvoer, 16 vragers\n\n![doorvoer](prestaties/doorvoer.svg)\n\n" + tabel(koppen, rijen)


def kosten(metingen: Sequence[Mapping[str, Any]]) -> str:
    rijen = []
    for m in metingen:
        for soort in SETS:
            d, w = m[soort], m[soort]["werkers_1"]
            samen = w["cpu_ms"] + w["cpu_db_ms"]
            rijen.append(
                (_wie(m), soort, f"{w['cpu_ms']:.2f}", f"{w['cpu_db_ms']:.2f}", f"{d['rauw_ms']:.2f}", f"{samen / d['rauw_ms']:.1f}",
                 f"{d['vloer_1']['cpu_ms']:.2f}", f"{d['opdrachten']:.1f}", f"{d['gevonden']:.0f}", f"{d['bytes'] / 1000:.0f}")
            )  # fmt: skip
    koppen = (
        "database",
        "vragen",
        "node ms",
        "database ms",
        "kaal ms",
        "maal kaal",
        "vloer ms",
        "opdrachten",
        "matches",
        "kB",
    )
    return "### Processortijd per antwoord\n\n" + tabel(koppen, rijen)


def tijden(metingen: Sequence[Mapping[str, Any]]) -> str:
    rijen = [
        (_wie(m), soort, *(f"{m[soort]['een'][p]:.1f}" for p in ("p50", "p95", "p99", "max")))
        for m in metingen
        for soort in (*SETS, "detail")
    ]
    kop = "### Antwoordtijd, 1 vrager\n\n![p95](prestaties/p95.svg)\n\n"
    return kop + tabel(("database", "vragen", "p50 ms", "p95 ms", "p99 ms", "langste ms"), rijen)


def omvang(metingen: Sequence[Mapping[str, Any]]) -> str:
    rijen = [
        (_wie(m), f"{m['laden']['levering_per_s']:.0f}", f"{m['laden']['kopie_per_s']:.0f}", f"{m['laden']['megabytes']:.0f}",
         f"{m['werkers_1']['start_s']:.1f}", f"{m['werkers_1']['stil_mb']:.0f}", f"{m['werkers_1']['bezig_mb']:.0f}")
        for m in metingen if "werkers_1" in m
    ]  # fmt: skip
    koppen = ("database", "levering per s", "kopie per s", "MB database", "start s", "MB stil", "MB bezig")
    return "### Laden, omvang en geheugen\n\n" + tabel(koppen, rijen)


def zwaarste(metingen: Sequence[Mapping[str, Any]]) -> str:
    namen = [z["naam"] for z in metingen[0]["zwaarste"]]
    rijen = [
        (naam, *(next((f"{z['ms']:.0f}" for z in m["zwaarste"] if z["naam"] == naam), "") for m in metingen))
        for naam in namen
    ]
    kop = "### Zwaarste vragen, ms\n\n![zwaarste](prestaties/zwaarste.svg)\n\n"
    return kop + tabel(("vraag", *map(_wie, metingen)), rijen)


def plannen(metingen: Sequence[Mapping[str, Any]]) -> str:
    """Show the plans at the largest size of each database."""
    grootste = {m["opslag"]: m for m in metingen}
    delen = ["### Plannen van de zwaarste vragen"]
    for m in grootste.values():
        delen.append(f"#### {_wie(m)}")
        delen += [f"{z['naam']}:\n\n```text\n" + "\n".join(z["plan"]) + "\n```" for z in m["zwaarste"]]
    return "\n\n".join(delen)


def staven(titel: str, waarden: Sequence[tuple[str, float]]) -> str:
    """Draw bars, one under another, each with its value."""
    hoogte, breedte, links = 26, 720, 200
    hoogst = max((w for _, w in waarden), default=1.0) or 1.0
    namen = list(dict.fromkeys(naam.split()[0] for naam, _ in waarden))
    delen = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{breedte}" height="{50 + hoogte * len(waarden)}" role="img">',
        f"<title>{escape(titel)}</title><style>text {{ font: 13px sans-serif }}</style>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="10" y="22" font-size="15" font-weight="bold">{escape(titel)}</text>',
    ]
    for nummer, (naam, waarde) in enumerate(waarden):
        y, lengte = 38 + hoogte * nummer, (breedte - links - 90) * waarde / hoogst
        kleur = _KLEUR[namen.index(naam.split()[0]) % len(_KLEUR)]
        delen += [
            f'<text x="10" y="{y + 15}">{escape(naam)}</text>',
            f'<rect x="{links}" y="{y}" width="{lengte:.1f}" height="{hoogte - 6}" fill="{kleur}"/>',
            f'<text x="{links + lengte + 6:.1f}" y="{y + 15}">{waarde:.4g}</text>',
        ]
    return "\n".join([*delen, "</svg>\n"])
