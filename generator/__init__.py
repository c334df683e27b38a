"""Incident-response knowledge as YAML in Git, published as a site that people can trust at 3 a.m."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("runbook-site")
except PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0"
