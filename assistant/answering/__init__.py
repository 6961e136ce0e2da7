"""From a question to a cited answer: the steps (`assistant`), and what all ways to answer share.

The ways themselves are rooms that know nothing of one another: `calls`, `quotations`, `prose`. What earlier turns leave
to a question is in `conversation`.
"""
