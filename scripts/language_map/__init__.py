"""Makes `assistant/retrieval/language_map.npz`: what takes a question of each language to Finnish."""
