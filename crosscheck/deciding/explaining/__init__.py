"""Why it came out so, what is missing, what it rests on."""
