"""Faults, each planted in a copy of our own interface, and the rule that has to find it."""

import asyncio
import base64
import copy
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from app.models.lezen import is_bsn
from app.models.partijen import Soort
from app.settings import SANDBOX_OIN
from openvum.client import Rol
from openvum.toets.kaart import kilometers
from openvum.toets.oordeel import voldoet
from tests.toets.omhulsel import Mutant, Uit, Verder, Verzoek

W, V = Soort.WERKZOEKENDE, Soort.VACATURE
UREN = "werktijden.aantalWerkurenPerWeekMaximaal"
RIJBEWIJS, TALEN = "arbeidsmarktkwalificatie.rijbewijs", "arbeidsmarktkwalificatie.taalbeheersing"


@dataclass(frozen=True)
class Mutatie:
    """``maak`` gives a fresh mutant for each run: some remember."""

    naam: str
    regel: str
    maak: Callable[[], Mutant]
    rol: Rol = Rol.BRON
    soort: Soort = W
    doel: dict[str, Any] = field(default_factory=dict)


ALLE: list[Mutatie] = []


def mutatie(regel: str, rol: Rol = Rol.BRON, soort: Soort = W, **doel: Any) -> Callable[[Callable[[], Mutant]], None]:
    def plant(maak: Callable[[], Mutant]) -> None:
        ALLE.append(Mutatie(maak.__name__, regel, maak, rol, soort, doel))

    return plant


def _plant(naam: str, regel: str, mutant: Mutant, rol: Rol = Rol.BRON, soort: Soort = W, **doel: Any) -> None:
    ALLE.append(Mutatie(naam, regel, lambda: mutant, rol, soort, doel))


def erna(verander: Callable[[Verzoek, Uit], Uit]) -> Mutant:
    async def mutant(v: Verzoek, verder: Verder) -> Uit:
        return verander(v, await verder(v))

    return mutant


def ervoor(verander: Callable[[Verzoek], Verzoek]) -> Mutant:
    async def mutant(v: Verzoek, verder: Verder) -> Uit:
        return await verder(verander(v))

    return mutant


def bij_matches(verander: Callable[[Verzoek, list[dict[str, Any]]], list[dict[str, Any]]]) -> Mutant:
    return erna(lambda v, u: u.met_matches(verander(v, u.matches)) if v.is_vraag else u)


def bij_elke_match(verander: Callable[[dict[str, Any]], dict[str, Any]]) -> Mutant:
    return bij_matches(lambda _, rij: [verander(m) for m in rij])


def bij_body(verander: Callable[[dict[str, Any]], dict[str, Any]], waar: Callable[[Verzoek, Uit], bool]) -> Mutant:
    return erna(lambda v, u: u.met_json(verander(u.json)) if waar(v, u) else u)


def bij_vraag(verander: Callable[[dict[str, Any]], dict[str, Any]]) -> Mutant:
    return ervoor(lambda v: v.met_vraag(verander(copy.deepcopy(v.vraag))) if v.vraag else v)


