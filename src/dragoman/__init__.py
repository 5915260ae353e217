"""Dragoman: reports as an accountable record of who did what to whom, and who says so."""
