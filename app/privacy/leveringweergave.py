"""Runs and records as the delivery API shows them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from app.domain.leveringport import Run
from app.domain.ports import Dossierstand
from app.models.aanlevering import Leveringen, Leveringstelling, Leveringweergave, Recordstand, Recordstanden


def levering(run: Run) -> Leveringweergave:
    """Show one run."""
    return Leveringweergave(
        id=run.id,
        bron=run.bron,
        soort=run.soort.value,
        formaat=run.formaat,
        wijze=run.wijze.value,
        proef=run.proef,
        herkomst=run.herkomst.value,
        staat=run.staat.value,
        ontvangenOp=_utc(run.ontvangen_op),
        bijgewerktOp=_utc(run.bijgewerkt_op),
        bytes=run.grootte,
        vervaltOp=None if run.vervalt_op is None else _utc(run.vervalt_op),
        fout=run.fout or None,
        telling=Leveringstelling(**run.telling),
    )


def leveringen(runs: Sequence[Run], limiet: int) -> Leveringen:
    """Show a page; one run more than fits says that there is a next."""
    volgende = runs[limiet - 1].volgorde if len(runs) > limiet else None
    return Leveringen(leveringen=[levering(run) for run in runs[:limiet]], volgende=volgende)


def records(rijen: Sequence[Dossierstand], na: int, limiet: int) -> Recordstanden:
    """Show a page; one record more than fits says that there is a next."""
    return Recordstanden(
        records=[
            Recordstand(
                id=rij.id,
                versie=rij.versie,
                aangemaaktOp=_utc(rij.aangemaakt_op),
                gewijzigdOp=_utc(rij.gewijzigd_op),
                bevestigdOp=_utc(rij.bevestigd_op),
            )
            for rij in rijen[:limiet]
        ],
        volgende=na + limiet if len(rijen) > limiet else None,
    )


def _utc(moment: int) -> datetime:
    return datetime.fromtimestamp(moment, UTC)