def vlag(waarde: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda inhoud: {**inhoud, "maximumAantalResultatenBereikt": waarde}


def _goede_vraag(v: Verzoek, u: Uit) -> bool:
    return v.is_vraag and u.status == 200


def _goed_detail(v: Verzoek, u: Uit) -> bool:
    return v.methode == "GET" and u.status == 200


def _status(van: int, naar: int, waar: Callable[[Verzoek], bool] = lambda _: True) -> Mutant:
    return erna(lambda v, u: replace(u, status=naar) if u.status == van and waar(v) else u)


def _zonder(naam: str, bij: Callable[[Uit], bool] = lambda _: True) -> Mutant:
    return erna(lambda _, u: u.met_koppen(**{naam: None}) if bij(u) else u)


def _aanvullen(naam: str, waarde: str) -> Mutant:
    return ervoor(lambda v: v if (v.kop(naam.replace("_", "-")) or "").strip() else v.met_koppen(**{naam: waarde}))


# --- headers -------------------------------------------------------------------------------------
_plant("no API-Version in the answer", "AKO-01", _zonder("api_version"))
_plant("another message version in the answer", "AKO-02", erna(lambda _, u: u.met_koppen(x_vum_berichtversie="2.1.0")))
_plant("from and to not swapped", "AKO-03", erna(lambda _, u: u.met_koppen(x_vum_fromparty="00000099000000001000")))
_plant("answer goes to another", "AKO-04", erna(lambda _, u: u.met_koppen(x_vum_toparty="00000099000000001000")))
_plant("via is a name", "AKO-05", erna(lambda _, u: u.met_koppen(x_vum_viaparty="leverancier")))
_plant("no headers on an error", "AKO-06", _zonder("x_vum_fromparty", lambda u: u.status == 400))
_plant("no headers on a detail", "AKO-07", erna(lambda v, u: u if v.is_vraag else u.met_koppen(api_version=None)))
_plant(
    "a header twice in the answer", "AKO-01", erna(lambda _, u: replace(u, koppen=[*u.koppen, ("api-version", "x")]))
)
_plant("message version is not required", "KOP-01", _aanvullen("x_vum_berichtversie", "3.0.0"))
_plant("API-Version is not required", "KOP-02", _aanvullen("api_version", "3.0.0"))
_plant("asker is not required", "KOP-03", _aanvullen("x_vum_fromparty", SANDBOX_OIN))
_plant("processor is not required", "KOP-05", _aanvullen("x_vum_viaparty", SANDBOX_OIN), Rol.UITWISSELING)
_plant("SUWI is not required", "KOP-06", _aanvullen("x_vum_suwiparty", "false"))
_plant("any version is taken", "KOP-12", ervoor(lambda v: v.met_koppen(api_version="3.0.0")))
_plant("any SUWI value is taken", "KOP-16", ervoor(lambda v: v.met_koppen(x_vum_suwiparty="true")))
_plant("the last of two headers counts", "KOP-23", ervoor(lambda v: v.met_koppen(x_vum_fromparty=SANDBOX_OIN)))
_plant(
    "everybody is let in",
    "KOP-43",
    ervoor(lambda v: v.met_koppen(x_vum_fromparty=SANDBOX_OIN, x_vum_viaparty=SANDBOX_OIN)),
)
_plant("detail needs no version", "KOP-32", _aanvullen("api_version", "3.0.0"))

# --- errors --------------------------------------------------------------------------------------
_plant("422 instead of 400", "VRG-08", _status(400, 422, lambda v: v.is_vraag))
_plant("404 for an unknown id", "DET-04", _status(400, 404, lambda v: v.methode == "GET"))
_plant("error without code", "FOU-01", bij_body(lambda d: {"detail": "fout"}, lambda _, u: u.status == 400))
_plant("error as HTML", "FOU-02", erna(lambda _, u: u.met_koppen(content_type="text/html") if u.status == 400 else u))
_plant("a code of its own", "FOU-03", bij_body(lambda d: {**d, "code": "E17"}, lambda _, u: u.status == 400))
_plant(
    "error repeats the input",
    "FOU-04",
    erna(lambda v, u: u.met_json({**u.json, "details": v.body.decode("latin-1")[:500]}) if u.status == 400 else u),
)
_plant(
    "error shows its inside",
    "FOU-05",
    bij_body(lambda d: {**d, "details": "Traceback (most recent call last)"}, lambda _, u: u.status == 400),
)
_plant("400.01 for everything", "FOU-06", bij_body(lambda d: {**d, "code": "400.01"}, lambda _, u: u.status == 400))

# --- the question --------------------------------------------------------------------------------
_plant("null is left out", "VRG-28", bij_vraag(lambda q: {n: w for n, w in q.items() if w is not None}))
_plant(
    "extra members are taken",
    "VRG-22",
    ervoor(
        lambda v: (
            v.met_vraag(v.vraag) if not v.vraag else replace(v, body=json.dumps({"vraagObject": v.vraag}).encode())
        )
    ),
)
_plant(
    "empty lists are taken",
    "VRG-14",
    bij_vraag(lambda q: {n: w for n, w in q.items() if '": []' not in json.dumps({"": w})}),
)
_plant(
    "unknown codes are dropped",
    "VRG-11",
    bij_vraag(lambda q: {n: w for n, w in q.items() if w not in ({"$eq": 3}, {"$eq": 0})}),
)
_plant("surrogates crash it", "VRG-27", erna(lambda v, u: replace(u, status=500) if b"\\ud800" in v.body else u))
_plant("depth crashes it", "VRG-25", erna(lambda v, u: replace(u, status=500) if v.body.count(b"{") > 1000 else u))
_plant("size crashes it", "VRG-24", erna(lambda v, u: replace(u, status=502) if len(v.body) > 1_000_000 else u))
_plant(
    "other scripts crash it", "VRG-26", erna(lambda v, u: replace(u, status=500) if max(v.body, default=0) > 200 else u)
)


@mutatie("VRG-09")
def a_distance_may_be_text() -> Mutant:
    def verander(q: dict[str, Any]) -> dict[str, Any]:
        gebied = q.get("selectiegebied")
        if isinstance(gebied, dict) and isinstance(gebied.get("afstand"), str):
            gebied["afstand"] = int(gebied["afstand"])
        return q

    return bij_vraag(verander)


def _postcode_gekuist(q: dict[str, Any]) -> dict[str, Any]:
    gebied = q.get("selectiegebied")
    if isinstance(gebied, dict) and isinstance(gebied.get("postcode"), str):
        gebied["postcode"] = gebied["postcode"].replace(" ", "")
    return q


_plant("spaces in a postcode", "VRG-08", bij_vraag(_postcode_gekuist))
_plant(
    "unknown criteria are refused", "SEL-31", erna(lambda v, u: replace(u, status=400) if b"onbekend" in v.body else u)
)
_plant(
    "lower case is refused",
    "SEL-33",
    erna(lambda v, u: replace(u, status=400) if re.search(rb"[0-9]{4}[a-z]{2}", v.body) else u),
)

# --- the answer ----------------------------------------------------------------------------------
_plant("answer is no JSON", "BER-02", erna(lambda v, u: replace(u, body=b"<html>") if _goede_vraag(v, u) else u))
_plant("the flag is text", "BER-02", bij_body(vlag("nee"), _goede_vraag))
_plant("answer is called HTML", "BER-03", erna(lambda _, u: u.met_koppen(content_type="text/html")))
_plant("an unknown field in a match", "SCH-01", bij_elke_match(lambda m: {**m, "score": 1}))
_plant("a number as text", "SCH-01", bij_elke_match(lambda m: {**m, "indicatieBeschikbaarheidContactgegevens": "1"}))
_plant("a match without a postcode", "SCH-01", bij_elke_match(lambda m: {**m, "mobiliteit": {}}))
_plant("null in a match", "SCH-03", bij_elke_match(lambda m: {**m, "sector": None}))
_plant("contact in a match", "SCH-04", bij_elke_match(lambda m: {**m, "emailadres": ["x@voorbeeld.example"]}))
_plant(
    "no question id",
    "SCH-02",
    bij_body(lambda d: {n: w for n, w in d.items() if n != "vraagID"}, _goede_vraag),
    Rol.UITWISSELING,
)
_plant("the source's id leaks", "SCH-08", bij_elke_match(lambda m: {**m, "idWerkzoekende": "w-1"}), Rol.UITWISSELING)
_plant(
    "no source in a detail",
    "SCH-06",
    bij_body(lambda d: {n: w for n, w in d.items() if n != "bronID"}, _goed_detail),
    Rol.UITWISSELING,
)
_plant("a detail with an unknown field", "SCH-05", bij_body(lambda d: {**d, "bsn": "x"}, _goed_detail))
_plant("a byte order mark", "SCH-07", erna(lambda _, u: replace(u, body=b"\xef\xbb\xbf" + u.body)))
_plant(
    "a profile lacks a field", "TST-05", bij_elke_match(lambda m: {n: w for n, w in m.items() if n != "contractvorm"})
)
_plant(
    "a detail lacks a field",
    "TST-06",
    bij_body(lambda d: {n: w for n, w in d.items() if n != "eisAanWerk"}, _goed_detail),
)


# --- the meaning ---------------------------------------------------------------------------------
def _zonder_criterium(naam: str) -> Mutant:
    return bij_vraag(lambda q: {n: w for n, w in q.items() if n != naam})


def _pas_aan(naam: str, verander: Callable[[Any], Any]) -> Mutant:
    return bij_vraag(lambda q: {n: verander(w) if n == naam else w for n, w in q.items()})


def _eerste_van(sleutel: str) -> Callable[[Any], Any]:
    """Keep the first of a list under this operator, at any depth."""

    def loop(w: Any) -> Any:
        if isinstance(w, dict):
            return {n: [loop(d[0])] if n == sleutel and isinstance(d, list) and d else loop(d) for n, d in w.items()}
        return [loop(d) for d in w] if isinstance(w, list) else w

    return loop


def _zonder_veld(veld: str) -> Callable[[Any], Any]:
    def loop(w: Any) -> Any:
        if isinstance(w, dict):
            return {n: loop(d) for n, d in w.items() if n != veld}
        return [loop(d) for d in w] if isinstance(w, list) else w

    return loop


def _verschuif(op: str, stap: int) -> Callable[[Any], Any]:
    return lambda w: {op: w[op] + stap} if isinstance(w, dict) and isinstance(w.get(op), int) else w


_plant("hours are not looked at", "SEL-01", _zonder_criterium(UREN))
_plant("more than, not at least", "SEL-01", _pas_aan(UREN, _verschuif("$gte", 1)))
_plant("less than, not at most", "SEL-02", _pas_aan("werktijden.aantalWerkurenPerWeekMinimaal", _verschuif("$lte", -1)))
_plant("office hours are not looked at", "SEL-03", _zonder_criterium("werktijden.indicatieKantoortijden"))
_plant(
    "shifts are not looked at", "SEL-04", _zonder_criterium("flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst")
)
_plant("contracts are not looked at", "SEL-06", _zonder_criterium("contractvorm"))
_plant("licences are not looked at", "SEL-07", _zonder_criterium(RIJBEWIJS))
_plant("$all takes the first", "SEL-08", _pas_aan(RIJBEWIJS, _eerste_van("$all")))
_plant("languages are not looked at", "SEL-09", _zonder_criterium(TALEN))
_plant("spoken level is not looked at", "SEL-10", _pas_aan(TALEN, _zonder_veld("codeNiveauTaalbeheersingMondeling")))
_plant(
    "written level is not looked at", "SEL-11", _pas_aan(TALEN, _zonder_veld("codeNiveauTaalbeheersingSchriftelijk"))
)
_plant("one of the languages will do", "SEL-13", _pas_aan(TALEN, _eerste_van("$all")))
_plant("occupations are not looked at", "SEL-14", _zonder_criterium("bemiddelingsberoep"))
_plant("$or takes the first", "SEL-21", _pas_aan("contractvorm", _eerste_van("$or")))
_plant("one occupation of the choice", "SEL-22", _pas_aan("bemiddelingsberoep", _eerste_van("$or")))
_plant("a date is not looked at", "SEL-15", _zonder_criterium("datumAanvangBeschikbaarVoorWerk"))
_plant(
    "the day itself does not count",
    "TST-122",
    _pas_aan("datumAanvangBeschikbaarVoorWerk", lambda w: {"$lte": "2026-06-29"}),
)
_plant(
    "not known passes for a level",
    "SEL-17",
    _pas_aan(
        "codeWerkEnDenkniveauMinimaal",
        lambda w: {n: "7" if n == "$lt" else d for n, d in w.items()} if "$gte" not in w else {"$lt": "7"},
    ),
    soort=V,
)
_plant("not known cannot be asked", "SEL-18", _zonder_criterium("codeWerkEnDenkniveauMinimaal"), soort=V)
_plant("occupation of a vacancy is not looked at", "SEL-35", _zonder_criterium("beroep.codeBeroepsnaam"), soort=V)
_plant("licences of a vacancy are not looked at", "TST-209", _zonder_criterium("rijbewijs"), soort=V)


@mutatie("SEL-37")
def distance_is_not_looked_at() -> Mutant:
    return bij_vraag(
        lambda q: (
            {**q, "selectiegebied": {**q["selectiegebied"], "afstand": 999}}
            if isinstance(q.get("selectiegebied"), dict)
            else q
        )
    )


@mutatie("TST-126")
def distance_in_miles() -> Mutant:
    def verander(q: dict[str, Any]) -> dict[str, Any]:
        gebied = q.get("selectiegebied")
        if isinstance(gebied, dict) and type(gebied.get("afstand")) is int and 0 < gebied["afstand"] < 600:
            gebied["afstand"] = int(gebied["afstand"] * 1.61)
        return q

    return bij_vraag(verander)


def _ruim_en_zeef(naam: str, mag: Callable[[dict[str, Any], Any], bool]) -> Mutant:
    """Ask without the criterion, and keep of what comes what ``mag`` lets through."""

    async def mutant(v: Verzoek, verder: Verder) -> Uit:
        eis = v.vraag.get(naam)
        if eis is None:
            return await verder(v)
        uit = await verder(v.met_vraag({n: w for n, w in v.vraag.items() if n != naam}))
        return uit.met_matches([m for m in uit.matches if mag(m, eis)])

    return mutant


_plant(
    "a missing value matches",
    "SEL-20",
    _ruim_en_zeef(UREN, lambda m, eis: not m.get("werktijden") or voldoet(m, {UREN: eis})),
)


def _los(m: dict[str, Any], eis: Any) -> bool:
    return all(
        voldoet(m, {TALEN: {"$all": [{"$elemMatch": {n: w}}]}})
        for lid in eis["$all"]
        for n, w in lid["$elemMatch"].items()
    )


_plant("$elemMatch over several elements", "SEL-12", _ruim_en_zeef(TALEN, _los))
_plant("any criterion will do", "SEL-19", _ruim_en_zeef(RIJBEWIJS, lambda m, eis: True))


@mutatie("SEL-16", soort=V)
def the_first_day_is_not_looked_at() -> Mutant:
    return _zonder_criterium("datumAanvangWerkzaamheden")


@mutatie("SEL-09")
def a_match_is_missing() -> Mutant:
    return bij_matches(lambda v, rij: sorted(rij, key=str)[1:] if TALEN in v.vraag else rij)


@mutatie("SEL-30")
def now_and_then_a_match_is_missing() -> Mutant:
    teller: Iterator[int] = iter(range(1_000_000))
    return bij_matches(lambda v, rij: rij[1:] if next(teller) % 2 else rij)


# --- order, maximum ------------------------------------------------------------------------------
def _op_afstand(v: Verzoek, rij: list[dict[str, Any]]) -> list[dict[str, Any]]:
    midden = v.vraag["selectiegebied"]["postcode"]
    return sorted(rij, key=lambda m: kilometers(midden, m["mobiliteit"]["bemiddelingspostcode"]) or 0)


_plant("sorted by distance", "VLG-02", bij_matches(_op_afstand))
_plant(
    "always the same order",
    "VLG-01",
    bij_matches(lambda _, rij: sorted(rij, key=lambda m: json.dumps(m, sort_keys=True))),
)


@mutatie("TST-04")
def the_same_hundred_every_time() -> Mutant:
    bewaard: dict[bytes, Uit] = {}

    async def mutant(v: Verzoek, verder: Verder) -> Uit:
        uit = await verder(v)
        return bewaard.setdefault(v.body, uit) if v.is_vraag else uit

    return mutant


_plant("101 matches", "MAX-01", bij_matches(lambda _, rij: [*rij, *rij[: 101 - len(rij)]] if len(rij) == 100 else rij))
_plant("the flag says no", "MAX-03", bij_body(vlag(False), _goede_vraag))
_plant("the flag says no to 101", "TST-03", bij_body(vlag(False), _goede_vraag), Rol.UITWISSELING)
_plant("the flag says yes", "MAX-02", bij_body(vlag(True), _goede_vraag))
_plant(
    "the flag says yes to nothing",
    "MAX-04",
    erna(lambda v, u: u.met_json(vlag(True)(u.json)) if _goede_vraag(v, u) and not u.matches else u),
)
_plant(
    "the flag says yes at the maximum",
    "TST-02",
    erna(lambda v, u: u.met_json(vlag(True)(u.json)) if len(u.matches) >= 100 else u),
)


@mutatie("MAX-06", Rol.UITWISSELING)
def details_without_end() -> Mutant:
    laatste: dict[str, Uit] = {}

    async def mutant(v: Verzoek, verder: Verder) -> Uit:
        uit = await verder(v)
        if uit.status == 429:
            return laatste["goed"]
        if _goed_detail(v, uit):
            laatste["goed"] = uit
        return uit

    return mutant


@mutatie("MAX-07", Rol.UITWISSELING)
def a_repeat_counts() -> Mutant:
    gezien: set[str] = set()

    def verander(v: Verzoek, u: Uit) -> Uit:
        al, _ = v.pad in gezien, gezien.add(v.pad)
        return replace(u, status=429) if al and _goed_detail(v, u) else u

    return erna(verander)


_plant("the limit is one too low", "MAX-05", erna(lambda v, u: u), Rol.UITWISSELING, details=11)
_plant(
    "the limit has another code",
    "MAX-06",
    bij_body(lambda d: {**d, "code": "429.02"}, lambda _, u: u.status == 429),
    Rol.UITWISSELING,
)


# --- ids and details -----------------------------------------------------------------------------
def _hernoemd(veld: str, maak: Callable[[dict[str, Any]], str]) -> Mutant:
    """Give every match another id, and know what it stands for."""
    echt: dict[str, str] = {}

    async def mutant(v: Verzoek, verder: Verder) -> Uit:
        kop, _, id_ = v.pad.rpartition("/")
        uit = await verder(replace(v, pad=f"{kop}/{echt[id_]}") if id_ in echt else v)
        nieuw = []
        for match in uit.matches:
            naam = maak(match)
            echt[naam] = match[veld]
            nieuw.append({**match, veld: naam})
        return uit.met_matches(nieuw) if nieuw else uit

    return mutant


def _nummer(m: dict[str, Any]) -> int:
    return int(m["sector"][0]["codeSbi"])


@mutatie("IDS-05", Rol.UITWISSELING)
def a_pseudonym_for_ever() -> Mutant:
    return _hernoemd("vumID", lambda m: f"p{_nummer(m) * 7919 % 1_000_003}")


@mutatie("IDS-06", Rol.UITWISSELING)
def the_id_in_base64() -> Mutant:
    return _hernoemd(
        "vumID",
        lambda m: (
            base64.urlsafe_b64encode(f"openvum-toets-w-{_nummer(m)}#{random.random()}".encode()).decode().rstrip("=")
        ),
    )


@mutatie("IDS-03")
def a_source_changes_its_ids() -> Mutant:
    return _hernoemd("idWerkzoekende", lambda m: f"x{random.getrandbits(60)}")


@mutatie("IDS-04")
def an_id_is_a_bsn() -> Mutant:
    nummers = (str(n) for n in range(100_000_000, 999_999_999) if is_bsn(str(n)))
    vast = dict(zip(range(90_001, 91_000), nummers, strict=False))
    return _hernoemd("idWerkzoekende", lambda m: vast[_nummer(m)])


_plant("an id with a space", "IDS-01", bij_elke_match(lambda m: {**m, "idWerkzoekende": f"a {m['idWerkzoekende']}"}))
_plant("everybody has the same id", "IDS-02", bij_elke_match(lambda m: {**m, "idWerkzoekende": "een"}))
_plant(
    "one question id for all", "IDS-08", bij_body(lambda d: {**d, "vraagID": "vast"}, _goede_vraag), Rol.UITWISSELING
)


@mutatie("IDS-07", Rol.UITWISSELING)
def any_vumid_opens_something() -> Mutant:
    laatste: dict[str, str] = {}

    async def mutant(v: Verzoek, verder: Verder) -> Uit:
        uit = await verder(v)
        if uit.matches:
            laatste["pad"] = v.pad.replace("matches", uit.matches[0]["vumID"])
        return await verder(replace(v, pad=laatste["pad"])) if v.methode == "GET" and uit.status == 400 else uit

    return mutant


_plant(
    "a vumID of another is opened",
    "DET-08",
    ervoor(lambda v: v.met_koppen(x_vum_fromparty=SANDBOX_OIN, x_vum_viaparty=SANDBOX_OIN)),
    Rol.UITWISSELING,
)


@mutatie("DET-02")
def the_detail_of_another() -> Mutant:
    eerste: dict[str, Uit] = {}

    async def mutant(v: Verzoek, verder: Verder) -> Uit:
        uit = await verder(v)
        return eerste.setdefault("detail", uit) if _goed_detail(v, uit) else uit

    return mutant


_plant("a detail has another id", "DET-03", bij_body(lambda d: {**d, "idWerkzoekende": "ander"}, _goed_detail))
_plant("a match cannot be opened", "DET-01", _status(200, 400, lambda v: v.methode == "GET"))
_plant(
    "a wrong id is an error of the server",
    "DET-05",
    erna(lambda v, u: replace(u, status=500) if len(v.pad) > 200 else u),
)


@mutatie("DET-09")
def a_detail_differs_every_time() -> Mutant:
    return bij_body(lambda d: {**d, "persoonlijkePresentatie": str(random.random())}, _goed_detail)


_plant(
    "an unknown id says that it is unknown",
    "DET-06",
    erna(lambda v, u: u.met_json({**u.json, "message": "Bestaat niet"}) if v.pad.endswith("onbekend") else u),
)

# --- HTTP ----------------------------------------------------------------------------------------
for _kop, _regel in {
    "cache_control": "HTT-20",
    "content_security_policy": "HTT-21",
    "strict_transport_security": "HTT-22",
    "x_content_type_options": "HTT-23",
    "x_frame_options": "HTT-24",
}.items():
    _plant(f"no {_kop}", _regel, _zonder(_kop))
_plant("a server says its version", "HTT-13", erna(lambda _, u: u.met_koppen(server="voorbeeld/1.2.3")))
_plant("a cookie", "HTT-14", erna(lambda _, u: u.met_koppen(set_cookie="sessie=1")))
_plant("every website may read it", "HTT-15", erna(lambda _, u: u.met_koppen(access_control_allow_origin="*")))
_plant("unknown paths crash it", "HTT-02", _status(404, 500))
_plant("unknown paths are wrong requests", "HTT-01", _status(404, 400))
_plant("PUT is taken", "HTT-05", erna(lambda v, u: replace(u, status=200) if v.methode == "PUT" else u))
_plant("other methods are not found", "HTT-04", _status(405, 404))
_plant("405 without Allow", "HTT-06", _zonder("allow"))
_plant("a slash is taken off", "HTT-03", ervoor(lambda v: replace(v, pad=v.pad.rstrip("/"))))
_plant("any media type is taken", "HTT-07", ervoor(lambda v: v.met_koppen(content_type="application/json")))
_plant(
    "charset is refused",
    "HTT-08",
    erna(lambda v, u: replace(u, status=415) if "charset" in (v.kop("content-type") or "") else u),
)
_plant("compressed unasked", "HTT-11", erna(lambda _, u: u.met_koppen(content_encoding="gzip")))
_plant("the length is wrong", "HTT-12", erna(lambda _, u: u.met_koppen(content_length=str(len(u.body) + 1))))
_plant(
    "XML for who wants it",
    "HTT-09",
    erna(lambda v, u: u.met_koppen(content_type="application/xml") if v.kop("accept") == "application/xml" else u),
)
_plant("no Accept, no answer", "HTT-10", erna(lambda v, u: replace(u, status=406) if v.kop("accept") is None else u))


# --- time ----------------------------------------------------------------------------------------
@mutatie("TIJ-01", vraag_seconden=0.03)
def slow() -> Mutant:
    async def mutant(v: Verzoek, verder: Verder) -> Uit:
        await asyncio.sleep(0.03)
        return await verder(v)

    return mutant


@mutatie("TIJ-03")
def one_at_a_time() -> Mutant:
    bezig = [0]

    async def mutant(v: Verzoek, verder: Verder) -> Uit:
        bezig[0] += 1
        try:
            await asyncio.sleep(0)
            uit = await verder(v)
            return replace(uit, status=503) if bezig[0] > 1 else uit
        finally:
            bezig[0] -= 1

    return mutant


@mutatie("BER-01", seconden=0.2)
def hangs() -> Mutant:
    async def mutant(v: Verzoek, verder: Verder) -> Uit:
        await asyncio.sleep(60)
        return await verder(v)

    return mutant


@mutatie("BER-01", bytes_=10_000)
def far_too_large() -> Mutant:
    return erna(lambda v, u: replace(u, body=u.body + b" " * 20_000))
