"""Comments, questions, ideas, suggestions: what people say about any public thing, and what becomes of it."""
