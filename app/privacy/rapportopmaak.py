"""The privacy file and its tables as Markdown."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

from app.models.partijen import Partijklasse, Soort

Json: TypeAlias = dict[str, Any]
_KLASSEN: Final = tuple(k.value for k in Partijklasse)
_ALGORITME: Final = {"menselijkeTussenkomst": "Menselijke tussenkomst"}


def als_markdown(rapport: Json) -> str:
    """Give the whole report."""
    delen = [
        *_kop(rapport["node"]),
        *_paragraaf("Wat deze node niet weet", _lijst(rapport["onbekend"])),
        *_paragraaf("Verwerkingsactiviteiten (AVG artikel 30)", _activiteiten(rapport["verwerkingsactiviteiten"])),
        *_paragraaf("Bewaartermijnen", _objecten(rapport["bewaartermijnen"])),
        *_paragraaf("Wie wat te zien krijgt", _openbaarmaking(rapport["openbaarmaking"])),
        *_paragraaf("Partijen", _objecten(rapport["deelnemers"])),
        *_paragraaf("Bronnen", _objecten([_met_aantallen(b) for b in rapport["bronnen"]])),
        *_paragraaf("Maatregelen", _lijst(rapport["maatregelen"])),
        *_paragraaf("Risico's", _objecten(rapport["risicos"])),
        *_paragraaf("Sleutels", _objecten(rapport["sleutels"])),
        *_paragraaf("Algoritme", _algoritme(rapport["algoritme"])),
        *_paragraaf("Instellingen", _objecten([_instelling(i) for i in rapport["instellingen"]])),
    ]
    return "\n".join(delen).rstrip() + "\n"


def veldentabellen(velden: Sequence[Json], niveau: int = 3) -> list[str]:
    """Give the disclosure table: one table per kind, one row per field."""
    regels: list[str] = []
    koppen = ["Veld", "Match", *(f"Detail {k}" for k in _KLASSEN), "Reden"]
    for soort in Soort:
        rijen = [_veldrij(v) for v in velden if v["soort"] == soort.value]
        regels += [f"{'#' * niveau} {soort.value.capitalize()}", "", *tabel(koppen, rijen), ""]
    return regels


def tabel(koppen: Sequence[str], rijen: Iterable[Sequence[object]]) -> list[str]:
    """Give a Markdown table; what is in a cell cannot break out of it."""
    streep = ["---"] * len(koppen)
    return [_rij(koppen), _rij(streep), *(_rij(rij) for rij in rijen)]


def _rij(cellen: Iterable[object]) -> str:
    return "| " + " | ".join(_cel(c) for c in cellen) + " |"


def _cel(waarde: object) -> str:
    if isinstance(waarde, list):
        return _cel("; ".join(map(str, waarde)) or "geen")
    if waarde is None:
        return "niet ingevuld"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    tekst = " ".join(str(waarde).split())
    return tekst.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _veldrij(veld: Json) -> list[object]:
    match = veld["match"]
    alle = set(match.values())
    gelijk = alle.pop() if len(alle) == 1 else ", ".join(f"{k}: {match[k]}" for k in _KLASSEN)
    return [f"`{veld['veld']}`", gelijk, *(veld["detail"][k] for k in _KLASSEN), " ".join(veld["redenen"])]


def _kop(node: Json) -> list[str]:
    rijen = [
        ("Opgesteld op", node["opgesteldOp"]),
        ("Organisatie", node["organisatie"]),
        ("OIN", node["oin"]),
        ("Functionaris gegevensbescherming", node["fgContact"]),
        ("Contact over de API's", f"{node['contact']['naam']}, {node['contact']['email']}"),
        ("Omgeving", node["omgeving"]),
        ("Versie van OpenVUM", node["versie"]),
    ]
    inleiding = (
        "Opgesteld uit de configuratie van deze node met `openvum privacy rapport`: bouwstenen voor een "
        "gegevensbeschermingseffectbeoordeling, het register van verwerkingsactiviteiten en het algoritmeregister."
    )
    return ["# Privacydossier van deze node", "", inleiding, "", *tabel(("Wat", "Waarde"), rijen), ""]


def _paragraaf(titel: str, regels: Sequence[str]) -> list[str]:
    return [f"## {titel}", "", *(regels or ["Geen."]), ""]


def _lijst(punten: Iterable[str]) -> list[str]:
    return [f"- {punt}" for punt in punten]


def _objecten(objecten: Sequence[Json]) -> list[str]:
    if not objecten:
        return []
    namen = list(objecten[0])
    return tabel([_titel(n) for n in namen], ([o[n] for n in namen] for o in objecten))


def _titel(naam: str) -> str:
    woorden = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in naam)
    return "OIN" if naam == "oin" else woorden[:1].upper() + woorden[1:]


def _activiteiten(activiteiten: Iterable[Json]) -> list[str]:
    regels: list[str] = []
    for a in activiteiten:
        rijen = [(_titel(naam), waarde) for naam, waarde in a.items() if naam != "naam"]
        regels += [f"### {a['naam']}", "", *tabel(("Wat", "Waarde"), rijen), ""]
    return regels[:-1]


def _openbaarmaking(deel: Json) -> list[str]:
    return [f"Kenmerk van dit beleid: `{deel['kenmerk']}`.", "", *veldentabellen(deel["velden"])][:-1]


def _met_aantallen(bron: Json) -> Json:
    aantallen: Json = bron["aantallen"]
    return {naam: waarde for naam, waarde in bron.items() if naam != "aantallen"} | aantallen


def _algoritme(algoritme: Json) -> list[str]:
    return tabel(("Wat", "Beschrijving"), ((_ALGORITME.get(n, _titel(n)), w) for n, w in algoritme.items()))


def _instelling(i: Json) -> Json:
    return {"naam": f"`{i['naam']}`", "waarde": i["waarde"], "standaard": i["standaard"], "betekenis": i["betekenis"]}
