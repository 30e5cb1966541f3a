"""Files and folders -> a rule set."""
