"""Council pages. Each module answers one kind of address; reads live in `council.querysets` and `council.listing`."""
