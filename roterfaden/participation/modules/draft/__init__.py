"""A text that is talked about paragraph by paragraph: comments, suggestions for its wording, versions."""
