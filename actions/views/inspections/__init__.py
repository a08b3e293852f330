"""The pages of an area's inspections, and of what answers what they found."""
