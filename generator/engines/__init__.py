"""Pages to a site: one adapter per site tool."""
