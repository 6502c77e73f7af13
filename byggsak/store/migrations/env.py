"""Run by alembic: migrates the connection that `byggsak.store.migrering` hands over."""

from alembic import context

from byggsak.store.metadata import METADATA

forbindelse = context.config.attributes.get("forbindelse")
if forbindelse is None:
    raise SystemExit("Run `byggsak db upgrade`; it knows the database and locks it.")
context.configure(connection=forbindelse, target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
