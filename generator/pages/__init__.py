"""The library as pages and files, as data."""
