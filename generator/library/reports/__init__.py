"""What can be said about the library: one module per report."""
