"""The writers of papers."""
