"""The question: the ``vraagObject`` of both kinds (VUM contract 3.0.0: MPWerkzoekende, MPVacature).

A question is open: an unknown field or operator is accepted and has no effect, at every level. What is
known is judged as the contract does. Beyond the contract (design, section 1) the path under which a
record really holds the date or the occupation is known too.
"""

from typing import Annotated, Any, Final, TypeAlias

from pydantic import ConfigDict, Discriminator, Field, Tag

from app.models.gegevens import (
    TAK,
    Datum,
    Getal999,
    OpenModel,
    Optioneel,
    Postcode,
    TaalCode,
    Uri,
    optioneel,
    verplicht,
)
from app.models.waardelijsten import (
    GevraagdNiveauTaalbeheersing,
    GevraagdWerkEnDenkniveau,
    JaNee,
    OnbekendWerkEnDenkniveau,
    SoortRijbewijs,
    TypeArbeidscontract,
)

Werkuren = Annotated[int, Field(ge=1, le=99)]

BEGRENSD: Final = f"{TAK}begrensd"
ONBEGRENSD: Final = f"{TAK}onbegrensd"
LT_EN_EQ: Final = "vum_lt_en_eq"


class Selectiegebied(OpenModel):
    """Waar gezocht wordt."""

    postcode: Postcode = verplicht("Postcode waaromheen gezocht wordt.", "3511AA")
    afstand: Getal999 = verplicht("Grootste afstand tot de postcode, in kilometers.", 25)


class JaNeeVraag(OpenModel):
    """Gelijk aan ja of nee."""

    eq: Optioneel[JaNee] = optioneel("Gelijk aan.", 1, alias="$eq")


class WerkurenVanafVraag(OpenModel):
    """Ten minste een aantal werkuren."""

    gte: Optioneel[Werkuren] = optioneel("Ten minste.", 24, alias="$gte")


class WerkurenTotVraag(OpenModel):
    """Hoogstens een aantal werkuren."""

    lte: Optioneel[Werkuren] = optioneel("Hoogstens.", 36, alias="$lte")


class DatumVanafVraag(OpenModel):
    """Op of na een datum."""

    gte: Optioneel[Datum] = optioneel("Op of na.", "2026-01-01", alias="$gte")


class DatumTotVraag(OpenModel):
    """Op of voor een datum."""

    lte: Optioneel[Datum] = optioneel("Op of voor.", "2026-06-30", alias="$lte")


class BeroepsnaamVraag(OpenModel):
    """Gelijk aan een beroep."""

    eq: Optioneel[Uri] = optioneel("Code (URI) van het beroep uit CompetentNL.", alias="$eq")


class BeroepKeuze(OpenModel):
    """Een van de gezochte beroepen."""

    beroep_code: Optioneel[BeroepsnaamVraag] = optioneel("Beroep.", alias="beroep.codeBeroepsnaam")
    codeBeroepsnaam: Optioneel[BeroepsnaamVraag] = optioneel("Beroep, met het pad zoals het profiel dat heeft.")


class BeroepElement(OpenModel):
    """Keuze uit beroepen."""

    een_van: Optioneel[list[BeroepKeuze]] = optioneel("Ten minste een ervan.", alias="$or")


class BemiddelingsberoepVraag(OpenModel):
    """Een bemiddelingsberoep dat voldoet."""

    element: Optioneel[BeroepElement] = optioneel("Binnen een en hetzelfde element.", alias="$elemMatch")


class ArbeidscontractVraag(OpenModel):
    """Gelijk aan een type arbeidscontract."""

    eq: Optioneel[TypeArbeidscontract] = optioneel("Gelijk aan.", "B", alias="$eq")


class ContractvormKeuze(OpenModel):
    """Een van de gezochte contractvormen."""

    codeTypeArbeidscontract: Optioneel[ArbeidscontractVraag] = optioneel("Type arbeidscontract.")


class ContractvormElement(OpenModel):
    """Keuze uit contractvormen."""

    een_van: Optioneel[Annotated[list[ContractvormKeuze], Field(min_length=1)]] = optioneel(
        "Ten minste een ervan.", alias="$or"
    )


