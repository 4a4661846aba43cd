"""Checks on rendered text: every quantity accounted for, nothing must-use missing, nothing of the exemplar leaked."""

from drafting.checking.context import Context
from drafting.checking.numbers.accounting import Entry, Standing
from drafting.checking.numbers.fidelity import account, link
from drafting.checking.review import check_section, check_text, review

__all__ = ["Context", "Entry", "Standing", "account", "check_section", "check_text", "link", "review"]
