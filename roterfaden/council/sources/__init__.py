"""Council systems that can be read: one folder each, and one explicit registry (`sources.registry`)."""