class ContractvormVraag(OpenModel):
    """Een contractvorm die voldoet."""

    element: Optioneel[ContractvormElement] = optioneel("Binnen een en hetzelfde element.", alias="$elemMatch")


class SoortRijbewijsVraag(OpenModel):
    """Gelijk aan een rijbewijscategorie."""

    eq: Optioneel[SoortRijbewijs] = optioneel("Gelijk aan.", "B", alias="$eq")


class RijbewijsElement(OpenModel):
    """Gezocht rijbewijs."""

    codeSoortRijbewijs: Optioneel[SoortRijbewijsVraag] = optioneel("Rijbewijscategorie.")


class RijbewijsMatch(OpenModel):
    """Een rijbewijs dat voldoet."""

    element: Optioneel[RijbewijsElement] = optioneel("Binnen een en hetzelfde element.", alias="$elemMatch")


class RijbewijsVraag(OpenModel):
    """Alle gezochte rijbewijzen."""

    alle: Optioneel[Annotated[list[RijbewijsMatch], Field(min_length=1)]] = optioneel("Allemaal.", alias="$all")


class TaalVraag(OpenModel):
    """Gelijk aan een taal."""

    eq: Optioneel[TaalCode] = optioneel("Taal volgens ISO 639-3.", "nld", alias="$eq")


class TaalniveauVraag(OpenModel):
    """Ten minste een niveau van taalbeheersing."""

    gte: Optioneel[GevraagdNiveauTaalbeheersing] = optioneel("Ten minste.", 3, alias="$gte")


class TaalbeheersingElement(OpenModel):
    """Gezochte taal met het niveau dat ten minste gevraagd wordt."""

    codeNiveauTaalbeheersingMondeling: Optioneel[TaalniveauVraag] = optioneel("Niveau van spreken.")
    codeNiveauTaalbeheersingSchriftelijk: Optioneel[TaalniveauVraag] = optioneel("Niveau van schrijven.")
    codeTaal: TaalVraag = verplicht("Taal.")


class TaalbeheersingMatch(OpenModel):
    """Een taalbeheersing die voldoet."""

    element: Optioneel[TaalbeheersingElement] = optioneel("Binnen een en hetzelfde element.", alias="$elemMatch")


class TaalbeheersingVraag(OpenModel):
    """Alle gezochte talen."""

    alle: Optioneel[Annotated[list[TaalbeheersingMatch], Field(min_length=1)]] = optioneel("Allemaal.", alias="$all")


def _niet_samen_met(operator: str) -> ConfigDict:
    # pydantic merges a dict into the schema and loses the inherited hook: say again what that did.
    basis: Any = OpenModel.model_config["json_schema_extra"]

    def vul_aan(schema: dict[str, Any]) -> None:
        basis(schema)
        schema["not"] = {"required": [operator]}

    return ConfigDict(json_schema_extra=vul_aan)


class WerkEnDenkniveauBegrensdVraag(OpenModel):
    """Werk- en denkniveau onder "(nog) niet bekend", en desgewenst ten minste een niveau."""

    model_config = _niet_samen_met("$eq")

    gte: Optioneel[GevraagdWerkEnDenkniveau] = optioneel("Ten minste.", "3", alias="$gte")
    lt: OnbekendWerkEnDenkniveau = verplicht("Minder dan.", "7", alias="$lt")


class WerkEnDenkniveauVraag(OpenModel):
    """Werk- en denkniveau gelijk aan "(nog) niet bekend"."""

    model_config = _niet_samen_met("$lt")

    eq: Optioneel[OnbekendWerkEnDenkniveau] = optioneel("Gelijk aan.", "7", alias="$eq")


def _tak(waarde: Any) -> str | None:
    if isinstance(waarde, WerkEnDenkniveauBegrensdVraag):
        return BEGRENSD
    if not isinstance(waarde, dict) or "$lt" not in waarde:
        return ONBEGRENSD
    return None if "$eq" in waarde else BEGRENSD


