"""Tables and charts of each subject as values (wsoa/parts.py), which pages, packs and papers print alike.

They word and arrange what the subject's own reading says; they never count.
"""
