"""Applying drafts: compared with what is here and with what was imported last, then written at once."""
