"""Measuring the assistant: data sets, metrics, runs, reports."""
