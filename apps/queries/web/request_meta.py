"""Where a page's request came from, as the services record it."""

from uuid import uuid4

from apps.audit.origin import current_origin
from apps.queries.contracts import RequestMeta


def current_meta() -> RequestMeta:
    """
    The ids and the sender of the request in work, as the outermost middleware found them.

    Browsers send no request id with a form; such a request is given one.
    """
    origin = current_origin()
    return RequestMeta(
        request_id=origin.request_id or uuid4().hex,
        trace_id=origin.trace_id,
        ip=origin.ip,
        user_agent=origin.user_agent,
    )
