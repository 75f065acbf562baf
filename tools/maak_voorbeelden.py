"""Make the sample files of every format: synthetic, the same every time, with faults put in on purpose.

Nobody's data: names are "Voorbeeld", addresses lie in ``.example``, the BSNs are test numbers (9999…).
Beside each file stands ``….fouten.json``: the cells that must be rejected, as place and column.
Run: python tools/maak_voorbeelden.py [MAP]
"""

import csv
import io
import json
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

DOEL = Path(__file__).resolve().parents[1] / "tests" / "voorbeelden"
AANTAL = 60
ZAAD = 20_260_606
POSTCODES = ["3511AB", "3521 BC", "1012JS", "9711LM", "6211 CD", "5611AZ", "2511bt", "8011PK", "4811 GH", "7511JL"]
BEROEPEN = [
    f"https://linkeddata.competentnl.nl/uwv/id/occupation/00000000-0000-4000-8000-{n:012d}" for n in range(1, 9)
]
COMPETENTIES = [f"https://linkeddata.competentnl.nl/uwv/id/skill/00000000-0000-4000-9000-{n:012d}" for n in range(1, 6)]
RIJBEWIJZEN = ["B", "B, BE", "geen", "A;B", "AM", "B C CE", ""]
NIVEAUS = ["vmbo", "MBO", "mbo-4", "havo", "HBO", "wo", "basisonderwijs"]
VERVOER = ["auto", "fiets", "OV", "fiets, ov", "scooter", "geen", ""]
DAG = date(2026, 9, 1)

Rij = dict[str, Any]


@dataclass
class Voorbeeld:
    """Rows, and the cells that are wrong on purpose: (number of the row, column)."""

    rijen: list[Rij]
    fouten: list[tuple[int, str]] = field(default_factory=list)

    def bederf(self, nummer: int, kolom: str, waarde: Any, gemeld_als: str = "") -> None:
        """Put a fault in a cell; ``kolom`` may be a path of names and indices, with dots."""
        doel: Any = self.rijen[nummer]
        *weg, laatste = kolom.split(">")
        for stap in weg:
            doel = doel[int(stap) if stap.isdecimal() else stap]
        doel[int(laatste) if laatste.isdecimal() else laatste] = waarde
        self.fouten.append((nummer, gemeld_als or kolom))


def toeval(naam: str) -> random.Random:
    return random.Random(f"{ZAAD}-{naam}")


def bsn(volgnummer: int) -> str:
    """Give the test BSN with this number: 9999, four digits, and the digit that makes the 11-proof right."""
    for kandidaat in range(999_900_000 + volgnummer * 20, 999_900_000 + volgnummer * 20 + 20):
        cijfers = [int(c) for c in str(kandidaat)]
        if (sum(c * g for c, g in zip(cijfers, range(9, 1, -1), strict=False)) - cijfers[8]) % 11 == 0:
            return str(kandidaat)
    raise AssertionError("every twenty numbers hold a BSN")


