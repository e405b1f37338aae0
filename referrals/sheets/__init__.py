"""Sheets to print that a youth, a family or a partner keeps: one page, plain words, no name (1-07, 2-23, L-20)."""
