"""Generated records and questions, shared by the tests of matching, storage and the API.

The pools are small, so that matches and non-matches both occur. Records have the shape that the VUM
contract 3.0.0 allows, empty values included. Questions go further than the contract's own examples:
every operator on every field it fits, values of another type, and unknown parts that have no effect.
"""

from typing import Any

from hypothesis import strategies as st

from app.models.partijen import Soort

Json = dict[str, Any]
Strategie = st.SearchStrategy[Json]

# Near and far, two in one PC4, one PC4 that does not exist (nearest known: 2761).
POSTCODES = ("1011AB", "1011zz", "1012LG", "3511AA", "2765XY", "9711LM", "6211CZ", "4331AA")
BEROEPEN = tuple(f"https://voorbeeld.example/beroep/{naam}" for naam in ("a", "B", "é", "z"))
DATUMS = ("2024-12-31", "2025-01-01", "2025-06-15", "2026-02-28")
RIJBEWIJZEN = ("B", "B+", "BE", "T")
TALEN = ("nld", "eng", "deu")
TAALNIVEAUS = (0, 1, 2, 3, 4, 8)
UREN = (0, 8, 24, 36, 40)
WERKNIVEAUS = tuple("01234567")


@st.composite
def _gewogen(draw: st.DrawFn, *keuzen: tuple[int, st.SearchStrategy[Any]]) -> Any:
    """One of several, by weight; ``one_of`` takes a repeated strategy once."""
    plekken = [plek for plek, (gewicht, _) in enumerate(keuzen) for _ in range(gewicht)]
    return draw(keuzen[draw(st.sampled_from(plekken))][1])


@st.composite
def _object(draw: st.DrawFn, **velden: st.SearchStrategy[Any]) -> Json:
    """An object in which every field may be missing; about one in eight is."""
    bits = st.integers(0, 2 ** len(velden) - 1)
    weg = draw(bits) & draw(bits) & draw(bits)
    return {naam: draw(veld) for plek, (naam, veld) in enumerate(velden.items()) if not weg >> plek & 1}


def _lijst(element: st.SearchStrategy[Any], meeste: int = 3) -> st.SearchStrategy[list[Any]]:
    """A list; one in three may be empty."""
    vol = st.lists(element, min_size=2, max_size=meeste)
    return _gewogen((2, vol), (1, st.lists(element, max_size=meeste)))


_uren = st.sampled_from(UREN)
_datum = st.sampled_from(DATUMS)
_indicatie = st.sampled_from((0, 1, 2))
_niveau = st.sampled_from(TAALNIVEAUS)
_beroep = _object(codeBeroepsnaam=st.sampled_from((*BEROEPEN, "")))
_contractvorm = _object(
    codeTypeArbeidscontract=st.sampled_from(("O", "B")), codeTypeOvereenkomst=st.sampled_from(("01", "02"))
)
_rijbewijs = _object(codeSoortRijbewijs=st.sampled_from(RIJBEWIJZEN))
_taalbeheersing = _object(
    codeTaal=st.sampled_from(TALEN),
    codeNiveauTaalbeheersingMondeling=_niveau,
    codeNiveauTaalbeheersingSchriftelijk=_niveau,
    codeNiveauTaalbeheersingLezen=_niveau,
)
_werktijden = _object(
    aantalWerkurenPerWeekMinimaal=_uren, aantalWerkurenPerWeekMaximaal=_uren, indicatieKantoortijden=_indicatie
)
_id = st.integers(1, 10**9).map("test-{}".format)


def postcodes() -> st.SearchStrategy[str]:
    return st.sampled_from(POSTCODES)


def werkzoekenden() -> Strategie:
    """Jobseekers as delivered: with id and postcode, every other field may be missing or empty."""
    mobiliteit = st.fixed_dictionaries(
        {"bemiddelingspostcode": postcodes()},
        optional={
            "maximaleReisafstand": st.sampled_from((0, 1, 30, 60, 999)),
            "maximaleReistijd": st.sampled_from((0, 45)),
        },
    )
    kwalificatie = _object(
        codeWerkEnDenkniveauWerkzoekende=st.integers(0, 7),
        rijbewijs=_lijst(_rijbewijs),
        taalbeheersing=_lijst(_taalbeheersing, 4),
        interesse=_lijst(_object(naamInteresse=st.sampled_from(("", "koken")))),
    )
    overig = _object(
        bemiddelingsberoep=_lijst(_beroep),
        contractvorm=_lijst(_contractvorm),
        arbeidsmarktkwalificatie=kwalificatie,
        flexibiliteit=_object(
            datumAanvangBeschikbaarVoorWerk=_datum,
            datumEindeBeschikbaarVoorWerk=_datum,
            indicatieOnregelmatigWerkOfPloegendienst=_indicatie,
        ),
        werktijden=_werktijden,
        persoonlijkePresentatie=st.sampled_from(("", "Ik werk graag met mensen.")),
        sector=_lijst(_object(codeSbi=st.sampled_from((0, 47741)))),
    )
    vast = st.fixed_dictionaries({"idWerkzoekende": _id, "mobiliteit": mobiliteit})
    return st.builds(lambda a, b: {**a, **b}, vast, overig)


