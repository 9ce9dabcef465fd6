"""Ideas: a title, a text, a place; supported, rated, answered, merged, and followed to what became of them."""
