"""
Functions that a steward adds to what SQL may call on one data source: the company's own, or an extension's.

The guard takes an added function for one that computes a value of one row's values and may fail. What it really does is
the steward's word; what no word makes harmless cannot be added.
"""

from django.db import transaction
from django.db.models import F

from apps import events
from apps.audit import services as audit
from apps.audit.actions import Action
from apps.errors import InvalidInput, gettext_noop
from apps.semantic.announcements import PolicyChanged
from apps.semantic.contracts import Dialect
from apps.semantic.models import DataSource
from apps.semantic.sql.languages import language_of
from apps.semantic.sql.languages.never_added import is_plain_name, never_added
from apps.tenants.access import require
from apps.tenants.identity import User

MOST = 100


@transaction.atomic
def allow_function(*, user: User, data_source: DataSource, name: str) -> None:
    """
    Let SQL call a function from the next statement on; one that may be called already stays as it is.

    :raises InvalidInput: it is not one plain name, or no function that can be added, or there are too many.
    """
    require(user, "policy.edit", data_source)
    folded = name.strip().lower()
    language = language_of(Dialect(data_source.engine))
    if not is_plain_name(folded):
        raise InvalidInput(field="added_functions", reason=gettext_noop("write one name, without schema or brackets"))
    if never_added(folded, language):
        raise InvalidInput(field="added_functions", reason=gettext_noop("this function can never be allowed"))
    stored = DataSource.objects.select_for_update().get(id=data_source.id)
    if folded in language.functions or folded in stored.added_functions:
        return
    if len(stored.added_functions) >= MOST:
        raise InvalidInput(field="added_functions", reason=gettext_noop("there are too many already"))
    _store(data_source, sorted([*stored.added_functions, folded]))
    audit.record(Action.FUNCTION_ALLOWED, actor=user, target=stored, data={"function": folded})


@transaction.atomic
def disallow_function(*, user: User, data_source: DataSource, name: str) -> None:
    """Take an added function away from the next statement on; one that was not added stays as it is."""
    require(user, "policy.edit", data_source)
    folded = name.strip().lower()
    stored = DataSource.objects.select_for_update().get(id=data_source.id)
    if folded not in stored.added_functions:
        return
    _store(data_source, [other for other in stored.added_functions if other != folded])
    audit.record(Action.FUNCTION_DISALLOWED, actor=user, target=stored, data={"function": folded})


@transaction.atomic
def set_functions(*, user: User, data_source: DataSource, names: list[str]) -> None:
    """
    Make these the added functions, each change on record.

    :raises InvalidInput: one of them cannot be added; then nothing changes.
    """
    wanted = {name.strip().lower() for name in names}
    for name in sorted(set(data_source.added_functions) - wanted):
        disallow_function(user=user, data_source=data_source, name=name)
    for name in sorted(wanted - set(data_source.added_functions)):
        allow_function(user=user, data_source=data_source, name=name)


def _store(data_source: DataSource, names: list[str]) -> None:
    # The version is part of every fingerprint: no answer made before is taken for one made after.
    DataSource.objects.filter(id=data_source.id).update(added_functions=names, policy_version=F("policy_version") + 1)
    data_source.added_functions = names
    events.announce(PolicyChanged(data_source_id=data_source.id))