def vacatures() -> Strategie:
    """Vacancies as delivered: with id and postcode, every other field may be missing or empty."""
    adres = st.fixed_dictionaries({"postcode": postcodes()}, optional={"huisnummer": st.sampled_from((1, 99_999))})
    overig = _object(
        beroep=_beroep,
        codeWerkEnDenkniveauMinimaal=st.sampled_from(WERKNIVEAUS),
        arbeidsVoorwaarden=_object(
            datumAanvangWerkzaamheden=_datum, omschrijvingArbeidsvoorwaarden=st.sampled_from(("", "In overleg."))
        ),
        contractvorm=_lijst(_contractvorm),
        flexibiliteit=_object(
            datumEindeBeschikbaarVoorWerk=_datum, indicatieOnregelmatigWerkOfPloegendienst=_indicatie
        ),
        rijbewijs=_lijst(_rijbewijs),
        taalbeheersing=_lijst(_taalbeheersing, 4),
        werktijden=_werktijden,
        naamVacature=st.sampled_from(("", "Bakker")),
    )
    vast = st.fixed_dictionaries({"idVacature": _id, "adres": adres})
    return st.builds(lambda a, b: {**a, **b}, vast, overig)


def records(soort: Soort) -> Strategie:
    return werkzoekenden() if soort is Soort.WERKZOEKENDE else vacatures()


# --- questions ------------------------------------------------------------------------------------

_VERGELIJKINGEN = ("$eq", "$gt", "$gte", "$lt", "$lte")
_RUIM = ("$gte", "$lte") * 3
_ANDERE_GETALLEN = (-1, 10**12)
_ANDERE_TEKSTEN = ("", "x")


def _vergelijking(waarden: tuple[int, ...] | tuple[str, ...]) -> Strategie:
    """One to three comparisons of one field; now and then with a value of the other type."""
    pool = st.sampled_from((*waarden * 12, *_ANDERE_GETALLEN, *_ANDERE_TEKSTEN))
    een = st.builds(lambda operator, waarde: {operator: waarde}, st.sampled_from((*_VERGELIJKINGEN, *_RUIM)), pool)
    meer = st.dictionaries(st.sampled_from(_VERGELIJKINGEN), pool, min_size=2, max_size=3)
    return _gewogen((6, een), (1, meer))


def _met_of(document: Strategie, grootste: int) -> Strategie:
    """A document, a choice of documents, or both."""
    keuze = st.builds(lambda delen: {"$or": delen}, st.lists(document, min_size=1, max_size=grootste))
    return _gewogen((3, document), (3, keuze), (1, st.builds(lambda d, k: {**d, **k}, document, keuze)))


def _documenten(velden: dict[str, Strategie], grootste: int) -> Strategie:
    """Documents with one or more of these fields."""
    een = [st.builds(lambda eis, naam=naam: {naam: eis}, eis) for naam, eis in velden.items()]
    delen = st.one_of(
        st.lists(st.one_of(een), min_size=1, max_size=1), st.lists(st.one_of(een), min_size=1, max_size=grootste)
    )
    return delen.map(lambda delen: {k: v for d in delen for k, v in d.items()})


def _lijsteis(**velden: tuple[int, ...] | tuple[str, ...]) -> Strategie:
    """``$elemMatch``, ``$all`` of ``$elemMatch``, or both."""
    element = _met_of(_documenten({k.replace("__", "."): _vergelijking(v) for k, v in velden.items()}, 2), 3)
    een = element.map(lambda e: {"$elemMatch": e})
    alle = st.lists(een, min_size=1, max_size=2).map(lambda delen: {"$all": delen})
    return _gewogen((3, een), (2, alle), (1, st.builds(lambda a, b: {**a, **b}, een, alle)))


