"""The language rules are written in, once parsed."""
