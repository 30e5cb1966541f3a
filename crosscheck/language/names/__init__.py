"""What States, facts and words are called, as data."""
