"""Character cards of other programs, read as what they are: words of a stranger. Pure; nothing in a card is executed.

`reader.py` takes a file's bytes apart, `card.py` gives them their names, `fit.py` makes a companion of what fits.
Called by `companion import` and by the page Companions.
"""
