"""Passphrases: long, without composition rule, and not among the first ones guessed (L-29, A-01)."""
