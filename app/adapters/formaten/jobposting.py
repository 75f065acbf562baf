"""A vacancy as a schema.org JobPosting (JSON-LD), for a website or a job board.

What is public about a vacancy goes out; its contact person does not. What schema.org cannot say (a licence,
a language level) is left out. The format ``jobposting`` reads it back.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

_AANSTELLING: Final = {"B": "TEMPORARY"}
_OVEREENKOMST: Final = {"03": "VOLUNTEER"}
_OPLEIDING: Final = {5: "bachelor degree", 6: "postgraduate degree"}


def naar_jobposting(vacature: Mapping[str, Any]) -> dict[str, Any]:
    """Give the JobPosting of a valid v3 vacancy."""
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "identifier": {"@type": "PropertyValue", "value": vacature["idVacature"]},
        **dict(_gevuld(_velden(vacature))),
    }


def _gevuld(velden: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    return ((naam, waarde) for naam, waarde in velden if waarde not in ("", None, [], {}))


def _velden(v: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    voorwaarden = v.get("arbeidsVoorwaarden", {})
    yield "title", v.get("naamVacature")
    yield "description", _html(v.get("omschrijvingVacature", ""))
    yield "validThrough", v.get("sluitingsdatumVacature")
    yield "jobStartDate", voorwaarden.get("datumAanvangWerkzaamheden")
    yield "jobBenefits", _html(voorwaarden.get("omschrijvingArbeidsvoorwaarden", ""))
    yield "employmentType", _aanstellingen(v)
    yield "hiringOrganization", _werkgever(v.get("werkgever", {}))
    yield "jobLocation", _plaats(v.get("adres", {}))
    yield "occupationalCategory", v.get("beroep", {}).get("codeBeroepsnaam")
    yield "workHours", _uren(v.get("werktijden", {}))
    yield "skills", [_begrip(c) for c in v.get("competentiebeheersing", []) if c.get("codeCompetentie")]
    yield "educationRequirements", _opleiding(v)
    yield "experienceRequirements", _ervaring(v)
    yield "url", next((w["webadres"].get("url") for w in v.get("sollicitatiewijze", []) if w.get("webadres")), None)


def _html(tekst: str) -> str:
    return "".join(f"<p>{escape(regel)}</p>" for regel in tekst.splitlines() if regel.strip())


def _aanstellingen(v: Mapping[str, Any]) -> list[str]:
    vormen = v.get("contractvorm", [])
    soorten = [_AANSTELLING.get(vorm.get("codeTypeArbeidscontract", "")) for vorm in vormen]
    soorten += [_OVEREENKOMST.get(vorm.get("codeTypeOvereenkomst", "")) for vorm in vormen]
    return list(dict.fromkeys(soort for soort in soorten if soort))


def _werkgever(werkgever: Mapping[str, Any]) -> dict[str, Any]:
    naam = werkgever.get("handelsnaamOrganisatie")
    adres = next((w["url"] for w in werkgever.get("webadres", []) if w.get("url")), None)
    velden = dict(_gevuld(iter([("name", naam), ("sameAs", adres)])))
    return {"@type": "Organization", **velden} if velden else {}


def _plaats(adres: Mapping[str, Any]) -> dict[str, Any]:
    if "postcode" not in adres:
        return {}
    delen = [str(adres.get(naam, "")) for naam in ("straatnaam", "huisnummer", "huisnummertoevoeging")]
    straat = " ".join(filter(None, delen)) if delen[0] else ""
    post = {"@type": "PostalAddress", "addressCountry": "NL", "postalCode": adres["postcode"]}
    return {"@type": "Place", "address": post | ({"streetAddress": straat} if straat else {})}


def _uren(werktijden: Mapping[str, Any]) -> str:
    grenzen = [werktijden.get(f"aantalWerkurenPerWeek{g}") for g in ("Minimaal", "Maximaal")]
    return "-".join(str(uren) for uren in dict.fromkeys(grenzen) if uren is not None)


def _begrip(competentie: Mapping[str, Any]) -> dict[str, Any]:
    return {"@type": "DefinedTerm", "url": competentie["codeCompetentie"]}


def _opleiding(v: Mapping[str, Any]) -> dict[str, Any]:
    niveaus = [_OPLEIDING.get(opleiding.get("codeNiveauOpleiding", 0)) for opleiding in v.get("opleiding", [])]
    niveau = next(filter(None, niveaus), None)
    return {"@type": "EducationalOccupationalCredential", "credentialCategory": niveau} if niveau else {}


def _ervaring(v: Mapping[str, Any]) -> dict[str, Any]:
    jaren = [w.get("aantalJarenWerkzaamInBeroep") for w in v.get("werkervaring", [])]
    meeste = max((j for j in jaren if j is not None), default=None)
    if meeste is None:
        return {}
    return {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": meeste * 12}
