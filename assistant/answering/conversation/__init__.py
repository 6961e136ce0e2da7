"""What one turn of a conversation owes to those before it.

What is carried from turn to turn and where it is kept, how a follow-up is made a whole question (`follow_up`) of the
one before (`earlier`), word by word (`parts`), and when a question is answered by asking back (`clarify`).
"""
