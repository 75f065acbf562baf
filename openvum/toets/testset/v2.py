"""The test records in the words of version 2 of the standard."""

from collections.abc import Mapping
from typing import Any, Final

from app.models.partijen import Soort

_BOC: Final = {"zeiler": "9990001", "kok": "9990002", "smid": "9990003", "bakker": "9990004"}


def als_v2(soort: Soort, record: Mapping[str, Any], plek: str) -> dict[str, Any]:
    """Write a record of version 3 as one of version 2: occupations by code of the BOC list, the address at the employer."""
    uit = dict(record)
    if soort is Soort.WERKZOEKENDE:
        if "bemiddelingsberoep" in uit:
            uit["bemiddelingsberoep"] = [_beroep(b) for b in uit["bemiddelingsberoep"]]
        return uit
    if "beroep" in uit:
        uit["beroep"] = _beroep(uit["beroep"])
    del uit["adres"]
    adres = {"adresNederland": {"postcode": plek}}
    uit["werkgever"] = {**uit.get("werkgever", {}), "adresHouding": [{"codeFunctieAdres": "E", "adres": adres}]}
    return uit


def _beroep(beroep: Mapping[str, str]) -> dict[str, Any]:
    naam = beroep["codeBeroepsnaam"].rpartition("/")[2]
    return {"beroepsnaamGecodeerd": {"codeBeroepsnaam": _BOC[naam]}}
