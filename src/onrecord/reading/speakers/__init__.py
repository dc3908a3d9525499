"""Who is meant: from a statement's source words to its speakers.

``resolve`` is all that the reader needs: ``Attribution`` goes in, and a ``Resolution`` comes out, which holds a
``Resolved`` for each and says whom any other phrase of the article means.
"""

from onrecord.reading.speakers.attribution import Attribution, Resolved
from onrecord.reading.speakers.resolution import Resolution
from onrecord.reading.speakers.resolve import resolve

__all__ = ["Attribution", "Resolution", "Resolved", "resolve"]
