"""Has something like this been done before? Projects, practices and reports that overlap with an idea."""
