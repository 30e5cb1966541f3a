"""English: the language in which every sentence stands."""
