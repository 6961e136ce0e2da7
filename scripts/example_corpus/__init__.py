"""Turns the sources of the example collection into the files under corpus/: `python -m scripts.example_corpus`."""
