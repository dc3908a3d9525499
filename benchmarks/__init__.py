"""Quality and speed, each measured by one command: ``python -m benchmarks.quality`` and ``.speed``."""
