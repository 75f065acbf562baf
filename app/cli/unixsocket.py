"""A socket in the file system to listen on: who may reach it may say who a caller is, so its folder is closed."""

import socket
import stat
from contextlib import closing
from pathlib import Path
from typing import Final

from app.cli.kern import CliFout

LANGSTE_PAD: Final = 107
"""In bytes; what the kernel can hold."""
_ANDEREN: Final = 0o007


def eis_vrije_socket(pad: Path, *, alleen_groep: bool) -> None:
    """Make way for a socket: one that a killed server left is removed. Raises ``CliFout``.

    ``alleen_groep``: the folder must be closed to others. The socket itself is open to all, by the server's doing.
    """
    if len(str(pad).encode()) > LANGSTE_PAD:
        raise CliFout(f"--uds: het pad mag hoogstens {LANGSTE_PAD} bytes lang zijn")
    try:
        modus = pad.parent.stat().st_mode
    except OSError:
        raise CliFout(f"--uds: de map {pad.parent} bestaat niet") from None
    if alleen_groep and modus & _ANDEREN:
        raise CliFout(f"--uds: de map {pad.parent} is open voor anderen; sluit haar met `chmod o= {pad.parent}`")
    if pad.exists():
        _ruim_op(pad)


def _ruim_op(pad: Path) -> None:
    if not stat.S_ISSOCK(pad.stat().st_mode):
        raise CliFout(f"--uds: {pad} bestaat al en is geen socket")
    with closing(socket.socket(socket.AF_UNIX)) as proef:
        try:
            proef.connect(str(pad))
        except ConnectionRefusedError:
            pad.unlink(missing_ok=True)
        except OSError as fout:
            raise CliFout(f"--uds: {pad} is niet te gebruiken ({fout.strerror})") from None
        else:
            raise CliFout(f"--uds: op {pad} luistert al een server")
