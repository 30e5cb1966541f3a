"""One answer on one screen: the crossing, the verdict, what to say or do next."""
