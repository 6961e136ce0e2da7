"""What comes next: the coming occasions and issues that the documents tell of, with today's date in hand."""
