"""The one way into the council's tables: reader → flatten → compare → write → derive → index."""
