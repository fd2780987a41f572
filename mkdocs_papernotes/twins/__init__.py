"""Compares a note with its translation: outlines, numbers, formulas, figures, code and links."""
