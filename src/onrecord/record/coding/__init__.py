"""Coding by people: statements drawn into a sheet, their codes taken back, and how far coders agree."""

from onrecord.record.coding.codebook import CodeField, Level, fields_of
from onrecord.record.coding.results import Agreement, Coded, Disagreement, Drawn

__all__ = ["Agreement", "CodeField", "Coded", "Disagreement", "Drawn", "Level", "fields_of"]
