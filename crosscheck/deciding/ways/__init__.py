"""What a traveller could change, each way checked again by the evaluator before anybody hears of it."""
