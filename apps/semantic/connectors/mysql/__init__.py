"""MySQL and MariaDB as a customer's database."""

from apps.semantic.connectors.mysql.connector import MysqlConnector

__all__ = ["MysqlConnector"]
