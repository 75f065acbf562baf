"""A population that nobody belongs to: made from a seed, the same every time, and visibly synthetic.

Occupations, names and addresses are made up (``.example`` domains, "Voorbeeld…", "Demo …"); hours,
languages, licences and distances are drawn so that questions have the kind of answers real ones have.
"""

import csv
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from typing import Any, Final

from app.domain.ports import Bronregistratie, Deelnemer
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse, Soort

AANTAL: Final = {Soort.WERKZOEKENDE: 2_000, Soort.VACATURE: 500}
BEROEPEN: Final = "https://beroepen.voorbeeld.example/id/occupation/"
_ZAAD: Final = 20_260_101
_DAG_NUL: Final = date(2026, 1, 1)
_LETTERS: Final = "ABCDEGHJKLMNPRSTVWXZ"
_VERBODEN: Final = {"SA", "SD", "SS"}
_VOERTUIG: Final = {"auto": 1, "bromfiets": 2, "fiets": 3, "openbaar vervoer": 5}


@dataclass(frozen=True, slots=True)
class Beroep:
    """``niveau`` as codeWerkEnDenkniveau, ``sbi`` of a usual employer, ``gewicht``: how common."""

    naam: str
    niveau: int
    sbi: int
    gewicht: int
    rijbewijs: str = ""
    nachtwerk: bool = False

    @property
    def code(self) -> str:
        return BEROEPEN + "demo-" + self.naam.lower().replace(" ", "-")


LIJST: Final = (
    Beroep("Magazijnmedewerker", 1, 52109, 10, nachtwerk=True),
    Beroep("Schoonmaker", 1, 81210, 9),
    Beroep("Productiemedewerker", 1, 10890, 8, nachtwerk=True),
    Beroep("Verkoper", 2, 47110, 9),
    Beroep("Kok", 2, 56101, 5),
    Beroep("Helpende zorg", 2, 87300, 7, nachtwerk=True),
    Beroep("Chauffeur vrachtwagen", 2, 49410, 5, rijbewijs="C", nachtwerk=True),
    Beroep("Chauffeur taxi", 2, 49320, 3, rijbewijs="B"),
    Beroep("Hovenier", 2, 81300, 3, rijbewijs="B"),
    Beroep("Beveiliger", 2, 80100, 3, nachtwerk=True),
    Beroep("Metselaar", 3, 41200, 3),
    Beroep("Elektromonteur", 3, 43210, 4, rijbewijs="B"),
    Beroep("Verzorgende", 3, 87100, 6, nachtwerk=True),
    Beroep("Administratief medewerker", 3, 69203, 8),
    Beroep("Receptionist", 3, 55101, 4),
    Beroep("Onderwijsassistent", 4, 85201, 4),
    Beroep("Applicatiebeheerder", 4, 62010, 3),
    Beroep("Verpleegkundige", 5, 86101, 4, nachtwerk=True),
    Beroep("Boekhouder", 5, 69202, 3),
    Beroep("Programmeur", 5, 62010, 4),
    Beroep("Leraar basisonderwijs", 5, 85201, 3),
    Beroep("Beleidsmedewerker", 6, 84110, 3),
    Beroep("Data-analist", 6, 62020, 2),
)


def demo_oin(nummer: int) -> Oin:
    """Give a test OIN: prefix 00000099, which is never given out."""
    return Oin(f"00000099{nummer:09d}000")


BRONNEN: Final = tuple(
    Bronregistratie(demo_oin(nummer), naam)
    for nummer, naam in ((101, "Demo Bron Noorderstad"), (102, "Demo Bron Middenstad"), (103, "Demo Bron Zuiderstad"))
)
_AANDEEL: Final = (5, 3, 2)
_VERWERKER: Final = demo_oin(301)
DEELNEMERS: Final = (
    Deelnemer(demo_oin(201), "Demo Gemeente Voorbeeldstad", Partijklasse.SUWI, frozenset({demo_oin(201), _VERWERKER})),
    Deelnemer(demo_oin(202), "Demo Onderwijsinstelling", Partijklasse.PUBLIEK),
    Deelnemer(demo_oin(203), "Demo Uitzendbureau B.V.", Partijklasse.PRIVAAT, frozenset({_VERWERKER})),
    Deelnemer(_VERWERKER, "Demo Softwareleverancier B.V.", Partijklasse.PRIVAAT),
)


@dataclass(frozen=True, slots=True)
class Plaats:
    """A PC4 and how many people live there, as a weight."""

    pc4: int
    gewicht: int


def lees_plaatsen() -> list[Plaats]:
    """Give the shipped PC4s; one weighs as many as lie around it (some 15 km), so that towns hold the most people."""
    with resources.files("app").joinpath("data", "pc4.csv").open(encoding="utf-8") as bestand:
        punten = {int(r["postcode"]): (float(r["latitude"]), float(r["longitude"])) for r in csv.DictReader(bestand)}
    vakken = {pc4: (int(breedte / 0.045), int(lengte / 0.073)) for pc4, (breedte, lengte) in punten.items()}
    telling = Counter(vakken.values())
    stappen = (-1, 0, 1)
    return [
        Plaats(pc4, sum(telling[rij + dr, kolom + dk] for dr in stappen for dk in stappen))
        for pc4, (rij, kolom) in vakken.items()
    ]


