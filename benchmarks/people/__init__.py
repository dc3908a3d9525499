"""Who is who across articles, measured on the corpus: ``python -m benchmarks.people``."""
