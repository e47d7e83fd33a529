"""
The customers' databases, read only: one package per engine, one line per engine in the registry.

Connectors take `AuthorizedSql`, never text. Only the catalog and the stages that explain and run a statement use them.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.conf import settings

from apps.semantic.connectors.base import SourceSettings
from apps.semantic.connectors.mysql import MysqlConnector
from apps.semantic.connectors.postgres import PostgresConnector
from apps.semantic.connectors.sqlite import SqliteConnector
from apps.semantic.contracts import Connector, Dialect
from apps.semantic.secrets import Secret, mask_key, password_context, unseal

if TYPE_CHECKING:
    from apps.semantic.models import DataSource

ENGINES: Mapping[Dialect, Callable[[SourceSettings], Connector]] = {
    Dialect.POSTGRES: PostgresConnector,
    Dialect.SQLITE: SqliteConnector,
    Dialect.MYSQL: MysqlConnector,
}


def connector_for(data_source: "DataSource") -> Connector:
    """
    Return the connector of a data source; nothing is opened yet.

    :raises SecretUnreadable: its password cannot be decrypted.
    """
    source = settings_of(data_source)
    return ENGINES[source.dialect](source)


def settings_of(data_source: "DataSource") -> SourceSettings:
    """Return how to reach a data source, its password opened."""
    sealed = data_source.sealed_password
    context = password_context(tenant_id=data_source.tenant_id, data_source_id=data_source.id)
    return SourceSettings(
        id=data_source.id,
        dialect=Dialect(data_source.engine),
        database=data_source.database,
        host=data_source.host,
        port=data_source.port,
        username=data_source.username,
        password=unseal(sealed, context=context) if sealed else Secret(""),
        mask_key=mask_key(tenant_id=data_source.tenant_id),
        require_tls=data_source.require_tls,
        schemas=tuple(data_source.schemas),
        timezone=data_source.timezone,
        allowed_hosts=tuple(settings.SOURCE_HOSTS),
        files=settings.SQLITE_ROOT,
    )
