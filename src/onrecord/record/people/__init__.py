"""Who is who across articles: which mentions of a record are one person, who decided so, and why."""
