"""Pages of areas, plans and actions: load, check, call, render."""
