"""What the delivery API says: deliveries as runs, their reports, and the own records by id."""

from datetime import datetime
from typing import Literal

from pydantic import Field, JsonValue

from app.models.beheer import Antwoordmodel, Moment
from app.models.identiteit import Oin, RecordID

SOORTEN: list[JsonValue] = ["werkzoekende", "vacature"]
WIJZEN: list[JsonValue] = ["aanvullen", "vervangen", "verwijderen"]
STATEN: list[JsonValue] = ["ontvangen", "bezig", "wacht-op-bevestiging", "klaar", "mislukt", "afgebroken"]


class Leveringstelling(Antwoordmodel):
    """Aantallen van een levering; tijdens het verwerken wat tot nu toe gelezen is."""

    gelezen: int = Field(0, description="Records in het bestand.")
    geaccepteerd: int = Field(0, description="Records die aan elke regel voldoen.")
    geweigerd: int = Field(0, description="Records die een regel breken; met geaccepteerd samen gelezen.")
    nieuw: int = Field(0, description="Records die er nog niet waren.")
    gewijzigd: int = Field(0, description="Records die anders waren.")
    ongewijzigd: int = Field(0, description="Records die al zo stonden.")
    geweerd: int = Field(0, description="Niet opgeslagen: de persoon is op eigen verzoek gewist.")
    dubbel: int = Field(0, description="Overgeslagen: hetzelfde id komt later in het bestand nog eens voor.")
    verwijderd: int = Field(0, description="Verwijderde records.")
    nietGevonden: int = Field(0, description="Te verwijderen, maar niet aanwezig.")
    toestemmingen: int = Field(0, description="Toestemmingen die door het bestand veranderden.")
    aanwezig: int = Field(0, description="Records van voor een levering die verwijdert.")
    teVerwijderen: int = Field(0, description="Zou verwijderd worden; wacht op bevestiging.")


class Leveringweergave(Antwoordmodel):
    """Een levering en hoe zij ervoor staat."""

    id: str = Field(description="Id van de levering.", json_schema_extra={"format": "uuid"})
    bron: Oin = Field(description="OIN van de bron die aanlevert.")
    soort: str = Field(description="Wat er in het bestand staat.", json_schema_extra={"enum": SOORTEN})
    formaat: str = Field(description="Formaat van het bestand.")
    wijze: str = Field(
        description="aanvullen: toevoegen en wijzigen; vervangen: wat niet in het bestand staat verdwijnt; verwijderen: wat "
        "in het bestand staat verdwijnt.",
        json_schema_extra={"enum": WIJZEN},
    )
    proef: bool = Field(description="Alleen gecontroleerd; er verandert niets.")
    herkomst: str = Field(description="Hoe zij binnenkwam.", json_schema_extra={"enum": ["api", "cli"]})
    staat: str = Field(
        description="klaar, mislukt en afgebroken zijn een einde; bij die laatste twee is er niets veranderd.",
        json_schema_extra={"enum": STATEN},
    )
    ontvangenOp: Moment
    bijgewerktOp: Moment
    bytes: int = Field(description="Grootte van het bestand.")
    vervaltOp: datetime | None = Field(None, description="Tot wanneer op bevestiging gewacht wordt; null: niet.")
    fout: str | None = Field(None, description="Waarom er niets veranderde; null: er is geen reden.")
    telling: Leveringstelling = Field(description="Aantallen.")


class Leveringen(Antwoordmodel):
    """Een bladzijde van de eigen leveringen, de nieuwste eerst."""

    leveringen: list[Leveringweergave] = Field(description="De leveringen van deze bladzijde.")
    volgende: int | None = Field(None, description="Cursor van de volgende bladzijde; null: dit is de laatste.")


class Leveringsfout(Antwoordmodel):
    """Wat er mis is met een cel of een record; nooit de waarde."""

    plaats: str = Field(description="Rij, regel of record in het bestand.")
    kolom: str = Field(description="Kolom, of pad van het veld; leeg: het hele record.")
    regel: str = Field(description="De regel die gebroken is.")
    verbetering: str = Field(description="Wat de eigenaar van het bestand kan doen.")
    gevolg: Literal["record geweigerd", "cel niet overgenomen"] = Field(
        description="Wat er door de fout niet geladen is."
    )


class Celoverzicht(Antwoordmodel):
    """Wat er met elke cel gebeurde; de uitkomsten zijn samen gelezen."""

    rijen: int = Field(description="Rijen met inhoud.")
    legeRijen: int = Field(description="Rijen zonder inhoud.")
    gelezen: int = Field(description="Gelezen cellen.")
    uitkomsten: dict[str, int] = Field(description="Aantal cellen per uitkomst.")
    afgewezenPerKolom: dict[str, int] = Field(description="Afgewezen cellen per kolom.")
    onbekendeKolommen: dict[str, int] = Field(description="Kolommen die het formaat niet kent, met hun aantal cellen.")
    ontbrekendeKolommen: list[str] = Field(description="Kolommen die het formaat kent en die er niet zijn.")


class Tekstbevinding(Antwoordmodel):
    """Wat in vrije tekst gevonden en gemaskeerd is; nooit de tekst."""

    plaats: str = Field(description="Rij, regel of record in het bestand.")
    veld: str = Field(description="Pad van het veld.")
    soort: str = Field(description="Wat er stond, bijvoorbeeld bsn of emailadres.")


class Vrijetekst(Antwoordmodel):
    """Wat in vrije tekst gevonden is."""

    telling: dict[str, int] = Field(description="Aantal per soort.")
    bevindingen: list[Tekstbevinding] = Field(description="De eerste honderdduizend.")


class Leveringsrapport(Antwoordmodel):
    """Het rapport van een levering. De aantallen kloppen met elkaar; er staat geen waarde uit het bestand in."""

    fout: str | None = Field(None, description="Waarom er niets veranderde; null: er is geen reden.")
    telling: Leveringstelling = Field(description="Aantallen.")
    fouten: list[Leveringsfout] = Field(description="De eerste honderdduizend geweigerde cellen en records.")
    cellen: Celoverzicht | None = Field(None, description="Alle cellen; null: de standaardformaten kennen geen cellen.")
    vrijeTekst: Vrijetekst = Field(description="Wat in vrije tekst gevonden is.")


class Recordstand(Antwoordmodel):
    """Een eigen record: welk, en van wanneer; de inhoud heeft de bron zelf."""

    id: RecordID = Field(description="Id waaronder de bron het record aanleverde.")
    versie: str = Field(description="Versie van de standaard waarin het is aangeleverd.")
    aangemaaktOp: Moment
    gewijzigdOp: Moment
    bevestigdOp: Moment


class Recordstanden(Antwoordmodel):
    """Een bladzijde van de eigen records, op volgorde van id."""

    records: list[Recordstand] = Field(description="De records van deze bladzijde.")
    volgende: int | None = Field(None, description="Cursor van de volgende bladzijde; null: dit is de laatste.")
