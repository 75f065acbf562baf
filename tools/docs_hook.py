"""MkDocs hook: a link to a file of the repository is text on the site, which holds the documentation alone.

The file must exist: a link that leads nowhere stops the build.
"""

import re
from pathlib import Path
from typing import Any, Final

_WORTEL: Final = Path(__file__).resolve().parents[1]
_NAAR_BUITEN: Final = re.compile(r"\[([^\]]+)\]\((\.\./[^)#\s]+)(#[^)\s]*)?\)")


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Give the page with its links out of ``docs/`` as text."""
    map_ = (_WORTEL / "docs" / page.file.src_uri).parent

    def als_tekst(gevonden: re.Match[str]) -> str:
        doel = (map_ / gevonden[2]).resolve()
        if doel.is_relative_to(_WORTEL / "docs"):
            return gevonden[0]
        if not doel.exists():
            raise FileNotFoundError(f"{page.file.src_uri}: {gevonden[2]} does not exist")
        return gevonden[1]

    return _NAAR_BUITEN.sub(als_tekst, markdown)
