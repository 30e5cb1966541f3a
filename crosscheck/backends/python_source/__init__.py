"""The typed tree becomes Python source: formulas, then texts, then whole functions."""
