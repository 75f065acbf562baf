"""The report for build servers (JUnit XML)."""

import xml.etree.ElementTree as ET

from openvum.toets.model import Oordeel, Uitkomst, Verslag
from openvum.toets.plaats import voluit
from openvum.toets.verslag.masker import toon_antwoord, toon_verzoek


def als_junit(verslag: Verslag) -> str:
    """Give a test suite: a rule for one kind of record is a test case."""
    aantal = len(verslag.uitkomsten)
    suite = ET.Element(
        "testsuite",
        name=f"openvum toets {verslag.rol} {verslag.versie}",
        tests=str(aantal),
        failures=str(verslag.aantal(Oordeel.BEVINDING)),
        skipped=str(verslag.aantal(Oordeel.NIET_TE_BEOORDELEN)),
        errors="0",
        time=f"{verslag.seconden:.3f}",
        timestamp=verslag.begonnen,
    )
    for uitkomst in verslag.uitkomsten:
        _geval(suite, verslag, uitkomst)
    buiten = ET.Element("testsuites")
    buiten.append(suite)
    ET.indent(buiten)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(buiten, encoding="unicode") + "\n"


def _geval(suite: ET.Element, verslag: Verslag, u: Uitkomst) -> None:
    naam = f"{u.regel.id} {u.regel.titel} ({u.soort})"
    geval = ET.SubElement(
        suite, "testcase", name=naam, classname=f"vum.{verslag.rol}.{u.regel.categorie}", time=f"{u.seconden:.3f}"
    )
    if u.oordeel is Oordeel.NIET_TE_BEOORDELEN:
        ET.SubElement(geval, "skipped", message=u.reden)
    if u.oordeel is not Oordeel.BEVINDING:
        return
    delen = [voluit(u.regel.waar, verslag.rol, verslag.versie, u.soort)]
    for b in u.bevindingen:
        delen.append(f"\n{b.ernst}: {b.wat}")
        if b.wissel is not None:
            delen += [toon_verzoek(b.wissel), toon_antwoord(b.wissel, toon_waarden=verslag.toon_waarden)]
    fout = ET.SubElement(geval, "failure", message=u.bevindingen[0].wat, type=str(u.bevindingen[0].ernst))
    fout.text = _xml("\n".join(delen))


def _xml(tekst: str) -> str:
    """Leave out what XML 1.0 cannot hold."""
    return "".join(t for t in tekst if t in "\n\t" or (t >= " " and not "\ud800" <= t <= "\udfff" and t < "\ufffe"))
