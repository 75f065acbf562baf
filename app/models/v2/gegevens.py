"""The parts that version 2 has otherwise than version 3, shared by jobseeker and vacancy (VUM contract 2.0.0).

Where the contract says ``oneOf`` over objects that are told apart by the one field they have, exactly one
of those fields must be there.
"""

from typing import Annotated, Any, Final, TypeAlias

from pydantic import Discriminator, Field, StringConstraints, Tag

from app.models.gegevens import (
    TAK,
    CodeOpleidingsnaam,
    Datum,
    Optioneel,
    Tekst120,
    Tekst2000,
    VumModel,
    optioneel,
)
from app.models.v2.waardelijsten import (
    BeheersingGedragscompetentie,
    CodeGedragscompetentie,
    OmschrijvingGedragscompetentie,
)
from app.models.waardelijsten import JaNeeOnbekend, SoortWebadres

EEN_VORM: Final = "vum_een_vorm"

BocCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,10}$")]
Url = Annotated[str, StringConstraints(max_length=512)]
Landcode = Annotated[str, StringConstraints(max_length=2)]
Regiostraal = Annotated[int, Field(ge=1, le=9)]


def kies(*namen: str) -> Discriminator:
    """Choose the branch by which one of these fields is there; its tag is the name after ``TAK``."""

    def tak(waarde: Any) -> str | None:
        aanwezig = waarde if isinstance(waarde, dict) else getattr(waarde, "model_fields_set", ())
        gevonden = [naam for naam in namen if naam in aanwezig]
        return TAK + gevonden[0] if len(gevonden) == 1 else None

    return Discriminator(tak, custom_error_type=EEN_VORM, custom_error_message="exactly one of the forms")


class Beroepscode(VumModel):
    """Beroepsnaam uit de beroepenlijst van UWV."""

    codeBeroepsnaam: Optioneel[BocCode] = optioneel("Code uit de beroepenlijst van UWV (BOC).", "5642")
    omschrijvingBeroepsnaam: Optioneel[Tekst120] = optioneel("Naam van het beroep.", "Voorbeeldberoep")


class Beroepstekst(VumModel):
    """Beroepsnaam in eigen woorden."""

    naamBeroepOngecodeerd: Optioneel[Tekst120] = optioneel("Naam van het beroep.", "Voorbeeldberoep")


class BeroepsnaamGecodeerd(VumModel):
    """Beroep met een code."""

    beroepsnaamGecodeerd: Optioneel[Beroepscode] = optioneel("Beroepsnaam met een code.")


class BeroepsnaamOngecodeerd(VumModel):
    """Beroep zonder code."""

    beroepsnaamOngecodeerd: Optioneel[Beroepstekst] = optioneel("Beroepsnaam in eigen woorden.")


Beroepsnaam: TypeAlias = Annotated[
    Annotated[BeroepsnaamGecodeerd, Tag(f"{TAK}beroepsnaamGecodeerd")]
    | Annotated[BeroepsnaamOngecodeerd, Tag(f"{TAK}beroepsnaamOngecodeerd")],
    kies("beroepsnaamGecodeerd", "beroepsnaamOngecodeerd"),
]


class Opleidingscode(VumModel):
    """Opleidingsnaam uit de codelijst van SuwiML."""

    codeOpleidingsnaam: Optioneel[CodeOpleidingsnaam] = optioneel("Code van de opleidingsnaam.", "9999999999")
    omschrijvingOpleidingsnaam: Optioneel[Tekst120] = optioneel("Naam van de opleiding.", "Voorbeeldopleiding")


class MPOpleidingstekst(VumModel):
    """Opleidingsnaam in eigen woorden."""

    naamOpleidingOngecodeerd: Optioneel[Tekst120] = optioneel("Naam van de opleiding.", "Voorbeeldopleiding")


class Opleidingstekst(MPOpleidingstekst):
    """Opleidingsnaam in eigen woorden, met een omschrijving."""

    omschrijvingOpleiding: Optioneel[Tekst2000] = optioneel("Omschrijving van de opleiding.")


class OpleidingsnaamGecodeerd(VumModel):
    """Opleidingsnaam met een code."""

    opleidingsnaamGecodeerd: Optioneel[Opleidingscode] = optioneel("Opleidingsnaam met een code.")


class OpleidingsnaamOngecodeerd(VumModel):
    """Opleidingsnaam zonder code."""

    opleidingsnaamOngecodeerd: Optioneel[Opleidingstekst] = optioneel("Opleidingsnaam in eigen woorden.")


class MPOpleidingsnaamOngecodeerd(VumModel):
    """Opleidingsnaam zonder code, zonder omschrijving."""

    opleidingsnaamOngecodeerd: Optioneel[MPOpleidingstekst] = optioneel("Opleidingsnaam in eigen woorden.")


_VORMEN_OPLEIDING = kies("opleidingsnaamGecodeerd", "opleidingsnaamOngecodeerd")
Opleidingsnaam: TypeAlias = Annotated[
    Annotated[OpleidingsnaamGecodeerd, Tag(f"{TAK}opleidingsnaamGecodeerd")]
    | Annotated[OpleidingsnaamOngecodeerd, Tag(f"{TAK}opleidingsnaamOngecodeerd")],
    _VORMEN_OPLEIDING,
]
MPOpleidingsnaam: TypeAlias = Annotated[
    Annotated[OpleidingsnaamGecodeerd, Tag(f"{TAK}opleidingsnaamGecodeerd")]
    | Annotated[MPOpleidingsnaamOngecodeerd, Tag(f"{TAK}opleidingsnaamOngecodeerd")],
    _VORMEN_OPLEIDING,
]


class Gedragscompetentie(VumModel):
    """Gedragscompetentie die iemand beheerst of die gevraagd wordt."""

    codeBeheersingGedragscompetentie: Optioneel[BeheersingGedragscompetentie] = optioneel("Mate van beheersing.", 3)
    codeGedragscompetentie: Optioneel[CodeGedragscompetentie] = optioneel("Code van de competentie.", "24100")
    omschrijvingGedragscompetentie: Optioneel[OmschrijvingGedragscompetentie] = optioneel(
        "Omschrijving van de competentie.", "Samenwerken en overleggen"
    )


class Vakvaardigheid(VumModel):
    """Vakvaardigheid."""

    omschrijving: Optioneel[Tekst120] = optioneel("Omschrijving van de vakvaardigheid.")


class Flexibiliteit(VumModel):
    """Wanneer en in welke omtrek er gewerkt kan worden."""

    codeRegiostraal: Optioneel[Regiostraal] = optioneel("Omtrek waarbinnen gewerkt kan worden, als code.", 3)
    datumAanvangBeschikbaarVoorWerk: Optioneel[Datum] = optioneel("Eerste mogelijke werkdag.", "2026-01-01")
    datumEindeBeschikbaarVoorWerk: Optioneel[Datum] = optioneel("Laatste mogelijke werkdag.", "2027-12-31")
    indicatieOnregelmatigWerkOfPloegendienst: Optioneel[JaNeeOnbekend] = optioneel(
        "Is werk op onregelmatige tijden of in ploegendienst mogelijk?", 1
    )


class Webadres(VumModel):
    """Webadres."""

    codeWebadres: Optioneel[SoortWebadres] = optioneel("Soort webadres.", 3)
    url: Optioneel[Url] = optioneel("Het webadres zelf.", "https://voorbeeld.example")
