"""Addresses of boards' pages, a file a subject."""
