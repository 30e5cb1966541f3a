"""What is said to people: every sentence once a language, under a name, with named parameters."""
