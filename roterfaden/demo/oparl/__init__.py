"""The demonstration's second source: an invented OParl endpoint, in memory."""
