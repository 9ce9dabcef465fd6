"""What must not be found although the index may still hold it."""

from __future__ import annotations

from roterfaden.search.models import PendingDocument


def suppressed_uids() -> list[str]:
    """Keys of documents that became hidden and are not out of the index yet.

    Read them before opening the index: the indexer commits first and deletes the rows then, so that whoever misses a
    row sees the index without the document.
    """
    rows = PendingDocument.objects.filter(suppressed=True).values_list("kind", "object_id")
    return [f"{kind}:{pk}" for kind, pk in rows.iterator(chunk_size=5_000)]
