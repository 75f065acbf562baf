"""The envelopes of the exchange contract and of the source contract (VUM 2.0.0)."""

from app.models.bericht import MATCHES, DetailVanUitwisseling, MatchesVanBron, MatchesVanUitwisseling
from app.models.gegevens import OpenModel, Optioneel, VumModel, optioneel, verplicht
from app.models.v2.vacature import MPVacatureBronMatch, MPVacatureMatch, Vacature
from app.models.v2.vraag import MPVacature, MPWerkzoekende
from app.models.v2.werkzoekende import MPWerkzoekendeBronMatch, MPWerkzoekendeMatch, Werkzoekende


class WerkzoekendeProfielMatchesRequest(VumModel):
    """Bericht met een vraag naar werkzoekenden."""

    vraagObject: MPWerkzoekende = verplicht("De vraag.")


class VacatureMatchesRequest(OpenModel):
    """Bericht met een vraag naar vacatures."""

    vraagObject: MPVacature = verplicht("De vraag.")


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
