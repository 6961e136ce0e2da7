"""Funding calls as records: what one is, whether it is open at a given moment, and where its facts come from."""
