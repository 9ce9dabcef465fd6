"""Everything public of the council below /api/v1/: lists with the filters of the pages, and single things."""
