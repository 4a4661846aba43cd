"""Chinese quantities: finding, reading and comparing them, and reading what a writer types as a change."""

from drafting.numerals.change import Change, Direction, directions, read_change
from drafting.numerals.compare import commensurable, in_family, key, same
from drafting.numerals.digits import normal
from drafting.numerals.measures import measure_behind
from drafting.numerals.names import names_with_digits
from drafting.numerals.quantity import CALENDAR, Bound, Form, Quantity
from drafting.numerals.read import find, read

__all__ = [
    "CALENDAR",
    "Bound",
    "Change",
    "Direction",
    "Form",
    "Quantity",
    "commensurable",
    "directions",
    "find",
    "in_family",
    "key",
    "measure_behind",
    "names_with_digits",
    "normal",
    "read",
    "read_change",
    "same",
]
