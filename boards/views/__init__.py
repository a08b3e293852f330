"""Pages for boards."""
