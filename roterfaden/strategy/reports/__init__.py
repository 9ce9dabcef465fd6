"""Reports: a plan as it stood on a day, frozen, and what moved between two of them."""
