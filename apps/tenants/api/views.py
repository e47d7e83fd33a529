"""What every REST view of the product is built on: somebody signed in, inside one tenant, with checked input."""

from typing import Any

from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from apps.audit.origin import Origin, current_origin
from apps.errors import AppError, gettext_noop
from apps.tenants.access import require
from apps.tenants.permissions import Act
from apps.tenants.requests import tenant_of


class NoTenantChosen(AppError):
    """Somebody is signed in but in no tenant: they chose none, or may no longer enter the one they chose."""

    code = "tenant.missing"
    http_status = 403
    message = gettext_noop("Choose a tenant first.")
    advice = gettext_noop("Name one of yours in the X-Tenant header, or use an API key.")


class TenantApiView(APIView):
    """Refuses whoever is not inside a tenant. `act` is what all methods of the view need; None: the services ask."""

    permission_classes = (IsAuthenticated,)
    act: Act | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check the tenant and the view's act, after REST framework has checked who asks."""
        super().initial(request, *args, **kwargs)
        if tenant_of(request._request) is None:
            raise NoTenantChosen
        if self.act is not None:
            require(request.user, self.act)

    def validated(self, kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
        """
        Return the checked input: the body, or of a GET the query string.

        :raises ValidationError: with one entry for each wrong field.
        """
        given = kind(data=request.query_params if request.method == "GET" else request.data)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def meta(self, request: Request) -> Origin:
        """Return the ids and the sender of the request, as the services record them."""
        return current_origin()
