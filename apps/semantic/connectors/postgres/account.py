"""What a PostgreSQL account is: the proof that its session only reads, and the rights it should not have."""

from apps.semantic.connectors.base import ConnectorError
from apps.semantic.connectors.postgres.connecting import Connection
from apps.semantic.contracts import AccountRisk, Dialect
from apps.semantic.sql.typestate import PlatformSql

STATE = PlatformSql(
    "SELECT current_setting('transaction_read_only'), current_setting('standard_conforming_strings'),"
    " current_setting('server_version')",
    Dialect.POSTGRES,
)
RIGHTS = PlatformSql(
    """
SELECT r.rolsuper,
       r.rolcreaterole OR r.rolcreatedb OR r.rolreplication,
       r.rolbypassrls,
       EXISTS (SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                 AND left(n.nspname, 3) <> 'pg_'
                 AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')),
       has_database_privilege(current_database(), 'CREATE, TEMP')
         OR EXISTS (SELECT FROM pg_namespace AS n
                    WHERE left(n.nspname, 3) <> 'pg_' AND has_schema_privilege(n.oid, 'CREATE')),
       EXISTS (SELECT FROM pg_roles AS g
               WHERE g.rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
                 AND pg_has_role(g.oid, 'USAGE'))
FROM pg_roles AS r WHERE r.rolname = current_user
""",
    Dialect.POSTGRES,
)
_RISKS = (
    AccountRisk.SUPERUSER,
    AccountRisk.ADMINISTERS,
    AccountRisk.BYPASSES_ROW_SECURITY,
    AccountRisk.MAY_WRITE,
    AccountRisk.MAY_CREATE,
    AccountRisk.REACHES_SERVER_FILES,
)


class NotReadOnly(ConnectorError):
    """The session could write although it was opened READ ONLY: something between us and the server undoes it."""

    code = "source.not_read_only"


def version_of_read_only(connection: Connection) -> str:
    """
    Return the server's version.

    :raises NotReadOnly: the server does not keep what a session pins.
    """
    row = connection.execute(STATE.text.encode()).fetchone()
    if row is None or row[:2] != ("on", "on"):
        raise NotReadOnly
    return f"PostgreSQL {row[2].split()[0]}"


def risks(connection: Connection) -> tuple[AccountRisk, ...]:
    """Return what the account can do beyond reading, worst first."""
    row = connection.execute(RIGHTS.text.encode()).fetchone()
    return tuple(risk for risk, holds in zip(_RISKS, row or (), strict=False) if holds)
