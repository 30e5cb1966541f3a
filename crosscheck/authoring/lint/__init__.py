"""What an author should look at in rules that can be used."""
