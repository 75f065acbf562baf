"""No key material comes out by accident: not in a repr, a message, a log, or a crash dump with its variables."""

import base64
import json
import traceback
from pathlib import Path

import pytest

from app.privacy import pseudoniem, sleutelbestand, sleutels
from app.privacy.pseudoniem import Pseudonimiseerder, Vumzegel
from app.privacy.sleutelbestand import Sleutelbewaarder, VasteBos
from app.privacy.sleutels import Sleuteldoel, SleutelFout, maak_sleutelbos, naar_json, uit_json
from app.privacy.verantwoording import Ankerzegel

BOS = maak_sleutelbos()


def _vormen() -> list[str]:
    """Every way in which a key may show, a piece of it being enough."""
    vormen = []
    for s in BOS.sleutels:
        ruw = bytes(s.materiaal)
        vormen += [
            base64.urlsafe_b64encode(ruw).decode()[:12],
            base64.b64encode(ruw).decode()[:12],
            ruw.hex()[:16],
            bytes.__repr__(ruw)[2:-1],
        ]
    return vormen


def eis_geheim(tekst: str) -> None:
    assert not [v for v in _vormen() if v in tekst]


def dump(fout: BaseException) -> str:
    """What a crash reporter writes: every frame, with the values of its variables."""
    return "".join(traceback.TracebackException.from_exception(fout, capture_locals=True).format())


def _kapot(**anders: object) -> bytes:
    document = json.loads(naar_json(BOS))
    document["sleutels"][0] |= anders
    return json.dumps(document).encode()


STUK = [
    naar_json(BOS)[:-10],
    _kapot(doel="onbekend"),
    _kapot(staat="weg"),
    _kapot(kid="Een Hoofdletter"),
    _kapot(gemaakt="gisteren"),
    _kapot(sleutel="!"),
    _kapot(sleutel="A" * 43),
    _kapot(extra="x"),
    naar_json(BOS).replace(b'"versie": 1', b'"versie": 2'),
]


@pytest.mark.parametrize("inhoud", STUK, ids=range(len(STUK)))
def test_a_crash_dump_of_a_ring_that_is_refused_shows_no_key(inhoud, tmp_path):
    # In a frame of this test the content may show, for it is a variable here: only frames of the app count.
    pad = tmp_path / "bos.json"
    pad.write_bytes(inhoud)
    pad.chmod(0o600)
    for lees in (lambda: sleutelbestand.lees(pad), lambda: Sleutelbewaarder(pad)):
        with pytest.raises(SleutelFout) as gevangen:
            lees()
        eis_geheim(_uit_de_app(gevangen.value))
    with pytest.raises(SleutelFout) as gevangen:
        uit_json(inhoud)
    eis_geheim(_uit_de_app(gevangen.value))


def _uit_de_app(fout: BaseException) -> str:
    alle = traceback.TracebackException.from_exception(fout, capture_locals=True)
    assert alle.__cause__ is None
    regels = []
    while alle is not None:
        eigen = Path(sleutels.__file__).parents[1]
        regels += [str(f.locals) for f in alle.stack if Path(f.filename).is_relative_to(eigen)] + [str(alle)]
        alle = alle.__context__
    return "".join(regels)


@pytest.mark.parametrize("plaats", ["hmac.digest", "AESGCM"])
def test_a_crash_in_the_middle_of_using_a_key_shows_no_key(monkeypatch, plaats):
    def stuk(*_, **__):
        raise RuntimeError

    if plaats == "AESGCM":
        monkeypatch.setattr(pseudoniem, "AESGCM", stuk)
    else:
        monkeypatch.setattr("hmac.digest", stuk)
    pogingen = (
        lambda: Pseudonimiseerder(lambda: BOS).telnaam("a"),
        lambda: Vumzegel(lambda: BOS).open("eyJ.x.y.z.w"),
        lambda: Vumzegel(lambda: BOS).zegelaar(*["x"] * 4),
        lambda: Ankerzegel(lambda: BOS).teken(b"x"),
    )
    gezien = 0
    for poging in pogingen:
        try:
            poging()
        except Exception as fout:  # noqa: BLE001 - whatever it is, it must not show a key
            gezien += 1
            eis_geheim(dump(fout))
    assert gezien


def test_no_repr_of_what_holds_a_ring_shows_a_key():
    dingen = (BOS, BOS.sleutels, BOS.actief(Sleuteldoel.VUMID).materiaal, VasteBos(BOS))
    for ding in (*dingen, Pseudonimiseerder(lambda: BOS), Vumzegel(lambda: BOS)):
        eis_geheim(f"{ding!r} {ding}")
        eis_geheim(f"{[ding]} {vars(ding) if hasattr(ding, '__dict__') else ''}")
