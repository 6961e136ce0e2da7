"""Counts and lists of documents, answered from the catalogue.

`questions` tells what is to be counted or listed, `follow_up` what a later turn changes of it, `answers` says it.
"""
