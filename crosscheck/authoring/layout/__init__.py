"""How rule files are laid out: one way to write each of them, with its author's comments."""