def sonar() -> Voorbeeld:
    r = toeval("sonar")
    rijen = [
        {
            "Datum melding": DAG + timedelta(n), "1e uitk dag (niet WW)": DAG, "BSN": int(bsn(n)), "ID_WZ": f"WZ{n:06d}",
            "Beschikbare uren/wk": r.choice([16, 24, 32, 36, 40, 32.5]), "Opleidingsniveau": r.choice(NIVEAUS).upper(),
            "Beroepssector": r.choice([86101, 4771, "62.01", "41"]), "Bemiddelingsberoep": r.choice(BEROEPEN),
            "Mondeling Nederlands": r.choice([1, 2, 3, 4]), "Schriftelijk Nederlands": r.choice([1, 2, 3, 4]),
            "Rijbewijs": r.choice(RIJBEWIJZEN), "Inschrijfdatum": DAG, "Geslacht": "Onbekend",
            "Telefoonnummer": r.choice(["020-1234567", "06 12345678", "+31 30 123 45 67"]),
            "Volledige Naam": f"Voorbeeld Persoon {n}", "Leeftijd": r.randint(18, 66),
            "E-mailadres": f"persoon{n}@voorbeeld.example", "Vervoer": r.choice(VERVOER).upper(), "Gemeente": "Voorbeeldstad",
            "Postcode": r.choice(POSTCODES), "Plaats": "Voorbeeldstad", "Straatnaam": "Voorbeeldstraat", "Huisnummer": n + 1,
            "Huisnummer Toevoeging": "", "Banenafspraak": r.choice([1, 2]), "Klantprofiel": "NNB", "Arbeidsmarktregio": "NNB",
            "Cases (aantal)": 0, "Sonar": 1, "Medewerker Naam": "Medewerker Voorbeeld", "Organisatie Naam": "Dienst",
            "GSD Kantoor": "NNB", "Participatieladder": "3", "Aantal": n, "Toestemming": "Ja",
        }
        for n in range(AANTAL)
    ]  # fmt: skip
    v = Voorbeeld(rijen)
    v.bederf(2, "BSN", 123456789)
    v.bederf(4, "BSN", None)
    v.bederf(6, "Toestemming", "Nee")
    v.bederf(8, "Toestemming", None)
    v.bederf(10, "Postcode", "12345")
    v.bederf(12, "Beschikbare uren/wk", "fulltime")
    v.bederf(14, "Opleidingsniveau", "veel")
    v.bederf(16, "Rijbewijs", "B, X")
    v.bederf(18, "Telefoonnummer", "geen")
    v.bederf(20, "E-mailadres", "persoon bij voorbeeld")
    v.bederf(22, "Mondeling Nederlands", 7)
    v.bederf(24, "Bemiddelingsberoep", "Koordanser")
    v.bederf(26, "Organisatie Naam", "Dienst voor werk en inkomen en nog veel meer")
    v.bederf(28, "Banenafspraak", 5)
    v.bederf(30, "Beroepssector", "zorg")
    v.bederf(32, "Vervoer", "zeppelin")
    return v


def wbs() -> Voorbeeld:
    r = toeval("wbs")
    rijen = [
        {
            "Vacaturenummer": f"WBS-{n:05d}", "Vacaturetitel": f"Voorbeeldfunctie {n}", "Werkgever": f"Voorbeeldbedrijf {n % 7} B.V.",
            "KvK-nummer": f"{n:08d}", "SBI": r.choice(["62.01", "41201", "86"]), "Functie": r.choice(BEROEPEN),
            "Omschrijving": f"Synthetische omschrijving; werkzaamheden van soort {n % 5}.",
            "Jobcarving": r.choice(["", "Taken kunnen worden gesplitst."]), "Uren per week": r.choice(["24-32", "36", "32 uur", "16 - 20"]),
            "Contract": r.choice(["vast", "tijdelijk"]), "Soort plaats": r.choice(["regulier", "leerbaan"]),
            "Opleidingsniveau": r.choice(NIVEAUS), "Diploma vereist": r.choice(["ja", "nee"]),
            "Werk- en denkniveau": r.choice(["vmbo", "mbo", "hbo"]), "Jaren ervaring": r.choice(["0", "2", "5"]),
            "Taal": r.choice(["Nederlands", "Engels", "nld"]), "Niveau spreken": r.choice(["goed", "3", "redelijk"]),
            "Niveau schrijven": r.choice(["goed", "2"]), "Rijbewijs": r.choice(RIJBEWIJZEN), "Straat": "Voorbeeldweg",
            "Huisnummer": str(n + 1), "Postcode": r.choice(POSTCODES), "Plaats": "Voorbeeldstad",
            "Startdatum": f"{r.randint(1, 28)}-{r.randint(10, 12)}-2026", "Sluitingsdatum": (DAG + timedelta(n)).strftime("%d-%m-%Y"),
            "Salaris": "volgens cao", "Contactpersoon": "Afdeling Voorbeeld", "Telefoon": "030-1234567",
            "E-mail": f"werk{n}@voorbeeld.example", "Website": "https://www.voorbeeld.example/werk", "Solliciteren via": r.choice(["e-mail", "online"]),
            "Aantal plaatsen": str(r.randint(1, 4)), "Status": "open",
        }
        for n in range(AANTAL)
    ]  # fmt: skip
    v = Voorbeeld(rijen)
    v.bederf(1, "Postcode", "Utrecht")
    v.bederf(3, "Vacaturenummer", "WBS 00003/a")
    v.bederf(5, "Uren per week", "32-24")
    v.bederf(7, "Sluitingsdatum", "30-02-2027")
    v.bederf(9, "Contract", "oproep")
    v.bederf(11, "SBI", "bouw")
    v.bederf(13, "Functie", "Timmerman")
    v.bederf(15, "Huisnummer", "12 A")
    v.bederf(17, "Straat", "Straatnaam van meer dan vierentwintig letters")
    v.bederf(19, "E-mail", "werk at voorbeeld")
    v.bederf(21, "Taal", "Klingon")
    v.bederf(23, "Jaren ervaring", "veel")
    v.bederf(25, "Website", "geen website")
    v.bederf(27, "Startdatum", "1-1-26")
    return v


