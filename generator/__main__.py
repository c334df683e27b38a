"""`python -m generator` is the command `runbook-site`."""

from generator.cli import main

main()
