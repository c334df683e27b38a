"""The linked library of handbooks and incidents, what is wrong with it, and what can be said about it."""
