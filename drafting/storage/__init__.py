"""Reports, revisions and runs in a database; `drafting.storage.records` holds the values that come out of it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafting.storage.store import Store


def open_store(url: str | None = None) -> "Store":
    """`url` is an SQLAlchemy URL, by default `NIGAO_DATABASE_URL`, else `nigao.db` in the data folder; StorageError."""
    from drafting.storage.store import Store

    return Store(url)
