import multiprocessing
import os
import stat
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.privacy.sleutelbestand import MAX_BYTES, Sleutelbewaarder, lees, lees_of_maak, roteer_bestand, schrijf
from app.privacy.sleutels import Sleutelbos, Sleuteldoel, SleutelFout, Staat, maak_sleutelbos, naar_json
from tests.privacy.vaste_sleutels import vaste_bos


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    return tmp_path / "sleutels.json"


def _vervang(pad: Path, inhoud: bytes) -> None:
    nieuw = pad.with_suffix(".tijdelijk")
    nieuw.write_bytes(inhoud)
    nieuw.chmod(0o600)
    nieuw.replace(pad)


def test_a_written_ring_is_for_the_owner_alone_and_reads_back(pad: Path):
    oud = os.umask(0)
    try:
        schrijf(vaste_bos(), pad)
    finally:
        os.umask(oud)
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600
    assert lees(pad).sleutels == vaste_bos().sleutels
    assert list(pad.parent.iterdir()) == [pad]


def test_writing_never_replaces_what_is_there(pad: Path):
    pad.write_text("iets anders")
    with pytest.raises(SleutelFout, match="bestaat al"):
        schrijf(vaste_bos(), pad)
    assert pad.read_text() == "iets anders"
    assert list(pad.parent.iterdir()) == [pad]


def test_writing_where_it_cannot_be_says_so(tmp_path: Path):
    with pytest.raises(SleutelFout, match="niet te schrijven"):
        schrijf(vaste_bos(), tmp_path / "weg" / "sleutels.json")


@pytest.mark.parametrize("modus", [0o640, 0o604, 0o620, 0o660, 0o610])
def test_a_file_open_to_group_or_others_is_refused_and_told_what_to_do(pad: Path, modus: int):
    schrijf(vaste_bos(), pad)
    pad.chmod(modus)
    with pytest.raises(SleutelFout, match="chmod 600"):
        lees(pad)
    assert lees(pad, alleen_eigenaar=False).sleutels == vaste_bos().sleutels


@pytest.mark.parametrize(("modus", "mag"), [(0o440, True), (0o640, True), (0o644, False), (0o660, False)])
def test_a_file_of_root_may_be_readable_by_the_group_of_the_service(
    pad: Path, monkeypatch: pytest.MonkeyPatch, modus: int, mag: bool
):
    schrijf(vaste_bos(), pad)
    velden = ("st_mode", "st_mtime_ns", "st_size", "st_ino")

    def van_root(nummer: int, fstat=os.fstat) -> SimpleNamespace:
        return SimpleNamespace(**{v: getattr(fstat(nummer), v) for v in velden}, st_uid=0)

    pad.chmod(modus)
    monkeypatch.setattr(os, "fstat", van_root)
    monkeypatch.setattr(os, "geteuid", lambda: 10_001)
    with nullcontext() if mag else pytest.raises(SleutelFout, match="chmod 600"):
        assert lees(pad).sleutels == vaste_bos().sleutels


def test_an_absent_file_a_folder_and_a_giant_are_refused(pad: Path):
    with pytest.raises(SleutelFout, match="openvum sleutels maak"):
        lees(pad)
    pad.write_bytes(b" " * (MAX_BYTES + 1))
    pad.chmod(0o600)
    with pytest.raises(SleutelFout, match="groter"):
        lees(pad)
    with pytest.raises(SleutelFout, match="niet te lezen"):
        lees(pad.parent)


def test_the_sandbox_reads_the_ring_it_made_before(pad: Path):
    assert lees_of_maak(pad).sleutels == lees_of_maak(pad).sleutels


def test_the_sandbox_does_not_make_a_ring_over_a_broken_one(pad: Path):
    pad.write_text("{}")
    with pytest.raises(SleutelFout, match="precies versie"):
        lees_of_maak(pad)
    assert pad.read_text() == "{}"


def _start(pad: str, poort: "multiprocessing.synchronize.Barrier", uit: "multiprocessing.Queue[bytes]") -> None:
    poort.wait()
    uit.put(naar_json(lees_of_maak(Path(pad))))


def test_of_several_workers_that_start_at_once_one_makes_the_ring_and_all_use_it(pad: Path):
    context = multiprocessing.get_context("spawn")
    uit, poort = context.Queue(), context.Barrier(4)
    werkers = [context.Process(target=_start, args=(str(pad), poort, uit)) for _ in range(4)]
    for werker in werkers:
        werker.start()
    bossen = {uit.get(timeout=60) for _ in werkers}
    for werker in werkers:
        werker.join(60)
    assert bossen == {pad.read_bytes()}
    assert list(pad.parent.iterdir()) == [pad]


