"""``openvum db``: the tables."""

import typer

from app.cli.kern import is_sandbox, lees, meld, opslag_van, wacht_op
from app.domain.sandbox import zorg_voor_sandbox
from app.settings import Instellingen
from app.storage.migratie import upgrade

groep = typer.Typer(help="De database.", no_args_is_help=True)


@groep.callback()
def _groep() -> None:
    """De database."""


@groep.command("upgrade")
def werk_bij() -> None:
    """Werk de tabellen bij; veilig te herhalen. De sandbox krijgt meteen zijn eigen OIN in het register."""
    instellingen = lees()
    wacht_op(_werk_bij(instellingen))
    meld("De database is bijgewerkt.")


async def _werk_bij(instellingen: Instellingen) -> None:
    await upgrade(instellingen.database_url)
    if is_sandbox(instellingen):
        async with opslag_van(instellingen) as opslag:
            await zorg_voor_sandbox(opslag)