def populatie(soort: Soort, plaatsen: Sequence[Plaats]) -> Iterator[tuple[Bronregistratie, dict[str, Any]]]:
    """Give every record of the demo with the source that holds it; the same for the same ``plaatsen``."""
    maker = _Maker(random.Random(f"{_ZAAD}-{soort}"), plaatsen)
    for nummer in range(1, AANTAL[soort] + 1):
        yield maker.kies(BRONNEN, _AANDEEL), maker.maak(soort, nummer)


def records(soort: Soort, plaatsen: Sequence[Plaats], naam: str, aantal: int) -> Iterator[dict[str, Any]]:
    """Give records for one more source; the same for the same ``plaatsen`` and ``naam``."""
    maker = _Maker(random.Random(f"{_ZAAD}-{soort}-{naam}"), plaatsen)
    return (maker.maak(soort, nummer) for nummer in range(1, aantal + 1))


class _Maker:
    def __init__(self, toeval: random.Random, plaatsen: Sequence[Plaats]) -> None:
        self._toeval = toeval
        self._plaatsen = plaatsen
        self._gewichten = [p.gewicht for p in plaatsen]

    def kies(self, keuzes: Sequence[Any], gewichten: Sequence[float] | None = None) -> Any:
        return self._toeval.choices(keuzes, gewichten)[0]

    def maak(self, soort: Soort, nummer: int) -> dict[str, Any]:
        return self.werkzoekende(nummer) if soort is Soort.WERKZOEKENDE else self.vacature(nummer)

    def werkzoekende(self, nummer: int) -> dict[str, Any]:
        beroepen = self._beroepen()
        return {
            "idWerkzoekende": f"demo-w-{nummer:06d}",
            "mobiliteit": self._mobiliteit(),
            "bemiddelingsberoep": [{"codeBeroepsnaam": b.code} for b in beroepen],
            "arbeidsmarktkwalificatie": self._kwalificatie(beroepen[0]),
            "contractvorm": self._contractvorm(),
            "flexibiliteit": {
                "datumAanvangBeschikbaarVoorWerk": self._datum(0, 180),
                "indicatieOnregelmatigWerkOfPloegendienst": self.kies((1, 2), (3, 7)),
            },
            "werktijden": self._werktijden(),
            "sector": [{"codeSbi": b.sbi} for b in beroepen],
            "vervoermiddel": self._vervoermiddel(),
            "indicatieBeschikbaarheidContactgegevens": 1,
            "indicatieLdrRegistratie": self.kies((1, 2), (1, 9)),
            "contactpersoon": [
                {
                    "naamContactpersoonAfdeling": f"Voorbeeldpersoon {nummer}",
                    "emailadres": _emailadres(nummer),
                    "telefoonnummer": _telefoonnummer(nummer),
                }
            ],
            "persoonlijkePresentatie": f"Verzonnen profiel. Ik zoek werk als {beroepen[0].naam.lower()}.",
        }

    def vacature(self, nummer: int) -> dict[str, Any]:
        beroep = self._beroepen()[0]
        return {
            "idVacature": f"demo-v-{nummer:06d}",
            "nummerVacature": f"DEMO{nummer:06d}",
            "naamVacature": f"Demo: {beroep.naam}",
            "omschrijvingVacature": f"Verzonnen vacature voor een {beroep.naam.lower()}.",
            "adres": {
                "postcode": self._postcode(),
                "straatnaam": "Voorbeeldstraat",
                "huisnummer": self._toeval.randint(1, 250),
            },
            "beroep": {"codeBeroepsnaam": beroep.code},
            "codeWerkEnDenkniveauMinimaal": str(beroep.niveau),
            "contractvorm": self._contractvorm(),
            "arbeidsVoorwaarden": {"datumAanvangWerkzaamheden": self._datum(30, 240)},
            "flexibiliteit": {"indicatieOnregelmatigWerkOfPloegendienst": 1 if beroep.nachtwerk else 2},
            "werktijden": self._werktijden(),
            "rijbewijs": [{"codeSoortRijbewijs": beroep.rijbewijs}] if beroep.rijbewijs else [],
            "taalbeheersing": [self._taal("nld", 2)],
            "sector": {"codeSbi": beroep.sbi},
            "sluitingsdatumVacature": self._datum(240, 420),
            "werkgever": self._werkgever(nummer),
        }

    def _beroepen(self) -> list[Beroep]:
        aantal = self.kies((1, 2, 3), (6, 3, 1))
        getrokken = self._toeval.choices(LIJST, [b.gewicht for b in LIJST], k=aantal)
        return list(dict.fromkeys(getrokken))

    def _postcode(self) -> str:
        plaats = self.kies(self._plaatsen, self._gewichten)
        letters = "SA"
        while letters in _VERBODEN:
            letters = self.kies(_LETTERS) + self.kies(_LETTERS)
        return f"{plaats.pc4}{letters}"

    def _mobiliteit(self) -> dict[str, Any]:
        afstand = self.kies((5, 10, 15, 20, 25, 30, 40, 50, 75), (1, 3, 5, 6, 6, 5, 4, 2, 1))
        return {"bemiddelingspostcode": self._postcode(), "maximaleReisafstand": afstand, "maximaleReistijd": 60}

    def _werktijden(self) -> dict[str, Any]:
        hoogste = self.kies((12, 16, 20, 24, 32, 36, 40), (1, 2, 3, 5, 6, 4, 9))
        laagste = max(4, hoogste - self.kies((0, 4, 8, 16), (4, 3, 3, 1)))
        return {
            "aantalWerkurenPerWeekMinimaal": laagste,
            "aantalWerkurenPerWeekMaximaal": hoogste,
            "indicatieKantoortijden": self.kies((1, 2), (6, 4)),
        }

    def _kwalificatie(self, beroep: Beroep) -> dict[str, Any]:
        niveau = min(7, max(0, beroep.niveau + self.kies((-1, 0, 1), (2, 6, 2))))
        return {
            "codeWerkEnDenkniveauWerkzoekende": niveau,
            "opleiding": [
                {"codeNiveauOpleiding": min(6, max(1, niveau)), "indicatieDiploma": self.kies((1, 2), (8, 2))}
            ],
            "rijbewijs": self._rijbewijzen(beroep),
            "taalbeheersing": self._talen(),
            "werkervaring": [
                {
                    "beroep": {"codeBeroepsnaam": beroep.code},
                    "datumAanvangWerkzaamheden": self._datum(-3_650, -1_100),
                    "datumEindeWerkzaamheden": self._datum(-1_000, -30),
                    "naamOrganisatie": f"Demo Bedrijf {self._toeval.randint(1, 400)} B.V.",
                }
            ],
        }

    def _rijbewijzen(self, beroep: Beroep) -> list[dict[str, str]]:
        codes = {beroep.rijbewijs} - {""}
        if codes or self.kies((True, False), (6, 4)):
            codes |= {"B", "AM"}
        return [{"codeSoortRijbewijs": code} for code in sorted(codes)]

    def _talen(self) -> list[dict[str, Any]]:
        talen = [self._taal("nld", self.kies((1, 2, 3, 4), (1, 2, 4, 5)))]
        for code, kans in (("eng", 0.6), ("deu", 0.2), ("ara", 0.1), ("tur", 0.06), ("pol", 0.08), ("ukr", 0.04)):
            if self._toeval.random() < kans:
                talen.append(self._taal(code, self.kies((1, 2, 3, 4))))
        return talen

    def _taal(self, code: str, niveau: int) -> dict[str, Any]:
        return {
            "codeTaal": code,
            "codeNiveauTaalbeheersingMondeling": niveau,
            "codeNiveauTaalbeheersingSchriftelijk": max(1, niveau - self.kies((0, 1))),
        }

    def _contractvorm(self) -> list[dict[str, str]]:
        vormen = self.kies(((("B", "01"),), (("O", "01"),), (("B", "01"), ("O", "01")), (("B", "02"),)), (3, 2, 4, 1))
        return [{"codeTypeArbeidscontract": duur, "codeTypeOvereenkomst": soort} for duur, soort in vormen]

    def _vervoermiddel(self) -> list[dict[str, int]]:
        naam = self.kies(tuple(_VOERTUIG), (4, 1, 4, 3))
        return [{"codeVervoermiddel": _VOERTUIG[naam], "indicatieBeschikbaarVoorWoonWerkverkeer": 1}]

    def _werkgever(self, nummer: int) -> dict[str, Any]:
        bedrijf = self._toeval.randint(1, 400)
        return {
            "handelsnaamOrganisatie": f"Demo Bedrijf {bedrijf} B.V.",
            "contactpersoon": [
                {
                    "naamContactpersoonAfdeling": f"Voorbeeldafdeling {bedrijf}",
                    "emailadres": [_emailadres(nummer)],
                    "telefoonnummer": [_telefoonnummer(nummer)],
                }
            ],
            "webadres": [{"codeWebadres": 3, "url": f"https://bedrijf{bedrijf}.example/"}],
        }

    def _datum(self, van: int, tot: int) -> str:
        return (_DAG_NUL + timedelta(days=self._toeval.randint(van, tot))).isoformat()


def _emailadres(nummer: int) -> str:
    return f"voorbeeld{nummer}@voorbeeld.example"


def _telefoonnummer(nummer: int) -> str:
    """Give a number of ten digits that no telephone has: area code 000 does not exist."""
    return f"000{nummer:07d}"
