"""The addresses of an employer (VUM contract 2.0.0); version 3 has one Dutch address of the vacancy instead."""

from typing import Annotated, TypeAlias

from pydantic import StringConstraints, Tag

from app.models.gegevens import (
    TAK,
    Datum,
    Getal99999,
    Optioneel,
    Postcode,
    Tekst6,
    Tekst24,
    Tekst70,
    VumModel,
    optioneel,
)
from app.models.v2.gegevens import Landcode, kies
from app.models.v2.waardelijsten import FunctieAdres, Woonbootverwijzing, Woonwagenverwijzing

Tekst1 = Annotated[str, StringConstraints(max_length=1)]
Tekst2 = Annotated[str, StringConstraints(max_length=2)]
Tekst4 = Annotated[str, StringConstraints(max_length=4)]
Tekst9 = Annotated[str, StringConstraints(max_length=9)]
Tekst16 = Annotated[str, StringConstraints(max_length=16)]
Tekst40 = Annotated[str, StringConstraints(max_length=40)]
Tekst80 = Annotated[str, StringConstraints(max_length=80)]


class Straat(VumModel):
    """Straat en huisnummer."""

    aanduidingBijHuisnummer: Optioneel[Tekst2] = optioneel("Aanduiding bij het huisnummer.")
    huisletter: Optioneel[Tekst1] = optioneel("Huisletter.", "A")
    huisnummer: Optioneel[Getal99999] = optioneel("Huisnummer.", 1)
    huisnummertoevoeging: Optioneel[Tekst6] = optioneel("Toevoeging aan het huisnummer.", "bis")
    naamOpenbareRuimte: Optioneel[Tekst80] = optioneel("Naam van de openbare ruimte.")
    straatnaam: Optioneel[Tekst24] = optioneel("Naam van de straat.", "Voorbeeldstraat")
    woonbootverwijzing: Optioneel[Woonbootverwijzing] = optioneel("Verwijzing naar een woonboot.")
    woonwagenverwijzing: Optioneel[Woonwagenverwijzing] = optioneel("Verwijzing naar een woonwagen.")


class Straatadres(VumModel):
    """Adres aan een straat."""

    straatadres: Optioneel[Straat] = optioneel("Straat en huisnummer.")


class Postbus(VumModel):
    """Postbus."""

    postbusnummer: Optioneel[Getal99999] = optioneel("Nummer van de postbus.", 1)


class Postbusadres(VumModel):
    """Adres van een postbus."""

    postbusadres: Optioneel[Postbus] = optioneel("Postbus.")


class Antwoordnummer(VumModel):
    """Antwoordnummer."""

    antwoordnummer: Optioneel[Getal99999] = optioneel("Antwoordnummer.", 1)


class Antwoordnummeradres(VumModel):
    """Adres van een antwoordnummer."""

    antwoordnummeradres: Optioneel[Antwoordnummer] = optioneel("Antwoordnummer.")


AdresDetails: TypeAlias = Annotated[
    Annotated[Straatadres, Tag(f"{TAK}straatadres")]
    | Annotated[Postbusadres, Tag(f"{TAK}postbusadres")]
    | Annotated[Antwoordnummeradres, Tag(f"{TAK}antwoordnummeradres")],
    kies("straatadres", "postbusadres", "antwoordnummeradres"),
]


class Nederland(VumModel):
    """Gegevens van een Nederlands adres."""

    adresDetails: Optioneel[AdresDetails] = optioneel("Straat, postbus of antwoordnummer.")
    codeGemeente: Optioneel[Tekst4] = optioneel("Code van de gemeente.")
    district: Optioneel[Tekst24] = optioneel("District.")
    gemeentedeel: Optioneel[Tekst24] = optioneel("Deel van de gemeente.")
    gemeentenaam: Optioneel[Tekst40] = optioneel("Naam van de gemeente.")
    identificatiecodeNummeraanduiding: Optioneel[Tekst16] = optioneel("Nummeraanduiding in de BAG.")
    identificatiecodeVerblijfplaats: Optioneel[Tekst16] = optioneel("Verblijfplaats in de BAG.")
    locatieomschrijving: Optioneel[Tekst70] = optioneel("Omschrijving van de plaats.")
    postcode: Optioneel[Postcode] = optioneel("Postcode.", "3511AA")
    woonplaatsnaam: Optioneel[Tekst80] = optioneel("Naam van de woonplaats.")


