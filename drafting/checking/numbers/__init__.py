"""Every number of a text: what its words claim, whose it is, and what is wrong with it."""
