"""Funding calls as people and calendars see them: listed with their status, narrowed down, and put into words."""
