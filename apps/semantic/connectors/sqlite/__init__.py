"""SQLite files as a customer's database."""

from apps.semantic.connectors.sqlite.connector import SqliteConnector

__all__ = ["SqliteConnector"]
