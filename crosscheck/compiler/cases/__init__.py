"""The cases beside the rules."""
