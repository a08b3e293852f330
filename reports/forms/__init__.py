"""Forms of papers: they read and clean what was typed. The rules are the services'."""
