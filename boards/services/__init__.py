"""The writers of boards."""
