"""Reports, checks, measures with their statement of reasons, objections, the public log."""
