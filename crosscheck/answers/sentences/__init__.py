"""How a reason becomes a sentence, and a phrase is filled in."""
