"""
Who may do what in the product's own database: `python -m config.roles`, once per database, before `migrate`.

The owner (DATABASE_OWNER_URL) makes tables; the application (DATABASE_URL) reads and writes rows of tables and can
neither own, create nor TRUNCATE them, nor step around row level security. What a migration takes away (append-only
tables) stays away: only *future* tables get the default grants.
"""

import sys

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from config.env import load_env

APP_ATTRIBUTES = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
OWNER_ATTRIBUTES = "LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB NOCREATEROLE NOREPLICATION"
EXTENSIONS = ("vector", "pg_trgm", "btree_gin")

_PREPARE_DATABASE = """
    REVOKE ALL ON DATABASE {database} FROM PUBLIC;
    GRANT CONNECT ON DATABASE {database} TO {app};
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    REVOKE ALL ON SCHEMA public FROM {app};
    GRANT USAGE ON SCHEMA public TO {app};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM {app};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app};
"""


def ensure_role(connection: psycopg.Connection, *, name: str, password: str, attributes: str) -> None:
    """
    Make the role exist with exactly this password and these attributes. The connection may create roles.

    The server receives a SCRAM verifier, so the password can stand in none of its logs.
    """
    verifier = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
    exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    connection.execute(
        sql.SQL("{verb} ROLE {name} {attributes} PASSWORD {verifier}").format(
            verb=sql.SQL("ALTER" if exists else "CREATE"),
            name=sql.Identifier(name),
            attributes=sql.SQL(attributes),  # a constant of the calling module
            verifier=sql.Literal(verifier.decode()),
        )
    )


def prepare_database(owner_url: str, *, app_role: str) -> None:
    """
    Give the application its rights in a database. The URL is the database owner's; repeating it changes nothing.

    :raises psycopg.Error: the URL is not the owner's, or the role does not exist.
    """
    with psycopg.connect(owner_url) as connection:
        names = {"database": sql.Identifier(connection.info.dbname), "app": sql.Identifier(app_role)}
        connection.execute(sql.SQL(_PREPARE_DATABASE).format(**names))


def role_of(url: str) -> str:
    """Return the user name in a database URL."""
    return str(conninfo_to_dict(url)["user"])


def main() -> None:
    """Create the application's role if it is missing (needs CREATEROLE), then grant it its rights."""
    env = load_env()
    if env.database_owner_url is None:
        sys.exit("DATABASE_OWNER_URL is needed: the role that owns the database.")
    owner_url, app_url = env.database_owner_url.get_secret_value(), env.database_url.get_secret_value()
    app_role = role_of(app_url)
    try:
        with psycopg.connect(owner_url) as connection:
            exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [app_role]).fetchone()
            if not exists:
                password = str(conninfo_to_dict(app_url).get("password", ""))
                ensure_role(connection, name=app_role, password=password, attributes=APP_ATTRIBUTES)
        prepare_database(owner_url, app_role=app_role)
    except psycopg.errors.InsufficientPrivilege as error:
        sys.exit(f"{error.diag.message_primary}. Ask a superuser for: CREATE ROLE {app_role} {APP_ATTRIBUTES}")
    print(f"The role {app_role} has its rights.")


if __name__ == "__main__":
    main()
