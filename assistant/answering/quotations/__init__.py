"""Answers made of quotations: which sentences of the passages found are quoted, and which part of them.

Needs no language model. From `answer_types` (what is asked) by way of `sentence_features` and `selection` to
`extractive`, the composer.
"""
