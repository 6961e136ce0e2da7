"""The overlap finder's ways in: reading a plan, its JSON, its words in a terminal."""
