"""All settings: read from ``OPENVUM_…`` environment variables, checked at start. A group of settings is a file."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from pydantic_settings import SettingsConfigDict

from app.settings.aanlevering import Aanlevering
from app.settings.begrenzing import Begrenzing
from app.settings.certificaten import Certificaten
from app.settings.gegevens import Gegevens
from app.settings.kern import SANDBOX_OIN, Kern, Omgeving
from app.settings.kwaliteit import Kwaliteit
from app.settings.privacy import Privacy
from app.settings.tokens import Tokens
from app.settings.vragen import Vragen
from app.settings.web import Web

__all__ = ["PREFIX", "SANDBOX_OIN", "Instellingen", "InstellingsFout", "Omgeving", "instellingen", "lees_instellingen"]

PREFIX: Final = "OPENVUM_"


class InstellingsFout(Exception):
    """A setting is unknown, missing or out of range; the message says which and what to do."""


class Instellingen(Web, Begrenzing, Vragen, Certificaten, Aanlevering, Gegevens, Kwaliteit, Privacy, Tokens, Kern):
    """Every setting has a safe default and says what it does; an unknown one is refused."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True, env_ignore_empty=True)

    @property
    def aanleverpad(self) -> Path:
        """Where delivered files wait: the folder that was set, or one beside the key ring of a sandbox."""
        return self.aanlevering_map or self.naast_database(".aanlevering")


def lees_instellingen() -> Instellingen:
    """Read the environment; raises ``InstellingsFout`` with one line per fault, never with a value."""
    bekend = {PREFIX + naam.upper() for naam in Instellingen.model_fields}
    vreemd = sorted(k for k in os.environ if k.upper().startswith(PREFIX) and k.upper() not in bekend)
    regels = [f"{naam}: onbekende instelling; zie `openvum instellingen` voor de bekende" for naam in vreemd]
    try:
        instellingen = Instellingen()
    except ValidationError as fout:
        regels += [_regel(f["loc"], f["msg"]) for f in fout.errors(include_input=False, include_url=False)]
        raise InstellingsFout("\n".join(regels)) from None
    if regels:
        raise InstellingsFout("\n".join(regels))
    return instellingen


def _regel(loc: tuple[int | str, ...], melding: str) -> str:
    naam = "".join(PREFIX + str(deel).upper() + ": " for deel in loc[:1])
    return naam + melding.removeprefix("Value error, ")


@lru_cache(maxsize=1)
def instellingen() -> Instellingen:
    """Give the settings of this process, read once."""
    return lees_instellingen()
