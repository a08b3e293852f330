"""Measures as at a date: which readings count, where they stand, what changed. Pure rules and reads, no writes."""
