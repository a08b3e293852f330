"""A meeting's board pack: one document of frozen values, laid out as a web page and as a PDF."""
