"""Pure questions about a rulebook, for its authors."""