def test_rotation_replaces_the_file_whole_and_keeps_it_closed(pad: Path):
    schrijf(vaste_bos(), pad)
    bos = roteer_bestand(pad, Sleuteldoel.VUMID)
    assert lees(pad).sleutels == bos.sleutels
    assert [s.staat for s in bos.sleutels if s.doel is Sleuteldoel.VUMID] == [Staat.UITLOPEND, Staat.ACTIEF]
    assert list(pad.parent.iterdir()) == [pad]


def test_a_refused_rotation_leaves_the_file_as_it_was(pad: Path):
    schrijf(vaste_bos(), pad)
    voor = pad.read_bytes()
    with pytest.raises(SleutelFout, match="wordt niet geroteerd"):
        roteer_bestand(pad, Sleuteldoel.PSEUDONIEM)
    assert pad.read_bytes() == voor
    assert list(pad.parent.iterdir()) == [pad]
    assert len(roteer_bestand(pad, Sleuteldoel.PSEUDONIEM, dwing=True).bruikbaar(Sleuteldoel.PSEUDONIEM)) == 2


def test_of_two_rotations_at_once_the_second_is_refused(pad: Path):
    schrijf(vaste_bos(), pad)
    voor = pad.read_bytes()
    slot = pad.with_name(".sleutels.json.nieuw")
    slot.touch()
    with pytest.raises(SleutelFout, match="loopt al een wijziging"):
        roteer_bestand(pad, Sleuteldoel.VUMID)
    assert slot.exists()
    assert pad.read_bytes() == voor


def test_rotation_through_a_link_replaces_the_file_behind_it(pad: Path):
    schrijf(vaste_bos(), pad)
    link = pad.with_name("link.json")
    link.symlink_to(pad)
    bos = roteer_bestand(link, Sleuteldoel.VUMID)
    assert link.is_symlink()
    assert lees(pad).sleutels == bos.sleutels


class Bewaking:
    """A keeper with a clock of its own and a list of what it told."""

    def __init__(self, pad: Path) -> None:
        self.nu = 0.0
        self.herladen: list[Sleutelbos] = []
        self.fouten: list[SleutelFout] = []
        self.bewaarder = Sleutelbewaarder(
            pad, bij_herladen=self.herladen.append, bij_fout=self.fouten.append, klok=lambda: self.nu
        )


def test_a_rotation_is_taken_over_within_a_second_and_told_once(pad: Path):
    schrijf(vaste_bos(), pad)
    b = Bewaking(pad)
    nieuw = roteer_bestand(pad, Sleuteldoel.VUMID)
    b.nu = 0.9
    assert b.bewaarder().actief(Sleuteldoel.VUMID).kid == "k1"
    b.nu = 1.0
    assert b.bewaarder().sleutels == nieuw.sleutels
    b.nu = 5.0
    assert b.bewaarder() is b.bewaarder()
    assert len(b.herladen) == 1
    assert b.fouten == []


def test_ververs_does_not_wait_for_the_second(pad: Path):
    schrijf(vaste_bos(), pad)
    b = Bewaking(pad)
    nieuw = roteer_bestand(pad, Sleuteldoel.VUMID)
    assert b.bewaarder.ververs().sleutels == nieuw.sleutels


@pytest.mark.parametrize("stuk", [b"{", b"", b'{"versie":1,"sleutels":[]}'])
def test_a_broken_new_file_keeps_the_old_ring_and_is_told_once(pad: Path, stuk: bytes):
    schrijf(vaste_bos(), pad)
    b = Bewaking(pad)
    _vervang(pad, stuk)
    for b.nu in (2.0, 4.0, 6.0):
        assert b.bewaarder().actief(Sleuteldoel.VUMID).kid == "k1"
    assert len(b.fouten) == 1
    assert b.herladen == []
    goed = maak_sleutelbos()
    _vervang(pad, naar_json(goed))
    b.nu = 8.0
    assert b.bewaarder().sleutels == goed.sleutels


def test_a_file_that_disappears_or_opens_up_keeps_the_old_ring(pad: Path):
    schrijf(vaste_bos(), pad)
    b = Bewaking(pad)
    pad.unlink()
    b.nu = 2.0
    assert b.bewaarder().actief(Sleuteldoel.VUMID).kid == "k1"
    _vervang(pad, naar_json(maak_sleutelbos()))
    pad.chmod(0o644)
    b.nu = 4.0
    assert b.bewaarder().actief(Sleuteldoel.VUMID).kid == "k1"
    assert [str(f).rsplit("`", 2)[-2].split()[0] for f in b.fouten] == ["openvum", "chmod"]


def test_a_keeper_refuses_to_start_on_a_broken_file(pad: Path):
    pad.write_text("{")
    pad.chmod(0o600)
    with pytest.raises(SleutelFout):
        Sleutelbewaarder(pad)


def test_a_keeper_shows_no_key_material(pad: Path):
    schrijf(vaste_bos(), pad)
    assert repr(Sleutelbewaarder(pad)) == f"Sleutelbewaarder({pad})"
