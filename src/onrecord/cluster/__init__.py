"""Very many articles, on all cores of one machine or on many machines: archives in, Parquet out."""

from onrecord.cluster.run import Summary, batch

__all__ = ["Summary", "batch"]
