"""Planted personal data: values that occur nowhere else, and where the design lets each of them be found."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import inspect, text

from app.models.partijen import Soort
from app.storage.verbinding import Motoren
from tests.builders import een_vacature, een_werkzoekende

BSN: Final = "999990019"
IBAN: Final = "NL91ABNA0417164300"
NAAM: Final = "Kanariewiet de Vogelaar"
EMAIL: Final = "kanarie@vogelhuis.example"
TELEFOON: Final = "0687654399"
KLANT: Final = "klant-77881234"
VACATURE: Final = "vacature-66554321"
TEKST: Final = "kanarietekst over mijn volière"
GEPLANT: Final = {
    "bsn": BSN,
    "iban": IBAN,
    "naam": NAAM,
    "email": EMAIL,
    "telefoon": TELEFOON,
    "klant": KLANT,
    "vacature": VACATURE,
    "tekst": TEKST,
}
_VRIJ: Final = f"{TEKST}. Mijn BSN is {BSN}, mijn IBAN {IBAN}; mail {EMAIL} of bel {TELEFOON}."


def geplant(soort: Soort) -> dict[str, Any]:
    """A record that holds every canary of its kind, in the fields of the standard and in free text."""
    cursus = [{"naamCursus": "Cursus", "indicatieCertificaat": 8, "toelichtingCursus": _VRIJ}]
    if soort is Soort.VACATURE:
        contact = {"naamContactpersoonAfdeling": NAAM, "emailadres": [EMAIL], "telefoonnummer": [TELEFOON]}
        return een_vacature(idVacature=VACATURE, werkgever={"contactpersoon": [contact]}, cursus=cursus)
    contact = {"naamContactpersoonAfdeling": NAAM, "emailadres": EMAIL, "telefoonnummer": TELEFOON}
    return een_werkzoekende(
        idWerkzoekende=KLANT,
        contactpersoon=[contact],
        emailadres=[EMAIL],
        telefoonnummer=[TELEFOON],
        persoonlijkePresentatie=_VRIJ,
        arbeidsmarktkwalificatie={"cursus": cursus},
    )


_RECORD: Final = {"naam", "email", "telefoon", "tekst"}
TOEGESTAAN: Final[Mapping[tuple[str, str], set[str]]] = {
    # the record as delivered, after the free-text guard: what a source holds is what it answers with
    ("werkzoekende", "inhoud"): {*_RECORD, "klant"},
    ("vacature", "inhoud"): {*_RECORD, "vacature"},
    # the match profile: free text with everything masked that leads to a person
    ("werkzoekende", "profiel"): {"tekst"},
    ("vacature", "profiel"): {"tekst"},
    # the id under which the source delivers: the key of the record and of what belongs to it
    **{(t, "id"): {"klant"} for t in ("werkzoekende", "werkzoekende_selectie", "werkzoekende_taal")},
    **{(t, "id"): {"klant"} for t in ("werkzoekende_beroep", "toestemming", "bezwaar")},
    **{(t, "id"): {"vacature"} for t in ("vacature", "vacature_selectie", "vacature_taal")},
}
"""Per column what may stand in it. A BSN, an IBAN and a vumID may stand nowhere."""


def gevonden(waar: str | bytes, extra: Iterable[str] = ()) -> set[str]:
    """Name the canaries in a text, also where it is escaped or written in hex."""
    tekst = waar.decode("utf-8", "replace") if isinstance(waar, bytes) else waar
    alle = {**GEPLANT, **{f"extra {n}": e for n, e in enumerate(extra)}}
    return {
        naam
        for naam, waarde in alle.items()
        if waarde in tekst or ascii(waarde)[1:-1] in tekst or waarde.encode().hex() in tekst
    }


async def in_kolommen(url: str, extra: Iterable[str] = ()) -> dict[tuple[str, str], set[str]]:
    """Search every column of every table."""
    motoren, uit = Motoren(url), {}
    try:
        async with motoren.lezen() as verbinding:
            for tabel in await verbinding.run_sync(lambda v: inspect(v).get_table_names()):
                for rij in (await verbinding.voer_uit(text(f'SELECT * FROM "{tabel}"'))).mappings():
                    for kolom, waarde in rij.items():
                        ruw = waarde if isinstance(waarde, bytes) else str(waarde)
                        if namen := gevonden(ruw, extra):
                            uit.setdefault((tabel, str(kolom)), set()).update(namen)
    finally:
        await motoren.sluit()
    return uit