_rijbewijseis = _lijsteis(codeSoortRijbewijs=RIJBEWIJZEN)
_taaleis = _lijsteis(
    codeTaal=TALEN,
    codeNiveauTaalbeheersingMondeling=TAALNIVEAUS,
    codeNiveauTaalbeheersingSchriftelijk=TAALNIVEAUS,
)
_GEDEELD = {
    "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": _vergelijking((0, 1, 2)),
    "werktijden.aantalWerkurenPerWeekMaximaal": _vergelijking(UREN),
    "werktijden.aantalWerkurenPerWeekMinimaal": _vergelijking(UREN),
}
_VELDEN: dict[Soort, dict[str, Strategie]] = {
    Soort.WERKZOEKENDE: _GEDEELD
    | {
        "bemiddelingsberoep": _lijsteis(beroep__codeBeroepsnaam=BEROEPEN, codeBeroepsnaam=BEROEPEN),
        "contractvorm": _lijsteis(codeTypeArbeidscontract=("O", "B")),
        "arbeidsmarktkwalificatie.rijbewijs": _rijbewijseis,
        "arbeidsmarktkwalificatie.taalbeheersing": _taaleis,
        "datumAanvangBeschikbaarVoorWerk": _vergelijking(DATUMS),
        "flexibiliteit.datumAanvangBeschikbaarVoorWerk": _vergelijking(DATUMS),
        "werktijden.indicatieKantoortijden": _vergelijking((0, 1, 2)),
    },
    Soort.VACATURE: _GEDEELD
    | {
        "beroep.codeBeroepsnaam": _vergelijking(BEROEPEN),
        "codeWerkEnDenkniveauMinimaal": _vergelijking(WERKNIVEAUS),
        "datumAanvangWerkzaamheden": _vergelijking(DATUMS),
        "arbeidsVoorwaarden.datumAanvangWerkzaamheden": _vergelijking(DATUMS),
        "rijbewijs": _rijbewijseis,
        "taalbeheersing": _taaleis,
    },
}


_CRITERIA = {soort: _met_of(_documenten(velden, 2), 3) for soort, velden in _VELDEN.items()}
_AFSTANDEN = (0, 1, 5, 30, 60, 200, 999)


@st.composite
def bekende_vragen(draw: st.DrawFn, soort: Soort) -> Json:
    """Questions (raw vraagObject) in which every criterion is known; one in eight asks the area only."""
    gebied = {"postcode": draw(postcodes()), "afstand": draw(st.sampled_from(_AFSTANDEN))}
    criteria = draw(_CRITERIA[soort]) if draw(st.integers(0, 7)) else {}
    return {"selectiegebied": gebied, **criteria}


_ROMMEL: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        (None, True, 0, 1.5, "", "x", [], {}, [[]], {"$eq": 1}, {"$elemMatch": {"codeTaal": {"$eq": "nld"}}})
    ),
    st.recursive(
        st.sampled_from((1, "x", False)),
        lambda kind: st.one_of(
            st.lists(kind, max_size=2),
            st.dictionaries(st.sampled_from(("$or", "$eq", "$not", "a.b")), kind, max_size=2),
        ),
        max_leaves=4,
    ),
)
_ONBEKENDE_VELDEN = ("sector", "$and", "$where", "beroep", "mobiliteit.maximaleReistijd", "idWerkzoekende", "", "$")
_ONBEKENDE_OPERATOREN = ("$ne", "$in", "$regex", "eq", "", "$EQ")


@st.composite
def _vervuil(draw: st.DrawFn, waarde: Any, onder: str) -> Any:
    """A copy of ``waarde`` with unknown parts in it, at any depth."""
    if isinstance(waarde, dict):
        kopie = {k: draw(_vervuil(v, k)) for k, v in waarde.items()}
        namen = _ONBEKENDE_VELDEN if onder in {"", "$or", "$elemMatch"} else _ONBEKENDE_OPERATOREN
        if draw(st.booleans()):
            kopie[draw(st.sampled_from(namen))] = draw(_ROMMEL)
        return kopie
    if isinstance(waarde, list):
        vreemd = st.one_of(_ROMMEL.filter(lambda r: not isinstance(r, dict)), st.just({"$ne": 1}))
        delen = [draw(_vervuil(v, onder)) for v in waarde]
        return [*delen, draw(vreemd)] if draw(st.booleans()) else delen
    return waarde


def vervuild(vraag: Json) -> Strategie:
    """The same question with unknown parts added: they have no effect."""
    return _vervuil(vraag, "")


@st.composite
def vragen(draw: st.DrawFn, soort: Soort) -> Json:
    """Questions (raw vraagObject): known criteria, in half of them unknown parts too."""
    vraag = draw(bekende_vragen(soort))
    return draw(vervuild(vraag)) if draw(st.booleans()) else vraag
