"""Value lists of the standard by the words that people use for them."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from iso639 import Lang
from iso639.exceptions import InvalidLanguageValue

from app.adapters.formaten.kern import Afgewezen, Celwaarde, als_tekst, genormaliseerd
from app.adapters.formaten.omzetters.register import Conversie, Geeft, omzetter
from app.domain.referentielijst import Lijst, Naslag
from app.models.waardelijsten import NiveauOpleiding, NiveauTaalbeheersing, SoortVervoermiddel
from app.models.waardelijsten import WerkEnDenkniveauWerkzoekende as Denkniveau

_OPLEIDING: Final = {
    **dict.fromkeys(("basisonderwijs", "basisschool", "lagere school", "lo"), NiveauOpleiding.BASISONDERWIJS),
    **dict.fromkeys(("vmbo", "mavo", "lbo", "lts", "vbo", "praktijkonderwijs"), NiveauOpleiding.VMBO),
    **dict.fromkeys(("havo", "vwo", "havo/vwo", "havo / vwo", "atheneum", "gymnasium"), NiveauOpleiding.HAVO_VWO),
    **dict.fromkeys(
        ("mbo", "mts", "meao", *(f"mbo{s}{n}" for s in ("-", " ", "") for n in "1234")), NiveauOpleiding.MBO
    ),
    **dict.fromkeys(("hbo", "hbo/bachelor", "hbo-bachelor", "bachelor", "hts", "heao"), NiveauOpleiding.HBO_BACHELOR),
    **dict.fromkeys(
        ("wo", "wo/master", "wo-master", "master", "universiteit", "universitair"), NiveauOpleiding.WO_MASTER
    ),
    **dict.fromkeys(("anders", "overig"), NiveauOpleiding.ANDERS),
}
_DENKEN: Final = {
    "geen": Denkniveau.GEEN_BASISOPLEIDING,
    **dict.fromkeys(("basis", "basisniveau", "basisonderwijs"), Denkniveau.BASISNIVEAU),
    **dict.fromkeys(("vmbo", "mavo", "lbo"), Denkniveau.VMBO),
    **dict.fromkeys(("mbo", "havo", "vwo", "havo/vwo", "mbo/havo/vwo"), Denkniveau.MBO_HAVO_VWO),
    **dict.fromkeys(("hbo", "bachelor", "hbo/bachelor"), Denkniveau.HBO),
    **dict.fromkeys(("wo", "master", "universitair", "wo/master", "wetenschappelijk"), Denkniveau.WETENSCHAPPELIJK),
    "onbekend": Denkniveau.NOG_NIET_BEKEND,
}
_TAALNIVEAU: Final = {
    **dict.fromkeys(("geen", "niet", "geen beheersing"), NiveauTaalbeheersing.GEEN),
    **dict.fromkeys(("redelijk", "matig", "basis"), NiveauTaalbeheersing.REDELIJK),
    "goed": NiveauTaalbeheersing.GOED,
    **dict.fromkeys(("uitstekend", "moedertaal", "vloeiend"), NiveauTaalbeheersing.UITSTEKEND),
    "onbekend": NiveauTaalbeheersing.ONBEKEND,
}
VERVOER: Final = {
    "auto": SoortVervoermiddel.AUTO,
    **dict.fromkeys(("bromfiets", "brommer", "scooter", "snorfiets"), SoortVervoermiddel.BROMFIETS),
    **dict.fromkeys(("fiets", "e-bike", "elektrische fiets"), SoortVervoermiddel.FIETS),
    **dict.fromkeys(("motor", "motorfiets"), SoortVervoermiddel.MOTOR),
    **dict.fromkeys(("ov", "openbaar vervoer", "trein", "bus"), SoortVervoermiddel.OPENBAAR_VERVOER),
    "anders": SoortVervoermiddel.ANDERS,
}
_TALEN: Final = {
    "nederlands": "nld", "engels": "eng", "duits": "deu", "frans": "fra", "spaans": "spa", "italiaans": "ita",
    "portugees": "por", "pools": "pol", "roemeens": "ron", "bulgaars": "bul", "hongaars": "hun", "grieks": "ell",
    "turks": "tur", "arabisch": "ara", "farsi": "fas", "perzisch": "fas", "dari": "prs", "pasjtoe": "pus",
    "koerdisch": "kur", "tigrinya": "tir", "amhaars": "amh", "somalisch": "som", "oekraïens": "ukr", "oekraiens": "ukr",
    "russisch": "rus", "chinees": "zho", "mandarijn": "cmn", "hindi": "hin", "urdu": "urd", "fries": "fry",
    "papiaments": "pap", "sranan": "srn", "tamazight": "zgh", "vietnamees": "vie", "thai": "tha", "swahili": "swa",
    "nederlandse gebarentaal": "dse",
}  # fmt: skip


def _uit(tabel: Mapping[str, int], codes: type[IntEnum], regel: str, verbetering: str) -> Conversie:
    toegestaan = {str(code.value): code.value for code in codes}

    def zet_om(waarde: Celwaarde) -> int:
        gelezen = genormaliseerd(als_tekst(waarde))
        code = tabel.get(gelezen, toegestaan.get(gelezen))
        if code is None:
            raise Afgewezen(regel, verbetering)
        return int(code)

    return zet_om


@omzetter("opleidingsniveau", Geeft.GETAL)
def opleidingsniveau(_naslag: Naslag) -> Conversie:
    """Niveau van een opleiding: basisonderwijs, vmbo, havo/vwo, mbo, hbo, wo of anders, of de code (1-6, 9)."""
    return _uit(
        _OPLEIDING,
        NiveauOpleiding,
        "is geen opleidingsniveau",
        "kies basisonderwijs, vmbo, havo/vwo, mbo, hbo, wo of anders",
    )


@omzetter("werk_en_denkniveau", Geeft.BEIDE)
def werk_en_denkniveau(_naslag: Naslag) -> Conversie:
    """Werk- en denkniveau: geen, basis, vmbo, mbo, havo, vwo, hbo of wo, of de code (0-7)."""
    return _uit(_DENKEN, Denkniveau, "is geen werk- en denkniveau", "kies geen, basis, vmbo, mbo, hbo of wo")


@omzetter("taalniveau", Geeft.GETAL)
def taalniveau(_naslag: Naslag) -> Conversie:
    """Beheersing van een taal: geen, redelijk, goed of uitstekend, of de code (0-4, 8)."""
    return _uit(
        _TAALNIVEAU,
        NiveauTaalbeheersing,
        "is geen taalniveau",
        "kies geen, redelijk, goed of uitstekend (1 tot en met 4)",
    )


@omzetter("taal", Geeft.TEKST)
def taal(naslag: Naslag) -> Conversie:
    """Taal: de Nederlandse naam van veel talen, de ISO-code van twee of drie letters, of een naam uit de lijst talen."""

    def zet_om(waarde: Celwaarde) -> str:
        gelezen = genormaliseerd(als_tekst(waarde))
        code = _TALEN.get(gelezen) or _iso(gelezen) or naslag.code(Lijst.TALEN, gelezen)
        if not code:
            raise Afgewezen("is geen bekende taal", "vul de Nederlandse naam in, of de code van ISO 639-3, zoals nld")
        return code

    return zet_om


def _iso(code: str) -> str:
    if len(code) not in {2, 3} or not code.isascii():
        return ""
    try:
        return str(Lang(code).pt3)
    except InvalidLanguageValue:
        return ""
