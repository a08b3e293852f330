"""Pages of a paper's clearance."""
