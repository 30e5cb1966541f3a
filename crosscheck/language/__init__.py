"""What rules are written in: facts and their values, the typed tree, and how it is read and written."""
