"""The core: from a question to a cited answer. Knows nothing of HTTP, files on disk, or evaluation."""