WerkEnDenkniveauMinimaalVraag: TypeAlias = Annotated[
    Annotated[WerkEnDenkniveauBegrensdVraag, Tag(BEGRENSD)] | Annotated[WerkEnDenkniveauVraag, Tag(ONBEGRENSD)],
    Discriminator(_tak, custom_error_type=LT_EN_EQ, custom_error_message="$lt and $eq exclude each other"),
]


class VraagBasis(OpenModel):
    """Wat de vragen in elke versie gemeen hebben."""

    selectiegebied: Selectiegebied = verplicht("Waar gezocht wordt.")
    uren_maximaal: Optioneel[WerkurenVanafVraag] = optioneel(
        "Het maximum van het profiel is ten minste dit aantal uren.",
        alias="werktijden.aantalWerkurenPerWeekMaximaal",
    )
    uren_minimaal: Optioneel[WerkurenTotVraag] = optioneel(
        "Het minimum van het profiel is hoogstens dit aantal uren.",
        alias="werktijden.aantalWerkurenPerWeekMinimaal",
    )


class OnregelmatigVraag(OpenModel):
    """Vraag naar onregelmatig werk of ploegendienst."""

    onregelmatig: Optioneel[JaNeeVraag] = optioneel(
        "Onregelmatig werk of ploegendienst.", alias="flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst"
    )


class WerkzoekendeVraagBasis(VraagBasis, OnregelmatigVraag):
    """Wat de vragen naar werkzoekenden in elke versie gemeen hebben."""

    contractvorm: Optioneel[ContractvormVraag] = optioneel("Gezochte contractvormen.")
    rijbewijs: Optioneel[RijbewijsVraag] = optioneel(
        "Gezochte rijbewijzen.", alias="arbeidsmarktkwalificatie.rijbewijs"
    )
    taalbeheersing: Optioneel[TaalbeheersingVraag] = optioneel(
        "Gezochte talen.", alias="arbeidsmarktkwalificatie.taalbeheersing"
    )
    kantoortijden: Optioneel[JaNeeVraag] = optioneel("Kantoortijden.", alias="werktijden.indicatieKantoortijden")


class VacatureVraagBasis(VraagBasis):
    """Wat de vragen naar vacatures in elke versie gemeen hebben."""

    codeWerkEnDenkniveauMinimaal: Optioneel[WerkEnDenkniveauMinimaalVraag] = optioneel("Werk- en denkniveau.")
    rijbewijs: Optioneel[RijbewijsVraag] = optioneel("Gezochte rijbewijzen.")
    taalbeheersing: Optioneel[TaalbeheersingVraag] = optioneel("Gezochte talen.")


class MPWerkzoekende(WerkzoekendeVraagBasis):
    """Vraag naar werkzoekenden. Een onbekend criterium wordt aanvaard en heeft geen effect."""

    bemiddelingsberoep: Optioneel[BemiddelingsberoepVraag] = optioneel("Gezochte beroepen.")
    datumAanvangBeschikbaarVoorWerk: Optioneel[DatumTotVraag] = optioneel("Eerste mogelijke werkdag.")
    flexibiliteit_datum: Optioneel[DatumTotVraag] = optioneel(
        "Eerste mogelijke werkdag, met het pad zoals het profiel dat heeft.",
        alias="flexibiliteit.datumAanvangBeschikbaarVoorWerk",
    )


class MPVacature(VacatureVraagBasis, OnregelmatigVraag):
    """Vraag naar vacatures. Een onbekend criterium wordt aanvaard en heeft geen effect."""

    beroep: Optioneel[BeroepsnaamVraag] = optioneel("Gezocht beroep.", alias="beroep.codeBeroepsnaam")
    datumAanvangWerkzaamheden: Optioneel[DatumVanafVraag] = optioneel("Eerste dag van het werk.")
    voorwaarden_datum: Optioneel[DatumVanafVraag] = optioneel(
        "Eerste dag van het werk, met het pad zoals de vacature dat heeft.",
        alias="arbeidsVoorwaarden.datumAanvangWerkzaamheden",
    )
