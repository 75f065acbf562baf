"""What the published document of the inspection API says of each operation."""

from typing import Final

from app.models import inzage
from app.routers.openapi import Inhoud
from app.routers.openapi_eigen import beschrijf_bericht

_INZAGE, _GEGEVENS, _WIE_ZIET = "Inzage", "Verbetering en wissing", "Toestemming en bezwaar"
_PERSOON: Final = Inhoud(inzage.PersoonVerzoek, "inzage-persoon")
_STAND: Final = Inhoud(inzage.Registerstand, "inzage-registerstand")


INZAGEVERZOEK: Final = beschrijf_bericht(
    (
        "postInzageverzoeken",
        _INZAGE,
        "Vraag wie gegevens van een persoon kreeg",
        (
            "Geeft wie vroeg, wanneer, waarvoor, in welke fase en als welke klasse, en welke velden volgens het beleid van dat "
            "moment naar die vrager gingen. De nieuwste eerst, een bladzijde per keer. Wat langer geleden is dan de "
            "bewaartermijn van de activiteit staat er niet meer in. Ook voor wie niet meer bij de bron staat."
        ),
    ),
    Inhoud(inzage.InzageVerzoek, "inzage-verzoek"),
    Inhoud(inzage.Inzageoverzicht, "inzage-overzicht"),
)
EXPORT: Final = beschrijf_bericht(
    (
        "postExporten",
        _INZAGE,
        "Maak een kopie van alles wat van een persoon wordt bewaard",
        (
            "Geeft de gegevens zoals aangeleverd, het matchprofiel, de afgeleide zoekkenmerken, toestemmingen en bezwaren met "
            "hun geschiedenis, en wie vroeg (AVG artikelen 15 en 20). 404 als deze node niets van de persoon heeft."
        ),
    ),
    _PERSOON,
    Inhoud(inzage.Export, "inzage-export"),
)
CORRECTIE: Final = beschrijf_bericht(
    (
        "postCorrecties",
        _GEGEVENS,
        "Verbeter de gegevens van een persoon",
        (
            "Vervangt het hele profiel, beoordeeld als een aanlevering in de versie waarin het is aangeleverd. Grondslag, toestemmingen en bezwaren blijven. Verbeter "
            "het ook in de eigen administratie: een volgende aanlevering wint. 404 als de bron de persoon niet heeft."
        ),
    ),
    Inhoud(inzage.CorrectieVerzoek, "inzage-correctie"),
    Inhoud(inzage.Correctieresultaat, "inzage-correctieresultaat"),
)
WISSING: Final = beschrijf_bericht(
    (
        "postWissingen",
        _GEGEVENS,
        "Wis alles wat van een persoon wordt bewaard",
        (
            "Wist profiel, zoekkenmerken, toestemmingen en bezwaren. Een al uitgegeven vumID opent niets meer. De verantwoording "
            "houdt tot haar termijn een pseudoniem. Een volgende aanlevering brengt de persoon niet terug: daarvoor blijft een "
            "tweede pseudoniem, tot de wissing wordt opgeheven. 404 als er niets te wissen is."
        ),
    ),
    _PERSOON,
    Inhoud(inzage.Wissingsresultaat, "inzage-wissingsresultaat"),
)
WISSING_OPHEFFEN: Final = beschrijf_bericht(
    (
        "postWissingenOpheffingen",
        _GEGEVENS,
        "Laat een gewiste persoon weer toe",
        "Een volgende aanlevering kan de persoon weer brengen; wat gewist is komt niet terug. 404 als er geen wissing is.",
    ),
    _PERSOON,
    Inhoud(inzage.Opheffingsresultaat, "inzage-opheffingsresultaat"),
)
TOESTEMMING: Final = beschrijf_bericht(
    (
        "postToestemmingen",
        _WIE_ZIET,
        "Leg een toestemming vast",
        "Geldt meteen. Mag ook voordat de bron de persoon aanlevert. 404 als de persoon is gewist.",
    ),
    Inhoud(inzage.ToestemmingVerzoek, "inzage-toestemming"),
    _STAND,
)
INTREKKING: Final = beschrijf_bericht(
    (
        "postToestemmingenIntrekkingen",
        _WIE_ZIET,
        "Trek een toestemming in",
        "Trekt elke toestemming van deze omvang in. Geldt meteen, ook voor vragen die al zijn beantwoord.",
    ),
    Inhoud(inzage.IntrekkingVerzoek, "inzage-intrekking"),
    _STAND,
)
HISTORIE: Final = beschrijf_bericht(
    (
        "postToestemmingenHistorie",
        _WIE_ZIET,
        "Toon alle toestemmingen en bezwaren",
        "Geeft alles wat ooit is vastgelegd, de oudste eerst.",
    ),
    _PERSOON,
    Inhoud(inzage.Toestemmingshistorie, "inzage-historie"),
)
BEZWAAR: Final = beschrijf_bericht(
    (
        "postBezwaren",
        _WIE_ZIET,
        "Leg een bezwaar vast",
        "Niemand ziet de gegevens nog, ook niet onder een vumID dat al is uitgegeven. Toestemmingen blijven, zonder gevolg.",
    ),
    _PERSOON,
    _STAND,
)
BEZWAAR_OPHEFFEN: Final = beschrijf_bericht(
    (
        "postBezwarenOpheffingen",
        _WIE_ZIET,
        "Hef een bezwaar op",
        "Grondslag en toestemmingen die nog staan gelden weer.",
    ),
    _PERSOON,
    _STAND,
)
