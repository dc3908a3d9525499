"""Circumstances: to whom, through which medium and when a statement was made, what money it speaks of, and whether
its wording is likely a translation.

Rules over the sentence that the statement's cue stands in; each module says which, and how often each is right.
"""

from onrecord.reading.circumstances.found import Circumstances, circumstances

__all__ = ["Circumstances", "circumstances"]
