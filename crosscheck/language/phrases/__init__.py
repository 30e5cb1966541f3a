"""Phrases of the rule language: their forms, and trees as the words they are written in."""
