"""A decision in short, for a page or a program: everything that is drawn, and nothing that must be read twice."""
