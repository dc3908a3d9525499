"""Where they stand: one article's positions and directed acts, summed up by speaker."""

from onrecord.stands.summary import SCALE, Directed, Evidence, Holder, Stance, Stands, where_they_stand

__all__ = ["SCALE", "Directed", "Evidence", "Holder", "Stance", "Stands", "where_they_stand"]
