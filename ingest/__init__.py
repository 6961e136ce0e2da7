"""Documents in: sources, converters (one per format), chunking, sync."""
