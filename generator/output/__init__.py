"""What the command prints: problems and reports, for people and for programs."""
