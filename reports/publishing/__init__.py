"""Papers that went out: what is missing before one may, its two copies and their files, and what is read of those that did."""
