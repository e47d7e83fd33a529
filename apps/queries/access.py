"""The only way from an id to a run or a conversation: its owner's, and nobody else's."""

from uuid import UUID

from apps.errors import NotFound
from apps.queries.models import ChatSession, QueryRun
from apps.tenants.identity import User


def access_run(run_id: UUID, *, user: User, to: str) -> QueryRun:
    """
    Fetch a run that this user asked. Its answer was made under the asker's rights, so nobody else may `to` it.

    :raises NotFound: there is none, or it is somebody else's.
    """
    run = QueryRun.objects.select_related("session").filter(id=run_id, user_id=user.id).first()
    if run is None:
        raise NotFound("run")
    return run


def access_session(session_id: UUID, *, user: User) -> ChatSession:
    """
    Fetch a conversation of this user.

    :raises NotFound: there is none, or it is somebody else's.
    """
    session = ChatSession.objects.filter(id=session_id, user_id=user.id).first()
    if session is None:
        raise NotFound("conversation")
    return session
