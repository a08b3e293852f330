"""Papers for committees, in HTML and PDF, and the demonstration data."""
