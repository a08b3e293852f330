"""Pages that set an area and a plan up: load, check, call, render."""