def gemeente() -> Voorbeeld:
    r = toeval("gemeente")
    rijen = [
        {
            "Cliëntnummer": f"{100_000 + n}", "BSN": bsn(n + 500), "Achternaam": f"Voorbeeld{n}", "Voornaam": "Café",
            "Geboortedatum": "01-01-1980", "Straat": "Voorbeeldstraat", "Huisnummer": str(n + 1), "Postcode": r.choice(POSTCODES),
            "Woonplaats": "Voorbeeldstad", "E-mail cliënt": f"client{n}@voorbeeld.example", "Telefoon cliënt": "0612345678",
            "Gewenst beroep": r.choice(BEROEPEN), "Gewenste sector (SBI)": r.choice(["62.01", "86", ""]),
            "Uren minimaal": r.choice(["8", "16", "20,5"]), "Uren maximaal": r.choice(["24", "32,5", "36"]),
            "Reisafstand (km)": r.choice(["10", "25", "40,0"]), "Reistijd (min)": r.choice(["30", "60"]),
            "Opleidingsniveau": r.choice(NIVEAUS), "Diploma": r.choice(["Ja", "Nee", "onbekend"]),
            "Diplomadatum": r.choice(["01-07-2010", ""]), "Opleiding": "Opleiding Voorbeeld é",
            "Werk- en denkniveau": r.choice(["vmbo", "mbo", "hbo"]), "Rijbewijs": r.choice(RIJBEWIJZEN), "Vervoer": r.choice(VERVOER),
            "Nederlands spreken": r.choice(["goed", "redelijk", "3"]), "Nederlands schrijven": r.choice(["goed", "geen", "2"]),
            "Andere taal": r.choice(["Engels", "Pools", "ara", ""]), "Andere taal niveau": r.choice(["goed", "redelijk", ""]),
            "Beschikbaar vanaf": r.choice(["1-10-2026", "15 november 2026", "2026-12-01"]), "Kantoortijden": r.choice(["ja", "nee", ""]),
            "Ploegendienst": r.choice(["ja", "nee"]), "Contract": r.choice(["vast", "tijdelijk", ""]),
            "Presentatie": f'Synthetische presentatie {n}; "tussen aanhalingstekens".', "Contactpersoon": "Klantmanager Voorbeeld",
            "Contact e-mail": "werk@voorbeeld.example", "Contact telefoon": "030 123 45 67", "Doelgroepregister": r.choice(["ja", "nee"]),
            "Participatietrede": "4", "Uitkering sinds": "01-01-2024", "Uitkeringsbedrag": "1.234,56", "Traject": "Traject Geheim",
            "Notities klantmanager": "Notitie die niet door mag.",
        }
        for n in range(AANTAL)
    ]  # fmt: skip
    v = Voorbeeld(rijen)
    v.bederf(0, "Postcode", "3511")
    v.bederf(3, "Cliëntnummer", "")
    v.bederf(5, "Cliëntnummer", "abc")
    v.bederf(7, "Uren maximaal", "veel")
    v.bederf(9, "Beschikbaar vanaf", "31-11-2026")
    v.bederf(11, "Rijbewijs", "ja")
    v.bederf(13, "Nederlands spreken", "B1")
    v.bederf(15, "Diploma", "misschien")
    v.bederf(17, "Gewenst beroep", "Koordanser")
    v.bederf(19, "Contactpersoon", "Een naam van een afdeling die niet past")
    v.bederf(21, "Contact e-mail", "werk@")
    v.bederf(23, "Reisafstand (km)", "1234")
    v.bederf(25, "Postcode", "")
    v.bederf(27, "Opleidingsniveau", "wo+")
    v.bederf(29, "Contact telefoon", "12")
    return v


