"""Answers in a language model's words, when one is set: asked within a budget, checked sentence by sentence.

`generative` is the composer and `grounding` the check against the passages; `rewriting` makes follow-ups whole with the
same model. Whatever fails here ends in the quotations, which the composer is given and does not import.
"""
