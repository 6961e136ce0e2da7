"""The pages that the server renders: plain HTML that works without scripts."""