def hallowerk() -> Voorbeeld:
    r = toeval("hallowerk")
    rijen = [
        {
            "kandidaatId": f"kandidaat-{n:04d}", "clientnummer": f"{n:06d}", "naam": f"Voorbeeld {n}", "geboortedatum": "1990-01-01",
            "postcode": r.choice(POSTCODES), "overMij": f"Synthetisch profiel {n}.",
            "reizen": {"maxKm": r.choice([10, 25]), "maxMinuten": 45, "vervoer": r.sample(["fiets", "ov", "auto"], 2)},
            "beschikbaarheid": {"urenMinimaal": 12, "urenMaximaal": r.choice([24, 32]), "vanaf": "2026-10-01", "onregelmatig": r.choice([True, False])},
            "beroepswensen": [{"code": code} for code in r.sample(BEROEPEN, 2)],
            "opleidingen": [{"niveau": r.choice(NIVEAUS), "naam": "Opleiding Voorbeeld", "diploma": True, "jaar": 2010}],
            "werkervaring": [{"functie": "Medewerker", "werkgever": "Voorbeeldbedrijf", "van": "2012-01-01", "tot": "2020-12-31"}],
            "talen": [{"taal": "Nederlands", "spreken": "goed", "schrijven": "redelijk"}, {"taal": "Engels", "spreken": "redelijk"}],
            "rijbewijzen": r.choice([["B"], ["B", "BE"], []]), "interesses": r.sample(["techniek", "dieren", "muziek"], 2),
            "competenties": [{"uri": code, "naam": "Samenwerken"} for code in r.sample(COMPETENTIES, 2)],
            "talenten": ["verbinden"], "drijfveren": ["zekerheid"],
            "consulent": {"naam": "Consulent Voorbeeld", "email": "consulent@voorbeeld.example", "telefoon": "0301234567"},
            "doelgroep": {"banenafspraak": True},
        }
        for n in range(AANTAL)
    ]  # fmt: skip
    v = Voorbeeld(rijen)
    v.bederf(1, "postcode", "0000XX")
    v.bederf(3, "kandidaatId", "x")
    v.bederf(5, "reizen>maxKm", -5, "reizen.maxKm")
    v.bederf(7, "talen>1>taal", "Elfs", "talen[2].taal")
    v.bederf(9, "rijbewijzen", ["B", "Z"], "rijbewijzen[2]")
    v.bederf(11, "beroepswensen>0>code", "koordanser", "beroepswensen[1].code")
    v.bederf(13, "werkervaring>0>van", "ooit", "werkervaring[1].van")
    v.bederf(15, "competenties>1>uri", "teamspeler", "competenties[2].uri")
    v.bederf(17, "consulent>email", "consulent", "consulent.email")
    return v


