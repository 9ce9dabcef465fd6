"""What the ledger's benchmark does in a process of its own."""
