"""A reference list as SKOS: prefLabel is the name, altLabel and hiddenLabel are synonyms, SKOS-XL alike.

The code of an occupation or competence is the concept's URI, of the other lists its ``skos:notation``.
Names are Dutch, or of no language; a concept without such a name and one that is deprecated are left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from app.adapters.referentielijsten.kern import Gelezen, Lijstfout, lees_dag, maak_begrip
from app.adapters.referentielijsten.skosvorm import Skosvorm, lees_triples
from app.domain.referentielijst import MAX_BEGRIPPEN, MAX_SYNONIEMEN, Begrip, Lijst

_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_XL: Final = "http://www.w3.org/2008/05/skos-xl#"
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_VERVALLEN: Final = "http://www.w3.org/2002/07/owl#deprecated"
_EUVOC: Final = "http://publications.europa.eu/ontology/euvoc#"
_NAAM: Final = frozenset({f"{_SKOS}prefLabel", f"{_XL}prefLabel"})
_ANDERS: Final = frozenset({f"{soort}{naam}" for soort in (_SKOS, _XL) for naam in ("altLabel", "hiddenLabel")})
_GROEP: Final = frozenset({_TYPE, f"{_SKOS}inScheme", f"{_SKOS}topConceptOf"})
_VANAF: Final = frozenset({f"{_EUVOC}startDate", "https://schema.org/validFrom", "http://schema.org/validFrom"})
_TOT: Final = frozenset({f"{_EUVOC}endDate", "https://schema.org/validThrough", "http://schema.org/validThrough"})
_TALEN: Final = ("nl", None)
"""Best first."""
_OP_URI: Final = frozenset({Lijst.BEROEPEN, Lijst.COMPETENTIES})


@dataclass(slots=True)
class _Concept:
    """What the triples say of one subject; a name may be the node of a SKOS-XL label."""

    namen: list[Literal | str] = field(default_factory=list)
    anders: list[Literal | str] = field(default_factory=list)
    groepen: set[str] = field(default_factory=set)
    notatie: str = ""
    vanaf: str = ""
    tot: str = ""
    vervallen: bool = False


class _Kaart:
    """Gathers the concepts of a file, whatever the order of its triples."""

    def __init__(self) -> None:
        self.concepten: dict[str, _Concept] = {}
        self.etiketten: dict[str, Literal] = {}

    def neem(self, triple: Quad | Triple) -> None:
        """Keep what a list needs. Raises ``Lijstfout`` where there is too much of it."""
        eigenschap, waarde = triple.predicate.value, triple.object
        onderwerp = str(triple.subject)
        if eigenschap == f"{_XL}literalForm" and isinstance(waarde, Literal):
            self.etiketten[onderwerp] = waarde
        elif eigenschap in _NAAM | _ANDERS:
            concept = self._concept(onderwerp)
            lijst = concept.namen if eigenschap in _NAAM else concept.anders
            lijst.append(waarde if isinstance(waarde, Literal) else str(waarde))
            if len(lijst) > MAX_SYNONIEMEN * 30:
                raise Lijstfout(": een begrip heeft te veel namen")
        elif eigenschap in _GROEP:
            self._concept(onderwerp).groepen.add(waarde.value if isinstance(waarde, NamedNode) else "")
        elif isinstance(waarde, Literal):
            self._zet(onderwerp, eigenschap, waarde.value)

    def _zet(self, onderwerp: str, eigenschap: str, waarde: str) -> None:
        if eigenschap == f"{_SKOS}notation":
            self._concept(onderwerp).notatie = waarde
        elif eigenschap in _VANAF:
            self._concept(onderwerp).vanaf = waarde
        elif eigenschap in _TOT:
            self._concept(onderwerp).tot = waarde
        elif eigenschap == _VERVALLEN:
            self._concept(onderwerp).vervallen = waarde in {"true", "1"}

    def _concept(self, onderwerp: str) -> _Concept:
        concept = self.concepten.setdefault(onderwerp, _Concept())
        if len(self.concepten) > MAX_BEGRIPPEN * 10:
            raise Lijstfout(": bevat te veel onderwerpen; lever alleen de begrippen van deze lijst")
        return concept

    def teksten(self, namen: Iterable[Literal | str]) -> Iterator[Literal]:
        """Give the labels themselves, also those that are nodes of their own."""
        for naam in namen:
            gevonden = self.etiketten.get(naam) if isinstance(naam, str) else naam
            if gevonden is not None:
                yield gevonden


def lees_skos(lijst: Lijst, bestand: BinaryIO, vorm: Skosvorm, selectie: str | None) -> Gelezen:
    """Read a list; ``selectie`` is a class or a scheme. Raises ``Lijstfout``."""
    kaart = _Kaart()
    for triple in lees_triples(bestand, vorm):
        kaart.neem(triple)
    gelezen = Gelezen()
    for onderwerp, concept in kaart.concepten.items():
        if not concept.namen or not onderwerp.startswith("<") or not (selectie is None or selectie in concept.groepen):
            continue
        begrip = None if concept.vervallen else _begrip(lijst, onderwerp[1:-1], concept, kaart)
        if begrip is None:
            gelezen.overgeslagen += 1
        else:
            gelezen.voeg_toe(_plaats(onderwerp[1:-1]), begrip)
    return gelezen


def _begrip(lijst: Lijst, uri: str, concept: _Concept, kaart: _Kaart) -> Begrip | None:
    code = uri if lijst in _OP_URI else concept.notatie
    namen = _in_taal(kaart.teksten(concept.namen))
    if not code or not namen:
        return None
    plaats = _plaats(uri)
    geldig = lees_dag(plaats, concept.vanaf), lees_dag(plaats, concept.tot)
    anders = [*namen[1:], *_in_taal(kaart.teksten(concept.anders), alle=True)]
    return maak_begrip(lijst, plaats, code, namen[0], anders, geldig=geldig)


def _in_taal(teksten: Iterable[Literal], *, alle: bool = False) -> list[str]:
    """Give the Dutch texts, else those of no language; ``alle``: both."""
    per_taal: dict[str | None, list[str]] = {}
    for tekst in teksten:
        taal = tekst.language and tekst.language.partition("-")[0]
        per_taal.setdefault(taal, []).append(" ".join(tekst.value.split()))
    gevonden = [per_taal.get(taal, []) for taal in _TALEN]
    return [t for deel in gevonden for t in deel] if alle else next(filter(None, gevonden), [])


def _plaats(uri: str) -> str:
    return f", begrip {uri[:200]}"
