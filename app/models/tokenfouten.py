"""What the token endpoint says when it gives no token (RFC 6749, section 5.2): part of the one error tree.

The answer to a client that is unknown, withdrawn, or that did not prove itself is one and the same.
"""

from typing import ClassVar

from app.models.errors import VumFout


class Tokenfout(VumFout):
    """Base; ``fout`` is the word of the standard."""

    status, code, melding = 400, "400.01", "Ongeldige aanroep"
    fout: ClassVar[str] = "invalid_request"


class OnbekendeClient(Tokenfout):
    """No proof, or none that counts."""

    status, code, melding = 401, "401.01", "Niet geautoriseerd"
    fout = "invalid_client"

    def __init__(self) -> None:
        super().__init__(
            "De client is niet bekend of bewees zich niet: zie docs/tokens.md voor wat een bewijs moet zijn."
        )


class AndereGrant(Tokenfout):
    """Another grant than client credentials."""

    fout = "unsupported_grant_type"


class OngeldigeScope(Tokenfout):
    """A scope that does not exist, or that this client has not got."""

    fout = "invalid_scope"
