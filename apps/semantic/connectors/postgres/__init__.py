"""PostgreSQL as a customer's database."""

from apps.semantic.connectors.postgres.connector import PostgresConnector

__all__ = ["PostgresConnector"]
