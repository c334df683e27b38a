"""English words that say nothing of what is wrong: incidents are not found by them, and no query needs them."""

from typing import Final

_WORDS: Final = """
a about after all also am an and any are as at be because been but by can could did do does either else ever every for
from get got had has have he her him his how however i if in into is it its just may me might must my neither nor not of
often on only or other our own she should since so some than that the their them then there these they this those to too
us was we were what when where which while who whom whose why will with would yet you your
"""
STOP_WORDS: Final = frozenset(_WORDS.split())
