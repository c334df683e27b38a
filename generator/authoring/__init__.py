"""What helps people write: new records, schemas for editors, the reference of all keys, summaries."""
