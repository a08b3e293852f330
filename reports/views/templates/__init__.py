"""Pages of an area's paper templates."""
