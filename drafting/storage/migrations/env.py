"""Alembic's entry: migrates the connection it is handed, inside that connection's transaction."""

from alembic import context

from drafting.storage.schema import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
