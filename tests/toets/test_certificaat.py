"""A client certificate: given, the door opens; left out, it has to stay shut."""

import asyncio

import pytest

from app.models.partijen import Soort
from app.models.versie import Versie
from app.settings import SANDBOX_OIN
from openvum.client import Certificaat, Rol, maak_tls, partijen
from openvum.toets import Doel, Oordeel, toets
from tests.client.sokkel import eis_certificaat, leeg_antwoord, pki, sokkel

__all__ = ["pki"]


@pytest.mark.parametrize(("verplicht", "oordeel"), [(True, Oordeel.GOED), (False, Oordeel.BEVINDING)])
def test_without_a_certificate_there_is_no_answer(pki, verplicht, oordeel):
    ca = pki / "c.pem"
    met = maak_tls(Certificaat(ca, pki / "s.pem"), ca)
    with sokkel(leeg_antwoord, eis_certificaat(pki, verplicht=verplicht)) as adres:
        doel = Doel(
            adres,
            Rol.BRON,
            Versie.V3,
            partijen(SANDBOX_OIN, SANDBOX_OIN),
            soorten=(Soort.VACATURE,),
            postcodes=("3511AA",),
            tls=met,
            zonder_bewijs=maak_tls(ca=ca),
        )
        (uitkomst,) = asyncio.run(toets(doel, regels=["HTT-18"])).uitkomsten
    assert uitkomst.oordeel is oordeel, uitkomst.reden
