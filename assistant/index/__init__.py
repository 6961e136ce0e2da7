"""What holds documents, terms and vectors, written as one."""