def um_pilot() -> Voorbeeld:
    r = toeval("um-pilot")
    rijen = [
        {
            "idWerkzoekende": bsn(n + 900), "mobiliteit": {"bemiddelingspostcode": r.choice(POSTCODES), "maximaleReisafstand": 30},
            "werktijden": {"aantalWerkurenPerWeekMaximaal": r.choice([24, 36])}, "vervoermiddel": [{"codeVervoermiddel": r.randint(1, 5)}],
            "indicatieLdrRegistratie": r.choice([1, 2]), "bemiddelingsberoep": [{"codeBeroepsnaam": r.choice(BEROEPEN), "omschrijvingBeroepsnaam": "Beroep"}],
            "arbeidsmarktkwalificatie": {
                "taalbeheersing": [{"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": r.randint(1, 4)}],
                "rijbewijs": [{"codeSoortRijbewijs": c} for c in r.choice([["B"], ["B", " BE"], []])],
                "opleiding": [{"codeNiveauOpleiding": r.randint(1, 6), "codeStatusOpleiding": 1, "opleidingsnaam": {"naamOpleidingOngecodeerd": "Opleiding"}}],
                "gedragscompetentie": [{"codeGedragscompetentie": 24101, "codeBeheersingGedragscompetentie": 1}],
            },
            "sector": [{"codeSbi": 86101}], "contactpersoon": [{"naamContactpersoonAfdeling": "Medewerker (Dienst)"}],
        }
        for n in range(AANTAL)
    ]  # fmt: skip
    v = Voorbeeld(rijen)
    v.bederf(2, "mobiliteit>bemiddelingspostcode", "12", "mobiliteit.bemiddelingspostcode")
    v.bederf(4, "idWerkzoekende", None)
    v.bederf(6, "werktijden>aantalWerkurenPerWeekMaximaal", 400, "werktijden.aantalWerkurenPerWeekMaximaal")
    v.bederf(8, "vervoermiddel>0>codeVervoermiddel", "02x", "vervoermiddel[1].codeVervoermiddel")
    v.bederf(10, "bemiddelingsberoep>0>codeBeroepsnaam", "20039", "bemiddelingsberoep[1].codeBeroepsnaam")
    return v


def um_vacatures() -> Voorbeeld:
    r = toeval("um-vacatures")
    rijen = [
        {
            "idVacature": f"um-{n:04d}", "naamVacature": f"Voorbeeldfunctie {n}", "nummerVacature": str(n), "omschrijvingVacature": "Omschrijving.",
            "codeWerkEnDenkniveauMinimaal": r.choice(["3", "4", "5"]), "sluitingsDatumVacature": "2027-02-24",
            "werkgever": {
                "handelsnaamOrganisatie": "Voorbeeldbedrijf",
                "adresHouding": [
                    {"codeFunctieAdres": "C", "adres": {"adresNederland": {"postcode": "1012JS"}}},
                    {"codeFunctieAdres": "E", "adres": {"adresNederland": {"postcode": r.choice(POSTCODES)}}},
                ],
            },
            "beroep": {"codeBeroepsnaam": r.choice(BEROEPEN)}, "rijbewijs": [{"codeSoortRijbewijs": "B"}],
            "werktijden": {"aantalWerkurenPerWeekMinimaal": 16, "aantalWerkurenPerWeekMaximaal": r.choice([24, 36])},
            "contractvorm": [{"codeTypeArbeidscontract": r.choice("OB"), "codeTypeOvereenkomst": "01"}],
        }
        for n in range(AANTAL)
    ]  # fmt: skip
    v = Voorbeeld(rijen)
    v.bederf(2, "sluitingsDatumVacature", "24 februari")
    v.bederf(4, "nummerVacature", "een te lang nummer")
    v.bederf(6, "contractvorm>0>codeTypeArbeidscontract", "X", "contractvorm[1].codeTypeArbeidscontract")
    return v


def jobposting() -> Voorbeeld:
    r = toeval("jobposting")
    rijen = [
        {
            "@context": "https://schema.org", "@type": "JobPosting", "identifier": {"@type": "PropertyValue", "name": "Voorbeeld", "value": f"jp-{n:04d}"},
            "title": f"Voorbeeldfunctie {n}", "description": f"<p>Synthetisch &amp; <b>kort</b>.</p><ul><li>taak {n}</li></ul>",
            "datePosted": "2026-09-01", "validThrough": "2026-12-31T23:59", "employmentType": r.choice(["FULL_TIME", ["PART_TIME", "TEMPORARY"]]),
            "hiringOrganization": {"@type": "Organization", "name": "Voorbeeldbedrijf", "sameAs": "https://www.voorbeeld.example"},
            "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressCountry": "NL", "postalCode": r.choice(POSTCODES)}},
            "baseSalary": {"@type": "MonetaryAmount", "currency": "EUR", "value": {"@type": "QuantitativeValue", "minValue": 2500, "maxValue": 3000, "unitText": "MONTH"}},
            "workHours": r.choice(["24-32", "36"]), "occupationalCategory": r.choice(BEROEPEN), "skills": r.sample(COMPETENTIES, 2),
            "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": r.choice([12, 30])},
            "educationRequirements": {"@type": "EducationalOccupationalCredential", "credentialCategory": r.choice(["bachelor degree", "high school"])},
        }
        for n in range(AANTAL)
    ]  # fmt: skip
    v = Voorbeeld(rijen)
    v.bederf(1, "jobLocation>address>postalCode", "B-1000", "jobLocation[].address.postalCode")
    v.bederf(3, "validThrough", "volgende week")
    v.bederf(5, "title", "x" * 121)
    v.bederf(7, "workHours", "9 to 5")
    v.bederf(9, "skills", ["Excel", COMPETENTIES[0]], "skills[1]")
    return v


