"""`roterfaden verify`: the own ledger from the database, or another city's through its interface."""
