"""Watching: feeds asked again and again, new articles into a record, and alerts when something turns up."""

from onrecord.watching.alerts import Alert, alerts_of
from onrecord.watching.loop import Round, Watch

__all__ = ["Alert", "Round", "Watch", "alerts_of"]
