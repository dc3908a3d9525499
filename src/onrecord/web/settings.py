"""What the desk is told when it is started."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Final

from onrecord.intake.options import MEGABYTE

LOCAL_NAMES: Final = ("localhost", "ip6-localhost")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the desk.

    Args:
        host: the address that it listens on.
        secrets: passwords and tokens, any of which lets somebody in; none: everybody who reaches it is let in.
        user: who corrects, where nobody gives a name with their password.
        allow_local: whether addresses inside the local network may be read from.
        max_upload: bytes of what is sent to be read.
        max_body: bytes of anything else that is sent.
        max_text: characters of a text that ``POST /api/read`` reads.
        waiting: how many readings may wait for their turn.
    """

    host: str = "127.0.0.1"
    secrets: tuple[str, ...] = ()
    user: str = "unknown"
    allow_local: bool = False
    max_upload: int = 20 * MEGABYTE
    max_body: int = 2 * MEGABYTE
    max_text: int = 200_000
    waiting: int = 20

    @property
    def local(self) -> bool:
        """Whether it is reached from this machine alone."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Tell whether a host's name or address means this machine, as seen from itself."""
    bare = host.removeprefix("[").removesuffix("]").lower()
    if bare in LOCAL_NAMES or bare.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False
