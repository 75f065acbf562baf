"""YAML as mappings use it: no surprises.

Only ``true`` and ``false`` are truth values (``nee``, ``no`` and ``on`` are words), a date or a time is text,
a number with a leading zero is text. A key may occur once. There are no anchors: they can make a small
file a huge one.
"""

import re
from typing import Any, Final

import yaml

MAX_BYTES: Final = 1_000_000


class Yamlfout(Exception):
    """The file is no YAML of this kind; the message says where and why."""


class _Lader(yaml.SafeLoader):
    """The safe loader with fewer guesses."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 -- as the base class has it

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            gebeurtenis: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it out
            raise Yamlfout(f"regel {_regel(gebeurtenis)}: verwijzingen met * zijn niet toegestaan")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        gezien = set()
        for sleutel, _ in node.value:
            naam = self.construct_object(sleutel, deep=True)
            if not isinstance(naam, str):
                raise Yamlfout(f"regel {_regel(sleutel)}: een naam moet tekst zijn; zet haar tussen aanhalingstekens")
            if naam in gezien:
                raise Yamlfout(f"regel {_regel(sleutel)}: {naam} staat hier nog een keer")
            gezien.add(naam)
        return super().construct_mapping(node, deep)


_Lader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Lader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:0|-?[1-9][0-9]*)$"), list("-0123456789"))
_Lader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])


def lees_yaml(ruw: bytes) -> Any:
    """Read one document. Raises ``Yamlfout``."""
    if len(ruw) > MAX_BYTES:
        raise Yamlfout("is groter dan 1 MB")
    try:
        return yaml.load(ruw.decode("utf-8-sig"), Loader=_Lader)  # noqa: S506 -- a stricter SafeLoader
    except UnicodeDecodeError:
        raise Yamlfout("is geen UTF-8") from None
    except yaml.YAMLError as fout:
        plek = getattr(fout, "problem_mark", None)
        raise Yamlfout(f"{'regel ' + str(plek.line + 1) + ': ' if plek else ''}is geen geldige YAML") from None
    except RecursionError:
        raise Yamlfout("is te diep genest") from None


def _regel(knoop: Any) -> int:
    return int(knoop.start_mark.line) + 1