def setu() -> Voorbeeld:
    r = toeval("setu")
    rijen = [
        {
            "DocumentID": f"setu-{n:04d}", "PositionTitle": f"Voorbeeldfunctie {n} & meer", "PostalCode": r.choice(POSTCODES),
            "OrganizationName": "Voorbeeldbedrijf B.V.", "JobCategoryCode": r.choice(BEROEPEN), "OfferingType": r.choice(["DirectHire", "Temporary"]),
            "Competency": r.choice(COMPETENTIES), "LicenseTypeCode": "B", "Measure": r.choice(["12", "36"]), "Language": "nl",
            "Content": "<p>Synthetische tekst.</p>", "CloseDate": "2026-12-15", "URI": "werk@voorbeeld.example", "FamilyName": "Voorbeeld",
        }
        for n in range(AANTAL)
    ]  # fmt: skip
    v = Voorbeeld(rijen)
    v.bederf(1, "PostalCode", "10117", "PositionProfile.PositionLocation[].Address.PostalCode")
    v.bederf(3, "CloseDate", "15 dec", "PositionProfile.ApplicationCloseDate")
    v.bederf(5, "JobCategoryCode", "http://data.europa.eu/esco/occupation/1", "PositionProfile.JobCategoryCode")
    v.bederf(7, "OfferingType", "Anders", "PositionProfile.PositionOfferingTypeCode")
    v.bederf(
        9,
        "URI",
        "mailto:werk",
        "PositionProfile.PostingInstruction.ApplicationMethod.PersonContact.Communication[1].URI",
    )
    return v


def als_csv(v: Voorbeeld, tekenset: str) -> bytes:
    uit = io.StringIO(newline="")
    schrijver = csv.DictWriter(uit, list(v.rijen[0]), delimiter=";", lineterminator="\r\n")
    schrijver.writeheader()
    schrijver.writerows(v.rijen)
    return uit.getvalue().encode(tekenset)


def als_xlsx(v: Voorbeeld, boven: int) -> bytes:
    """Write a workbook with the header below ``boven`` rows of title."""
    uit = io.BytesIO()
    werkmap = xlsxwriter.Workbook(uit, {"in_memory": True, "strings_to_urls": False})
    werkmap.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001
    blad = werkmap.add_worksheet("Blad 1")
    datum = werkmap.add_format({"num_format": "dd-mm-yyyy"})
    if boven:
        blad.merge_range(0, 0, 0, 5, "Export van voorbeeldgegevens")
    for kolom, naam in enumerate(v.rijen[0]):
        blad.write_string(boven, kolom, naam)
        for nummer, rij in enumerate(v.rijen, boven + 1):
            waarde = rij[naam]
            blad.write(nummer, kolom, waarde, datum) if isinstance(waarde, date) else blad.write(nummer, kolom, waarde)
    werkmap.close()
    return uit.getvalue()


def als_json(v: Voorbeeld, om: str = "") -> bytes:
    regels = ",\n".join(json.dumps(rij, ensure_ascii=False) for rij in v.rijen)
    return (f'{{"{om}": [\n{regels}\n]}}\n' if om else f"[\n{regels}\n]\n").encode()


