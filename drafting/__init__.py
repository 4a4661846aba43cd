"""Report drafting: the prose is free, the facts are bound."""
