"""Makes `assistant/retrieval/language_shift.npz`: where the built-in model puts a question's language."""
