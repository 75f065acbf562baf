"""The value lists that only version 2 of the standard has, each code with its meaning."""

from app.models.waardelijsten import GetalLijst, TekstLijst


class CodeGedragscompetentie(TekstLijst):
    """Gedragscompetentie uit de codelijst van SuwiML."""

    BESLISSEN_EN_ACTIVITEITEN_INITIEREN = "24100", "Beslissen en activiteiten initiëren"
    AANSTUREN = "24101", "Aansturen"
    BEGELEIDEN = "24102", "Begeleiden"
    AANDACHT_EN_BEGRIP_TONEN = "24104", "Aandacht en begrip tonen"
    SAMENWERKEN_EN_OVERLEGGEN = "24105", "Samenwerken en overleggen"
    ETHISCH_EN_INTEGER_HANDELEN = "24106", "Ethisch en integer handelen"
    RELATIES_BOUWEN_EN_NETWERKEN = "24107", "Relaties bouwen en netwerken"
    OVERTUIGEN_EN_BEINVLOEDEN = "24108", "Overtuigen en beïnvloeden"
    PRESENTEREN = "24109", "Presenteren"
    FORMULEREN_EN_RAPPORTEREN = "24110", "Formuleren en rapporteren"
    VAKDESKUNDIGHEID_TOEPASSEN = "24111", "Vakdeskundigheid toepassen"
    MATERIALEN_EN_MIDDELEN_INZETTEN = "24112", "Materialen en middelen inzetten"
    ANALYSEREN = "24113", "Analyseren"
    ONDERZOEKEN = "24114", "Onderzoeken"
    CREEREN_EN_INNOVEREN = "24115", "Creeren en innoveren"
    LEREN = "24116", "Leren"
    PLANNEN_EN_ORGANISEREN = "24118", "Plannen en organiseren"
    OP_DE_KLANT_RICHTEN = "24119", "Op de behoeften en verwachtingen van de klant richten"
    KWALITEIT_LEVEREN = "24120", "Kwaliteit leveren"
    INSTRUCTIES_EN_PROCEDURES_OPVOLGEN = "24121", "Instructies en procedures opvolgen"
    OMGAAN_MET_VERANDERING_EN_AANPASSEN = "24122", "Omgaan met verandering en aanpassen"
    MET_DRUK_EN_TEGENSLAG_OMGAAN = "24123", "Met druk en tegenslag omgaan"
    GEDREVENHEID_EN_AMBITIE_TONEN = "24124", "Gedrevenheid en ambitie tonen"
    ONDERNEMEND_EN_COMMERCIEEL_HANDELEN = "24125", "Ondernemend en commercieel handelen"
    BEDRIJFSMATIG_HANDELEN = "24126", "Bedrijfsmatig handelen"


class OmschrijvingGedragscompetentie(TekstLijst):
    """Omschrijving van de gedragscompetentie: de tekst die bij de code hoort."""

    BESLISSEN_EN_ACTIVITEITEN_INITIEREN = "Beslissen en activiteiten initiëren", "code 24100"
    AANSTUREN = "Aansturen", "code 24101"
    BEGELEIDEN = "Begeleiden", "code 24102"
    AANDACHT_EN_BEGRIP_TONEN = "Aandacht en begrip tonen", "code 24104"
    SAMENWERKEN_EN_OVERLEGGEN = "Samenwerken en overleggen", "code 24105"
    ETHISCH_EN_INTEGER_HANDELEN = "Ethisch en integer handelen", "code 24106"
    RELATIES_BOUWEN_EN_NETWERKEN = "Relaties bouwen en netwerken", "code 24107"
    OVERTUIGEN_EN_BEINVLOEDEN = "Overtuigen en beïnvloeden", "code 24108"
    PRESENTEREN = "Presenteren", "code 24109"
    FORMULEREN_EN_RAPPORTEREN = "Formuleren en rapporteren", "code 24110"
    VAKDESKUNDIGHEID_TOEPASSEN = "Vakdeskundigheid toepassen", "code 24111"
    MATERIALEN_EN_MIDDELEN_INZETTEN = "Materialen en middelen inzetten", "code 24112"
    ANALYSEREN = "Analyseren", "code 24113"
    ONDERZOEKEN = "Onderzoeken", "code 24114"
    CREEREN_EN_INNOVEREN = "Creeren en innoveren", "code 24115"
    LEREN = "Leren", "code 24116"
    PLANNEN_EN_ORGANISEREN = "Plannen en organiseren", "code 24118"
    OP_DE_KLANT_RICHTEN = "Op de behoeften en verwachtingen van de klant richten", "code 24119"
    KWALITEIT_LEVEREN = "Kwaliteit leveren", "code 24120"
    INSTRUCTIES_EN_PROCEDURES_OPVOLGEN = "Instructies en procedures opvolgen", "code 24121"
    OMGAAN_MET_VERANDERING_EN_AANPASSEN = "Omgaan met verandering en aanpassen", "code 24122"
    MET_DRUK_EN_TEGENSLAG_OMGAAN = "Met druk en tegenslag omgaan", "code 24123"
    GEDREVENHEID_EN_AMBITIE_TONEN = "Gedrevenheid en ambitie tonen", "code 24124"
    ONDERNEMEND_EN_COMMERCIEEL_HANDELEN = "Ondernemend en commercieel handelen", "code 24125"
    BEDRIJFSMATIG_HANDELEN = "Bedrijfsmatig handelen", "code 24126"


class BeheersingGedragscompetentie(GetalLijst):
    """Mate waarin een gedragscompetentie wordt beheerst."""

    NIVEAU_1 = (1, "Niveau 1")
    NIVEAU_2 = (2, "Niveau 2")
    NIVEAU_3 = (3, "Niveau 3")
    NIVEAU_4 = (4, "Niveau 4")
    NIVEAU_5 = (5, "Niveau 5")
    CODE_9 = (9, "Code 9 van SuwiML")


class FunctieAdres(TekstLijst):
    """Functie die een adres voor de werkgever heeft."""

    CODE_B = ("B", "Code B van SuwiML")
    CODE_W = ("W", "Code W van SuwiML")
    CORRESPONDENTIE = ("C", "Correspondentieadres")
    CODE_L = ("L", "Code L van SuwiML")
    CODE_A = ("A", "Code A van SuwiML")
    VESTIGING = ("V", "Vestigingsadres")
    WERK = ("E", "Adres waar het werk is")


class Woonbootverwijzing(TekstLijst):
    """Verwijzing naar de ligplaats van een woonboot."""

    AAN_BOORD = ("AB", "Woonboot")


class Woonwagenverwijzing(TekstLijst):
    """Verwijzing naar de standplaats van een woonwagen."""

    WOONWAGEN = ("WW", "Woonwagen")