def als_xml(v: Voorbeeld) -> bytes:
    delen = []
    for rij in v.rijen:
        e = {naam: escape(str(waarde)) for naam, waarde in rij.items()}
        delen.append(f"""<PositionOpening xmlns="http://www.hr-xml.org/3" xmlns:oa="http://www.openapplications.org/oagis/9">
<DocumentID schemeVersionID="1.3">{e["DocumentID"]}</DocumentID>
<PositionProfile languageCode="nl">
<PostingInstruction><ApplicationMethod><PersonContact><PersonName><FamilyName>{e["FamilyName"]}</FamilyName></PersonName>
<Communication><ChannelCode>Email</ChannelCode><oa:URI>{e["URI"]}</oa:URI></Communication></PersonContact></ApplicationMethod></PostingInstruction>
<PositionTitle>{e["PositionTitle"]}</PositionTitle>
<PositionLocation><Address><CountryCode>NL</CountryCode><oa:PostalCode>{e["PostalCode"]}</oa:PostalCode></Address></PositionLocation>
<PositionOrganization><OrganizationIdentifiers><OrganizationName>{e["OrganizationName"]}</OrganizationName></OrganizationIdentifiers></PositionOrganization>
<JobCategoryCode listName="CompetentNL">{e["JobCategoryCode"]}</JobCategoryCode>
<PositionOfferingTypeCode>{e["OfferingType"]}</PositionOfferingTypeCode>
<PositionQualifications><PositionCompetency><CompetencyID schemeID="CompetentNL">{e["Competency"]}</CompetencyID></PositionCompetency>
<LicenseTypeCode>{e["LicenseTypeCode"]}</LicenseTypeCode>
<ExperienceSummary><ExperienceCategory><Measure unitCode="month">{e["Measure"]}</Measure></ExperienceCategory></ExperienceSummary></PositionQualifications>
<PositionFormattedDescription><Content>{e["Content"]}</Content></PositionFormattedDescription>
<WorkingLanguageCode>{e["Language"]}</WorkingLanguageCode>
<ApplicationCloseDate>{e["CloseDate"]}</ApplicationCloseDate>
</PositionProfile>
</PositionOpening>""")
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<Vacatures>\n' + "\n".join(delen) + "\n</Vacatures>\n").encode()


Maker = tuple[Callable[[], Voorbeeld], Callable[[Voorbeeld], bytes], Callable[[int], str]]
BESTANDEN: dict[str, Maker] = {
    "sonar.xlsx": (sonar, lambda v: als_xlsx(v, 3), lambda n: f"rij {n + 5}"),
    "wbs.xlsx": (wbs, lambda v: als_xlsx(v, 0), lambda n: f"rij {n + 2}"),
    "wbs.csv": (wbs, lambda v: als_csv(v, "utf-8-sig"), lambda n: f"rij {n + 2}"),
    "gemeente.csv": (gemeente, lambda v: als_csv(v, "cp1252"), lambda n: f"rij {n + 2}"),
    "gemeente-utf8.csv": (gemeente, lambda v: als_csv(v, "utf-8"), lambda n: f"rij {n + 2}"),
    "hallowerk.json": (hallowerk, lambda v: als_json(v, "kandidaten"), lambda n: f"record {n + 1}"),
    "um-werkzoekenden.json": (um_pilot, als_json, lambda n: f"record {n + 1}"),
    "um-vacatures.json": (um_vacatures, als_json, lambda n: f"record {n + 1}"),
    "jobposting.json": (jobposting, lambda v: als_json(v, "@graph"), lambda n: f"record {n + 1}"),
    "setu.xml": (setu, als_xml, lambda n: f"record {n + 1}"),
}


def main(doel: Path) -> None:
    doel.mkdir(parents=True, exist_ok=True)
    for naam, (maak, schrijf, plaats) in BESTANDEN.items():
        voorbeeld = maak()
        (doel / naam).write_bytes(schrijf(voorbeeld))
        fouten = ",\n".join(json.dumps([plaats(n), kolom], ensure_ascii=False) for n, kolom in voorbeeld.fouten)
        (doel / f"{naam}.fouten.json").write_text(f"[\n{fouten}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DOEL)
