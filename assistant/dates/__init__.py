"""Days that a text names: where they stand and which day of the calendar is meant."""