class AdresNederland(VumModel):
    """Nederlands adres."""

    adresNederland: Optioneel[Nederland] = optioneel("Nederlands adres.")


class StraatBuitenland(VumModel):
    """Straat en huisnummer in het buitenland."""

    huisnummerBuitenland: Optioneel[Tekst9] = optioneel("Huisnummer.")
    straatnaamBuitenland: Optioneel[Tekst24] = optioneel("Naam van de straat.")


class StraatadresBuitenland(VumModel):
    """Adres aan een straat in het buitenland."""

    straatadresbuitenland: Optioneel[StraatBuitenland] = optioneel("Straat en huisnummer.")


class PostbusBuitenland(VumModel):
    """Postbus in het buitenland."""

    postbusnummerBuitenland: Optioneel[Tekst9] = optioneel("Nummer van de postbus.")


class PostbusadresBuitenland(VumModel):
    """Adres van een postbus in het buitenland."""

    postbusadresbuitenland: Optioneel[PostbusBuitenland] = optioneel("Postbus.")


AdresDetailsBuitenland: TypeAlias = Annotated[
    Annotated[StraatadresBuitenland, Tag(f"{TAK}straatadresbuitenland")]
    | Annotated[PostbusadresBuitenland, Tag(f"{TAK}postbusadresbuitenland")],
    kies("straatadresbuitenland", "postbusadresbuitenland"),
]


class MPBuitenland(VumModel):
    """Land van een adres in het buitenland."""

    landencodeIso: Optioneel[Landcode] = optioneel("Land volgens ISO 3166-1.", "BE")


class Buitenland(MPBuitenland):
    """Gegevens van een adres in het buitenland."""

    adresDetailsBuitenland: Optioneel[AdresDetailsBuitenland] = optioneel("Straat of postbus.")
    landsnaam: Optioneel[Tekst40] = optioneel("Naam van het land.")
    locatieomschrijvingBuitenland: Optioneel[Tekst70] = optioneel("Omschrijving van de plaats.")
    postcodeBuitenland: Optioneel[Tekst9] = optioneel("Postcode in het buitenland.")
    regionaamBuitenland: Optioneel[Tekst24] = optioneel("Naam van de regio.")
    woonplaatsnaamBuitenland: Optioneel[Tekst40] = optioneel("Naam van de woonplaats.")


class AdresBuitenland(VumModel):
    """Adres in het buitenland."""

    adresBuitenland: Optioneel[Buitenland] = optioneel("Adres in het buitenland.")


class MPAdresBuitenland(VumModel):
    """Adres in het buitenland zoals het matchprofiel het toont: alleen het land."""

    adresBuitenland: Optioneel[MPBuitenland] = optioneel("Land van het adres.")


Adreskeuze: TypeAlias = Annotated[
    Annotated[AdresNederland, Tag(f"{TAK}adresNederland")] | Annotated[AdresBuitenland, Tag(f"{TAK}adresBuitenland")],
    kies("adresNederland", "adresBuitenland"),
]


class AdresHoudingBasis(VumModel):
    """Adres dat een werkgever heeft."""

    codeFunctieAdres: Optioneel[FunctieAdres] = optioneel("Functie van het adres.", "E")


class AdresHouding(AdresHoudingBasis):
    """Adres dat een werkgever heeft."""

    adres: Optioneel[Adreskeuze] = optioneel("Het adres zelf.")
    datumAanvangAdres: Optioneel[Datum] = optioneel("Eerste dag op dit adres.", "2020-01-01")
    datumEindeAdres: Optioneel[Datum] = optioneel("Laatste dag op dit adres.", "2027-12-31")


class MPAdresHouding(AdresHoudingBasis):
    """Adres dat een werkgever heeft, zoals het matchprofiel het toont."""

    adres: Optioneel[MPAdresBuitenland] = optioneel("Het land, als het adres in het buitenland is.")
