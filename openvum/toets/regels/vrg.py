"""The question as the contract judges it: what is wrong is refused with 400, what is unknown is accepted."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.toets.baan import Baan
from openvum.toets.model import Toets
from openvum.toets.register import regel

_W, _V = (Soort.WERKZOEKENDE,), (Soort.VACATURE,)
_GEWEIGERD: Final = frozenset({400})
_UREN: Final = "werktijden.aantalWerkurenPerWeekMaximaal"
_UREN_MIN: Final = "werktijden.aantalWerkurenPerWeekMinimaal"
_LANG: Final = "x" * 201

_BODIES: Final[Mapping[str, tuple[str, Mapping[str, bytes]]]] = {
    "VRG-01": ("Een leeg bericht wordt geweigerd", {"geen body": b"", "alleen witruimte": b" \n"}),
    "VRG-02": (
        "Wat geen JSON is wordt geweigerd",
        {
            "losse tekst": b"vraag",
            "half JSON": b'{"vraagObject":{',
            "twee documenten": b'{"vraagObject":{}}{}',
            "NaN": b'{"vraagObject":{"selectiegebied":{"postcode":"3511AA","afstand":NaN}}}',
            "enkele aanhalingstekens": b"{'vraagObject':{}}",
        },
    ),
    "VRG-03": (
        "Wat geen UTF-8 is wordt geweigerd",
        {
            "losse bytes": b'{"vraagObject":{"selectiegebied":{"postcode":"3511AA","afstand":1},"x":"\xff\xfe"}}',
            "UTF-16": '{"vraagObject":{}}'.encode("utf-16"),
        },
    ),
    "VRG-04": ("Een bericht is een object", {"lijst": b"[]", "tekst": b'"x"', "getal": b"1", "null": b"null"}),
    "VRG-05": (
        "vraagObject is verplicht en een object",
        {
            "zonder": b"{}",
            "lijst": b'{"vraagObject":[]}',
            "tekst": b'{"vraagObject":"x"}',
            "null": b'{"vraagObject":null}',
        },
    ),
    "VRG-06": (
        "selectiegebied is verplicht en een object",
        {
            "zonder": b'{"vraagObject":{}}',
            "null": b'{"vraagObject":{"selectiegebied":null}}',
            "lijst": b'{"vraagObject":{"selectiegebied":[]}}',
        },
    ),
    "VRG-07": (
        "postcode en afstand zijn verplicht",
        {
            "geen postcode": b'{"vraagObject":{"selectiegebied":{"afstand":10}}}',
            "geen afstand": b'{"vraagObject":{"selectiegebied":{"postcode":"3511AA"}}}',
        },
    ),
}
"""Whole messages that the contract refuses, whatever is asked."""


def _body(gevallen: Mapping[str, bytes]) -> Toets:
    async def toets(b: Baan) -> None:
        for wat, body in gevallen.items():
            b.eis_status(await b.post(body), _GEWEIGERD, wat)

    return toets


for _id, (_titel, _gevallen) in _BODIES.items():
    regel(_id, _titel, "{matches}.requestBody")(_body(_gevallen))


def _gebied(naam: str, waarden: Sequence[Any]) -> Toets:
    async def toets(b: Baan) -> None:
        for waarde in waarden:
            vraag = b.vraagobject()
            vraag["selectiegebied"][naam] = waarde
            b.eis_status(await b.vraag(vraag), _GEWEIGERD, f"{naam} {orjson.dumps(waarde).decode()}")

    return toets


regel("VRG-08", "Een postcode is vier cijfers en twee letters", "{schemas}.Postcode")(
    _gebied("postcode", ["3511", "3511 AA", "AA3511", "35111AA", "3511AAA", "", 3511, None, ["3511AA"]])
)
regel("VRG-09", "Een afstand is een geheel getal van 0 tot en met 999", "{schemas}.selectiegebied_selectie.afstand")(
    _gebied("afstand", [-1, 1000, 1.5, "10", True, None, [10]])
)


def _niveau(naam: str, operator: str, waarde: Any) -> dict[str, Any]:
    return {naam: {operator: waarde}}


def _taal(eis: Mapping[str, Any]) -> dict[str, Any]:
    return {"$all": [{"$elemMatch": eis}]}


_NLD: Final = {"codeTaal": {"$eq": "nld"}}
_CRITERIA: Final[Sequence[tuple[str, str, str, Sequence[Soort], Mapping[str, Sequence[Any]]]]] = (
    ("VRG-10", "Het gevraagde aantal uren ligt tussen 1 en 99", "{schemas}.aantalWerkuren", tuple(Soort), {
        _UREN: [{"$gte": 0}, {"$gte": 100}, {"$gte": "24"}, {"$gte": None}, {"$gte": [24]}, {"$gte": True}],
        _UREN_MIN: [{"$lte": 0}, {"$lte": 100}, {"$lte": "36"}],
    }),
    ("VRG-11", "Kantoortijden zijn ja of nee", "{schemas}.indicatieKantoortijden_choice", _W, {
        "werktijden.indicatieKantoortijden": [{"$eq": 0}, {"$eq": 3}, {"$eq": "1"}, {"$eq": True}],
    }),
    ("VRG-12", "Onregelmatig werk is ja of nee", "{schemas}.indicatieOnregelmatigWerkOfPloegendienst_choice", _W, {
        "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": [{"$eq": 0}, {"$eq": 3}, {"$eq": "1"}],
    }),
    ("VRG-13", "Een type arbeidscontract komt uit de lijst", "{schemas}.contractvorm_selectie", _W, {
        "contractvorm": [
            {"$elemMatch": {"$or": [{"codeTypeArbeidscontract": {"$eq": "X"}}]}},
            {"$elemMatch": {"$or": [{"codeTypeArbeidscontract": {"$eq": 1}}]}},
            {"$elemMatch": {"$or": []}},
        ],
    }),
    ("VRG-14", "Een rijbewijs komt uit de lijst", "{schemas}.rijbewijs_selectie", _W, {
        "arbeidsmarktkwalificatie.rijbewijs": [
            {"$all": [{"$elemMatch": {"codeSoortRijbewijs": {"$eq": "ZZ"}}}]}, {"$all": []}, {"$all": "B"},
        ],
    }),
    ("VRG-15", "Een rijbewijs komt uit de lijst", "{schemas}.rijbewijs_selectie", _V, {
        "rijbewijs": [{"$all": [{"$elemMatch": {"codeSoortRijbewijs": {"$eq": "ZZ"}}}]}, {"$all": []}],
    }),
    ("VRG-16", "Een taal en een taalniveau zijn te vragen codes", "{schemas}.taalbeheersingen_selectie", _W, {
        "arbeidsmarktkwalificatie.taalbeheersing": [
            _taal({"codeTaal": {"$eq": "NL"}}),
            _taal(_NLD | _niveau("codeNiveauTaalbeheersingMondeling", "$gte", 9)),
            _taal(_NLD | _niveau("codeNiveauTaalbeheersingSchriftelijk", "$gte", "3")),
            _taal(_niveau("codeNiveauTaalbeheersingMondeling", "$gte", 3)),
            {"$all": []},
        ],
    }),
    ("VRG-17", "Een taal en een taalniveau zijn te vragen codes", "{schemas}.taalbeheersingen_selectie", _V, {
        "taalbeheersing": [
            _taal({"codeTaal": {"$eq": "Nederlands"}}),
            _taal(_NLD | _niveau("codeNiveauTaalbeheersingMondeling", "$gte", 9)),
            {"$all": []},
        ],
    }),
    ("VRG-18", "Een werk- en denkniveau is een te vragen code", "{schemas}.codeWerkEnDenkNiveauMinimaal_selectie", _V, {
        "codeWerkEnDenkniveauMinimaal": [
            {"$gte": "9", "$lt": "7"}, {"$gte": 3, "$lt": "7"}, {"$gte": "3", "$lt": "6"}, {"$eq": "3"},
            {"$eq": "7", "$lt": "7"},
        ],
    }),
)  # fmt: skip


def _criteria(eisen: Mapping[str, Sequence[Any]]) -> Toets:
    async def toets(b: Baan) -> None:
        for naam, waarden in eisen.items():
            for waarde in waarden:
                wissel = await b.vraag(b.vraagobject({naam: waarde}))
                b.eis_status(wissel, _GEWEIGERD, f"{naam}: {orjson.dumps(waarde).decode()}")

    return toets


for _id, _titel, _waar, _soorten, _eisen in _CRITERIA:
    regel(_id, _titel, _waar, soorten=_soorten)(_criteria(_eisen))

regel("VRG-19", "Een datum is een bestaande dag als JJJJ-MM-DD", "{schemas}.Date", soorten=_W, versies=(Versie.V3,))(
    _criteria({"datumAanvangBeschikbaarVoorWerk": [{"$lte": d} for d in ("2026-02-30", "20260101", "01-01-2026", 1)]})
)
regel("VRG-20", "Een datum is een bestaande dag als JJJJ-MM-DD", "{schemas}.Date", soorten=_V, versies=(Versie.V3,))(
    _criteria({"datumAanvangWerkzaamheden": [{"$gte": d} for d in ("2026-02-30", "20260101", "01-01-2026", 1)]})
)


@regel("VRG-21", "De code van een beroep heeft hoogstens de afgesproken lengte", "{schemas}.codeBeroepsnaam")
async def beroep(b: Baan) -> None:
    for code in (_LANG, 5642, None):
        wissel = await b.vraag(b.vraagobject(beroepscriterium(b, code)))
        b.eis_status(wissel, _GEWEIGERD, "een beroep met een code van 201 tekens, een getal of null")


def beroepscriterium(b: Baan, *codes: Any) -> dict[str, Any]:
    """Give the criterion for these occupations (vacancies: the first), as this version writes it."""
    if b.soort is Soort.VACATURE:
        naam = "beroep.codeBeroepsnaam" if b.versie is Versie.V3 else "beroep.beroepsnaamGecodeerd.codeBeroepsnaam"
        return {naam: {"$eq": codes[0]}}
    naam = "beroep.codeBeroepsnaam" if b.versie is Versie.V3 else "beroepsnaamGecodeerd.codeBeroepsnaam"
    return {"bemiddelingsberoep": {"$elemMatch": {"$or": [{naam: {"$eq": code}} for code in codes]}}}


@regel("VRG-22", "Naast vraagObject mag niets staan", "{matches}.requestBody, additionalProperties", soorten=_W)
async def naast_vraagobject(b: Baan) -> None:
    wissel = await b.post(orjson.dumps({"vraagObject": b.vraagobject(), "callbackUrl": "https://x.example"}))
    b.eis_status(wissel, _GEWEIGERD, "een bericht met een onbekend veld naast vraagObject")


@regel(
    "VRG-23", "Naast vraagObject mag een onbekend veld staan", "{matches}.requestBody, additionalProperties", soorten=_V
)
async def open_naast_vraagobject(b: Baan) -> None:
    wissel = await b.post(orjson.dumps({"vraagObject": b.vraagobject(), "onbekend": "x"}))
    b.eis_status(wissel, {200}, "een bericht met een onbekend veld naast vraagObject")


@regel("VRG-24", "Een groot bericht wordt beantwoord, ook als dat een weigering is", "{matches}.responses")
async def groot(b: Baan) -> None:
    wissel = await b.vraag(b.vraagobject({"onbekend": "x" * 2_000_000}))
    b.eis_status(wissel, {200, 400, 413}, "een vraag van 2 MB")


@regel("VRG-25", "Een diep genest bericht wordt beantwoord, ook als dat een weigering is", "{matches}.responses")
async def diep(b: Baan) -> None:
    wissel = await b.post(b'{"vraagObject":' + b'{"a":' * 5_000 + b"1" + b"}" * 5_000 + b"}")
    b.eis_status(wissel, {400}, "een vraag die 5000 diep genest is, zonder selectiegebied")


@regel("VRG-26", "Tekens van overal zijn geen fout", "RFC 8259, 8.1")
async def unicode(b: Baan) -> None:
    for tekst in ("Ünïcödé", "日本語", "👩‍🔧", "e\u0301", "\u202eomgekeerd", "a\u0000b"):
        wissel = await b.vraag(b.vraagobject({"onbekend": {"$eq": tekst}, tekst: 1}))
        b.eis_status(wissel, {200}, "een onbekend criterium in een ander schrift")


@regel("VRG-27", "Half een teken is geen serverfout", "RFC 8259, 8.2")
async def surrogaat(b: Baan) -> None:
    gebied = orjson.dumps(b.vraagobject())[:-1]
    wissel = await b.post(b'{"vraagObject":' + gebied + b',"x":"\\ud800"}}')
    b.eis_status(wissel, {200, 400}, "een vraag met een half Unicode-teken (\\ud800)")


@regel("VRG-28", "null is nergens een waarde van een bekend veld", "{schemas}.MP{Soort}: geen enkel veld is nullable")
async def geen_null(b: Baan) -> None:
    for naam in (_UREN, _UREN_MIN):
        b.eis_status(await b.vraag(b.vraagobject({naam: None})), _GEWEIGERD, f"{naam}: null")
