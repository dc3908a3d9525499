"""How well and how fast the same words are found elsewhere: ``python -m benchmarks.variants``."""
