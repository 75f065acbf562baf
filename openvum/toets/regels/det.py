"""Detail: opens what was found, and nothing else."""

from typing import Any, Final

from app.models.partijen import Soort
from openvum.client.koppelvlak import Rol
from openvum.toets.baan import Baan
from openvum.toets.model import Ernst
from openvum.toets.regels.sch import record_van
from openvum.toets.register import regel
from openvum.toets.selectie import ID_BRON
from openvum.toets.wissel import NietTeBeoordelen

_VRIJE_TEKST: Final = ("toelichting", "omschrijving", "persoonlijkePresentatie")
"""Fields in which an answer may mask what a detail shows."""
ONBEKEND: Final = "openvum-toets-onbekend"


@regel("DET-01", "Een match is te openen", "{detail}.responses.200")
async def te_openen(b: Baan) -> None:
    for id_ in (await b.verse_ids())[:5]:
        b.eis_status(await b.open(id_), {200}, "het detail van een match")


@regel("DET-02", "Het detail is dat van de match", "{schemas}.{Soort}")
async def zelfde_record(b: Baan) -> None:
    basis = b.kennis.basis or next((p for p in b.kennis.proeven if p.matches), None)
    if basis is None:
        raise NietTeBeoordelen("geen matches gevonden")
    for match in (await b.selectie(basis.vraag)).matches[:5]:
        wissel = await b.open(str(match.get(b.id_veld)))
        if not wissel.goed:
            continue
        record = record_van(b, wissel)
        anders = [n for n, w in match.items() if n not in {b.id_veld, *ID_BRON.values()} and not _toont(record, n, w)]
        b.eis(not anders, f"match en detail verschillen in {', '.join(sorted(anders))}", wissel)


def _toont(record: Any, naam: str, waarde: Any) -> bool:
    return isinstance(record, dict) and (_leeg(waarde) or (naam in record and _bevat(record[naam], waarde)))


def _bevat(geheel: Any, deel: Any) -> bool:
    if isinstance(deel, dict):
        return all(n.startswith(_VRIJE_TEKST) or _toont(geheel, n, w) for n, w in deel.items())
    if isinstance(deel, list):
        return isinstance(geheel, list) and all(any(_bevat(g, d) for g in geheel) for d in deel)
    return bool(geheel == deel)


def _leeg(waarde: Any) -> bool:
    return waarde in ("", [], {})


@regel("DET-03", "Het detail draagt het gevraagde id", "{schemas}.{Soort}.{id}", rollen=(Rol.BRON,))
async def zelfde_id(b: Baan) -> None:
    for id_ in (await b.verse_ids())[:3]:
        wissel = await b.open(id_)
        if wissel.goed:
            eigen = wissel.object.get(ID_BRON[b.soort])
            b.eis(eigen in {id_, None}, f"{ID_BRON[b.soort]} is een ander dan gevraagd", wissel)


@regel("DET-04", "Een onbekend id geeft 400", "{detail}.responses.400")
async def onbekend(b: Baan) -> None:
    b.eis_status(await b.open(ONBEKEND), {400}, "een id dat niemand heeft")


@regel("DET-05", "Een id dat niet aan de vorm voldoet geeft 400", "{detail}.parameters, pattern")
async def vorm(b: Baan) -> None:
    te_lang = "x" * (501 if b.rol is Rol.UITWISSELING else 201)
    for wat, id_ in {
        "te lang": te_lang,
        "spatie": "a%20b",
        "accent": "%C3%A9",
        "nul": "a%00b",
        "puntjes": "...",
    }.items():
        b.eis_status(await b.open(id_), {400}, f"een id met de verkeerde vorm ({wat})")


@regel(
    "DET-06",
    "Wat niet te openen is krijgt een en hetzelfde antwoord",
    "Ontwerp van VUM: een id verraadt niets",
    ernst=Ernst.WAARSCHUWING,
)
async def een_antwoord(b: Baan) -> None:
    wissels = [await b.open(id_) for id_ in (ONBEKEND, "x" * 60, "1")]
    vormen = {(w.status, w.object.get("code"), w.object.get("message")) for w in wissels}
    b.eis(len(vormen) == 1, "onbekende id's krijgen verschillende antwoorden", wissels[-1])


@regel("DET-07", "Een id van de ene soort opent niets van de andere", "{detail}.responses.400")
async def andere_soort(b: Baan) -> None:
    ander = Soort.VACATURE if b.soort is Soort.WERKZOEKENDE else Soort.WERKZOEKENDE
    wissel = await b.open((await b.verse_ids())[0], soort=ander)
    b.eis_status(wissel, {400}, f"het id van een {b.soort} bij {ander}")


@regel("DET-08", "Een vumID is van wie vroeg", "README van VUM: het vumID is van de vraag", rollen=(Rol.UITWISSELING,))
async def andere_vrager(b: Baan) -> None:
    if b.doel.ander_oin is None:
        raise NietTeBeoordelen("noem met --andere-vrager nog een geregistreerde partij")
    ander = {"X-VUM-fromParty": b.doel.ander_oin, "X-VUM-viaParty": b.doel.ander_oin}
    wissel = await b.open((await b.verse_ids())[0], ander)
    b.eis_status(wissel, {400}, "het vumID van een ander")


@regel("DET-09", "Hetzelfde id geeft telkens hetzelfde detail", "{detail}.responses.200")
async def herhaling(b: Baan) -> None:
    id_ = (await b.verse_ids())[0]
    eerste, tweede = await b.open(id_), await b.open(id_)
    b.eis_status(tweede, {eerste.status}, "een detail dat nog een keer gevraagd wordt")
    if eerste.goed and tweede.goed:
        b.eis(eerste.json == tweede.json, "twee keer hetzelfde id gaf twee verschillende details", tweede)


@regel("DET-10", "Een schuine streep in een id leidt nergens heen", "{detail}.parameters, pattern")
async def schuine_streep(b: Baan) -> None:
    for id_ in ("a%2Fb", "..%2F..%2Fmatches", "%2e%2e%2fmatches"):
        b.eis_status(await b.open(id_), {400, 404}, "een id met een schuine streep")
