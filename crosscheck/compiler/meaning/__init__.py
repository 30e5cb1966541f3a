"""Phrases -> the typed tree, and what does not fit together."""
