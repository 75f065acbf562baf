"""Reports of a run: the same facts as JSON, as JUnit XML and as one HTML file."""

from collections.abc import Callable, Mapping
from typing import Final

from openvum.toets.model import Verslag
from openvum.toets.verslag.html import als_html
from openvum.toets.verslag.json import als_json
from openvum.toets.verslag.junit import als_junit

VORMEN: Final[Mapping[str, Callable[[Verslag], str]]] = {".json": als_json, ".xml": als_junit, ".html": als_html}
"""By the ending of the file's name."""

__all__ = ["VORMEN", "als_html", "als_json", "als_junit"]
