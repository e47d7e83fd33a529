"""
Every audited action, by a name that never changes: it is part of the sealed record.

A name is `<thing>.<what happened>`. An action that is no longer used stays in the list.
"""

from enum import StrEnum


class Action(StrEnum):
    """What happened."""

    # who comes in, and who may not
    SIGNED_IN = "session.signed_in"
    SIGN_IN_FAILED = "session.sign_in_failed"
    SIGNED_OUT = "session.signed_out"
    TENANT_ENTERED = "tenant.entered"
    ACCESS_DENIED = "access.denied"

    # tenants and people
    TENANT_CREATED = "tenant.created"
    USER_CREATED = "user.created"
    PASSWORD_SET = "user.password_set"  # noqa: S105  # a name of an action, not a secret
    MEMBER_ADDED = "member.added"
    MEMBER_CHANGED = "member.changed"
    GROUP_CREATED = "group.created"
    GROUP_JOINED = "group.joined"
    GROUP_LEFT = "group.left"
    ATTRIBUTE_SET = "attribute.set"
    API_KEY_ISSUED = "api_key.issued"
    API_KEY_REVOKED = "api_key.revoked"
    OBJECT_RESTRICTED = "object.restricted"

    # rows that a curator or an administrator changed by hand
    ROW_ADDED = "row.added"
    ROW_CHANGED = "row.changed"
    ROW_DELETED = "row.deleted"

    # data sources and what they mean
    DATASOURCE_TESTED = "datasource.tested"
    DATASOURCE_RESEALED = "datasource.resealed"
    SCHEMA_READ = "schema.read"
    DATASET_PUBLISHED = "dataset.published"
    GRANT_CHANGED = "grant.changed"
    FUNCTION_ALLOWED = "function.allowed"
    FUNCTION_DISALLOWED = "function.disallowed"

    # one question: the envelope, and what its user thought of the answer
    QUERY_REQUESTED = "query.requested"
    QUERY_FINISHED = "query.finished"
    QUERY_LOST = "query.lost"
    QUERY_CANCELLED = "query.cancelled"
    QUERY_CONFIRMED = "query.confirmed"
    SQL_VALIDATED = "sql.validated"
    SQL_CHECK_STARTED = "sql.check_started"
    SQL_CHECKED = "sql.checked"
    SQL_CHECK_FINISHED = "sql.check_finished"
    FEEDBACK_GIVEN = "feedback.given"

    # what somebody should look at
    DIFFERENCING_SUSPECTED = "security.differencing_suspected"

    # the audit itself
    AUDIT_READ = "audit.read"
    AUDIT_TEXT_ERASED = "audit.text_erased"
