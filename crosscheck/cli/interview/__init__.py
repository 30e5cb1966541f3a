"""`crosscheck ask`: one question at a time, until the answer is there."""
