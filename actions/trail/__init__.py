"""Who changed what: read from the dated histories themselves, so that it cannot disagree with them.

`changes.py` works out old and new from one history's rows; `histories.py` says which fields each history
has; `set_up.py` does the same for what simple-history keeps; `search.py` finds the entries asked for and
puts the page together. Nothing is stored for it, and it writes nothing.
"""
