"""Question time: people ask and support questions; they are answered live or in writing."""
