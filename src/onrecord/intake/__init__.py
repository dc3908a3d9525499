"""Intake: the bytes of the world, as text, web pages, JSON Lines or addresses, to articles."""

from onrecord.intake.load import expand, load
from onrecord.intake.options import IntakeOptions

__all__ = ["IntakeOptions", "expand", "load"]
