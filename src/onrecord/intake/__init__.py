"""Intake: the bytes of the world, as text, web pages, JSON Lines or addresses, to articles."""

from onrecord.intake.load import expand, load, load_with_originals
from onrecord.intake.options import IntakeOptions
from onrecord.intake.original import Found, Original

__all__ = ["Found", "IntakeOptions", "Original", "expand", "load", "load_with_originals"]
