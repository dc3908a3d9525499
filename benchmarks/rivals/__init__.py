"""Rivals: other tools that find who said what, read beside ours on the same articles in the same run."""
