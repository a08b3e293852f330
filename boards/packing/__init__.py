"""What goes into a pack beside the Positions: each module reads one part as it stands now.

Every module has `entries(meeting) -> tuple[EntryValue, ...]`; gather.py calls them all.
"""
