"""Who is meant: from a statement's source words to its speakers.

``resolve`` is all that the reader needs; ``Attribution`` goes in, ``Resolved`` comes out.
"""

from onrecord.reading.speakers.attribution import Attribution, Resolved
from onrecord.reading.speakers.resolve import resolve

__all__ = ["Attribution", "Resolved", "resolve"]
