"""What the privacy file says of the software itself, whatever its configuration. Each sentence is true of the code."""

from collections.abc import Mapping, Sequence
from typing import Final

ONBEKEND: Final[Sequence[str]] = (
    "Met wie de organisatie verwerkersovereenkomsten heeft, en of gegevens buiten de EER komen.",
    "Wie toegang heeft tot de server, de database, de reservekopieën en de sleutelbos, en hoe die versleuteld zijn.",
    "Hoe lang het toepassingslog en reservekopieën bewaard blijven: dat regelt wie de node beheert.",
    "Hoe betrokkenen zijn ingelicht, en hoe toestemming buiten deze node is gevraagd.",
    "De afweging of verwerking noodzakelijk en evenredig is: die maakt de verwerkingsverantwoordelijke.",
    "Wat een ontvanger doet met gegevens die hij heeft gekregen.",
)

MAATREGELEN: Final[Sequence[str]] = (
    "Elk verzoek om gegevens gaat door één poort: partij, mandaat, grondslag en toestemming, veldregels, verantwoording.",
    (
        "Grondslag, toestemming en bezwaar zijn deel van de zoekopdracht zelf; intrekken werkt meteen, ook voor pseudoniemen "
        "die al zijn uitgegeven."
    ),
    "Een matchprofiel draagt een pseudoniem dat per vraag en vrager verschilt en na een termijn niet meer te openen is.",
    "Welk veld naar wie gaat staat in een tabel; een beheerder kan die strenger maken, niet ruimer dan de standaard.",
    "Vrije tekst wordt nagekeken op burgerservicenummers, rekeningnummers en contactgegevens.",
    "Elke verstrekking wordt vastgelegd voordat het antwoord vertrekt; lukt dat niet, dan is er geen antwoord.",
    "Verantwoording en auditlog zijn ketens met een handtekening: wijzigen, weghalen of toevoegen blijkt bij controle.",
    "Vragen, details en verschillende personen worden per partij geteld; in productie stopt een partij die te veel vraagt.",
    "Logregels komen uit een vaste lijst van gebeurtenissen en velden zonder persoonsgegevens.",
    "Een foutmelding noemt veld en regel, nooit een waarde.",
)

RISICOS: Final[Sequence[tuple[str, str, str]]] = (
    (
        "Herkenning van een werkzoekende uit een matchprofiel",
        "Geen direct herleidbare velden in de match; pseudoniem per vraag en vrager; wacht op vrije tekst.",
        "Een zeldzame combinatie van beroep en postcode kan herkenbaar blijven.",
    ),
    (
        "Leegvragen van een bron",
        "Maximum per vraag, maximum aan details per vraag, tellingen per uur en dag met alarm en stop.",
        "De sandbox meldt alleen; de grenzen zijn instellingen.",
    ),
    (
        "Gebruik voor een ander doel",
        "Alleen geregistreerde partijen met mandaat; elke inzage is per persoon terug te vinden.",
        "Wat na ontvangst gebeurt, ziet de node niet.",
    ),
    (
        "Misbruik door een beheerder",
        "Auditlog met handtekening, gescheiden van de verantwoording; getuige buiten de machine te bewaren.",
        "Wie database en sleutelbos samen beheert kan een keten opnieuw maken; bewaar getuigen elders.",
    ),
    (
        "Verlies of uitlekken van sleutels",
        "Sleutels per doel, rotatie zonder stilstand, bestand alleen leesbaar voor de eigenaar.",
        "De pseudoniemsleutel kan niet worden vervangen zonder nieuwe levering.",
    ),
)

ALGORITME: Final[Mapping[str, str]] = {
    "naam": "Selectie van matches volgens de VUM-standaard",
    "doel": "Werkzoekenden en vacatures vinden die voldoen aan de eisen van een zoekvraag.",
    "soort": "Vaste regels; geen statistisch of lerend model, geen score en geen voorspelling.",
    "werking": "Een record voldoet als elk criterium van de vraag klopt en het binnen de gevraagde afstand ligt. Zijn er "
    "meer dan het maximum, dan blijven de dichtstbijzijnde over, bij gelijke afstand door loting. De volgorde van het "
    "antwoord is willekeurig en zegt niets.",
    "gegevens": "De velden van het matchprofiel en de postcode; geen bijzondere persoonsgegevens als criterium.",
    "invloed": "Bepaalt wie in een antwoord staat; neemt geen besluit over een persoon.",
    "menselijkeTussenkomst": "Een medewerker van de vragende partij beoordeelt de matches en beslist of een detail wordt "
    "opgevraagd.",
    "beperkingen": "Wie een gegeven mist, voldoet niet aan een criterium daarop. Afstand is hemelsbreed tussen de "
    "middelpunten van postcodegebieden.",
    "controle": "De betekenis van elk criterium is vastgelegd in een naslagversie; tests vergelijken de selectie daarmee.",
}
