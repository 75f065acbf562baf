"""The envelopes of the exchange contract and of the source contract (VUM 3.0.0), and the error body.

``Request`` and ``Response`` are the contract's own names. An envelope that the contract leaves open is
open here too; only the jobseeker's request is closed.
"""

from typing import Annotated, Final

from pydantic import Field, StringConstraints

from app.models.gegevens import (
    OpenModel,
    Optioneel,
    Tekst10,
    Tekst100,
    Tekst200,
    Tekst500,
    Tekst2000,
    VumModel,
    optioneel,
    verplicht,
)
from app.models.vacature import MPVacatureBronMatch, MPVacatureMatch, Vacature
from app.models.vraag import MPVacature, MPWerkzoekende
from app.models.werkzoekende import MPWerkzoekendeBronMatch, MPWerkzoekendeMatch, Werkzoekende

_MEER = "Zijn er meer matches dan dit antwoord bevat? Een bron geeft per vraag een maximum aantal (standaard 100)."
MATCHES: Final = "Gevonden matches, in willekeurige volgorde."
_VRAAG_ID = "Id dat de uitwisseling aan de vraag heeft gegeven."
_BRON_ID = "Id van de bron."


class WerkzoekendeProfielMatchesRequest(VumModel):
    """Bericht met een vraag naar werkzoekenden."""

    vraagObject: MPWerkzoekende = verplicht("De vraag.")


class VacatureMatchesRequest(OpenModel):
    """Bericht met een vraag naar vacatures."""

    vraagObject: MPVacature = verplicht("De vraag.")


class MatchesVanBron(OpenModel):
    """Wat elk antwoord op een vraag heeft."""

    maximumAantalResultatenBereikt: bool = verplicht(_MEER, False)


class MatchesVanUitwisseling(MatchesVanBron):
    """Wat elk antwoord van de uitwisseling op een vraag heeft."""

    vraagID: Tekst100 = verplicht(_VRAAG_ID)


class DetailVanUitwisseling(OpenModel):
    """Wat elk antwoord van de uitwisseling op een detailvraag heeft."""

    bronID: Optioneel[Tekst200] = optioneel(_BRON_ID)


class WerkzoekendeProfielMatchesResponse(MatchesVanUitwisseling):
    """Antwoord van de uitwisseling op een vraag naar werkzoekenden."""

    matches: list[MPWerkzoekendeMatch] = verplicht(MATCHES)


class VacaturesMatchesResponse(MatchesVanUitwisseling):
    """Antwoord van de uitwisseling op een vraag naar vacatures."""

    matches: list[MPVacatureMatch] = verplicht(MATCHES)


class WerkzoekendeProfielMatchesBronResponse(MatchesVanBron):
    """Antwoord van een bron op een vraag naar werkzoekenden."""

    matches: list[MPWerkzoekendeBronMatch] = verplicht(MATCHES)


class VacatureMatchesBronResponse(MatchesVanBron):
    """Antwoord van een bron op een vraag naar vacatures."""

    matches: list[MPVacatureBronMatch] = verplicht(MATCHES)


class WerkzoekendeProfielResponse(DetailVanUitwisseling):
    """Antwoord van de uitwisseling op een detailvraag: een werkzoekende en de bron."""

    werkzoekende: Optioneel[Werkzoekende] = optioneel("Detailprofiel.")


class VacatureResponse(DetailVanUitwisseling):
    """Antwoord van de uitwisseling op een detailvraag: een vacature en de bron."""

    vacature: Optioneel[Vacature] = optioneel("Detail van de vacature.")


class Error(OpenModel):
    """Foutbericht: dat van het VUM-contract en dat van RFC 9457 in een."""

    code: Tekst10 = verplicht("VUM-foutcode.", "400.01")
    message: Tekst500 = verplicht("Vaste tekst bij de foutcode.", "Ongeldige aanroep")
    details: Optioneel[Tekst2000] = optioneel(
        "Welke velden welke regels breken; nooit een waarde.", "vraagObject.selectiegebied.postcode is verplicht"
    )
    type: Optioneel[Annotated[str, Field(json_schema_extra={"format": "uri-reference"})]] = optioneel(
        "Soort fout (RFC 9457).", "about:blank"
    )
    title: Optioneel[Tekst500] = optioneel("Gelijk aan message (RFC 9457).", "Ongeldige aanroep")
    status: Optioneel[Annotated[int, Field(ge=400, le=599)]] = optioneel("HTTP-status (RFC 9457).", 400)
    detail: Optioneel[Tekst2000] = optioneel("Gelijk aan details (RFC 9457).")
    instance: Optioneel[Annotated[str, StringConstraints(max_length=200)]] = optioneel(
        "Verwijzing naar dit ene voorval (RFC 9457).", "urn:uuid:00000000-0000-4000-8000-000000000001"
    )
