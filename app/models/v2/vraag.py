"""The question: the ``vraagObject`` of both kinds (VUM contract 2.0.0), open as that of version 3 is."""

from app.models.gegevens import OpenModel, Optioneel, optioneel
from app.models.v2.gegevens import BocCode
from app.models.vraag import VacatureVraagBasis, WerkzoekendeVraagBasis


class BeroepscodeVraag(OpenModel):
    """Gelijk aan een beroep."""

    eq: Optioneel[BocCode] = optioneel("Code uit de beroepenlijst van UWV (BOC).", "5642", alias="$eq")


class BeroepKeuze(OpenModel):
    """Een van de gezochte beroepen."""

    beroep_code: Optioneel[BeroepscodeVraag] = optioneel("Beroep.", alias="beroepsnaamGecodeerd.codeBeroepsnaam")


class BeroepElement(OpenModel):
    """Keuze uit beroepen."""

    een_van: Optioneel[list[BeroepKeuze]] = optioneel("Ten minste een ervan.", alias="$or")


class BemiddelingsberoepVraag(OpenModel):
    """Een bemiddelingsberoep dat voldoet."""

    element: Optioneel[BeroepElement] = optioneel("Binnen een en hetzelfde element.", alias="$elemMatch")


class MPWerkzoekende(WerkzoekendeVraagBasis):
    """Vraag naar werkzoekenden. Een onbekend criterium wordt aanvaard en heeft geen effect."""

    bemiddelingsberoep: Optioneel[BemiddelingsberoepVraag] = optioneel("Gezochte beroepen.")


class MPVacature(VacatureVraagBasis):
    """Vraag naar vacatures. Een onbekend criterium wordt aanvaard en heeft geen effect."""

    beroep: Optioneel[BeroepscodeVraag] = optioneel(
        "Gezocht beroep.", alias="beroep.beroepsnaamGecodeerd.codeBeroepsnaam"
    )
