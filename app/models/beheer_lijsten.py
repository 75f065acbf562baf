"""What the management API says of reference lists."""

from datetime import date, datetime

from pydantic import Field

from app.models.beheer import Antwoordmodel


class Lijstversieweergave(Antwoordmodel):
    """Een versie van een referentielijst."""

    geldigVanaf: date = Field(description="Eerste dag waarop deze versie geldt.")
    geldigTot: date | None = Field(description="Laatste dag waarop zij geldt; null: tot een volgende begint.")
    aantal: int = Field(description="Aantal begrippen, ook die op deze dag niet gelden.")
    geladenOp: datetime = Field(description="Wanneer zij geladen is, in UTC.")


class Referentielijstweergave(Antwoordmodel):
    """Een referentielijst met haar versies."""

    lijst: str = Field(description="Naam van de lijst.")
    versies: list[Lijstversieweergave] = Field(description="De oudste eerst; leeg: er is niets geladen.")


class Referentielijstoverzicht(Antwoordmodel):
    """De referentielijsten die er kunnen zijn."""

    referentielijsten: list[Referentielijstweergave] = Field(description="Op vaste volgorde.")


class Begripweergave(Antwoordmodel):
    """Een begrip: de code die in een record staat, met zijn namen."""

    code: str = Field(description="De code, zoals een record haar heeft.")
    naam: str = Field(description="De naam.")
    synoniemen: list[str] = Field(description="Hoe het ook heet.")
    geldigVanaf: date | None = Field(description="Eerste dag waarop het geldt; null: zolang de versie geldt.")
    geldigTot: date | None = Field(description="Laatste dag waarop het geldt; null: zolang de versie geldt.")


class Begrippenblad(Antwoordmodel):
    """Een bladzijde van een referentielijst zoals zij op een dag geldt."""

    lijst: str = Field(description="Naam van de lijst.")
    dag: date = Field(description="De dag waarop dit gold.")
    versie: date | None = Field(description="Eerste dag van de versie die gold; null: er gold er geen.")
    begrippen: list[Begripweergave] = Field(description="Op volgorde van code.")
    volgende: str | None = Field(description="Cursor van de volgende bladzijde; null: dit is de laatste.")
