"""Alert rules of the monitoring: which alerts there are, where their links lead, and which runbook is for them."""
