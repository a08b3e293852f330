"""The addresses of reports, one file a part."""
