"""The pages of the door: sign in, sign out, choose a tenant."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.tenants import entry, signing_in
from apps.tenants.requests import tenant_of, user_of
from apps.tenants.web.forms import ChooseTenantForm, SignInForm


class SignInView(auth.LoginView):
    """Name and password. The session's key changes, and every tenant that the user may enter keeps a record."""

    form_class = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        answer = super().form_valid(form)
        signing_in.signed_in(user)
        own = entry.may_choose(user)
        if len(own) == 1 and not user.is_superuser:
            self.request.session[entry.SESSION_KEY] = str(own[0].id)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        signing_in.sign_in_failed(str(form.data.get("username", ""))[:150])
        return super().form_invalid(form)


class SignOutView(auth.LogoutView):
    """Ends the session; by POST only."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            signing_in.signed_out(request.user)
        return super().post(request, *args, **kwargs)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def choose_tenant(request: HttpRequest) -> HttpResponse:
    """Show the tenants that the user may enter; POST enters one, for the rest of the session."""
    after = _safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST":
        form = ChooseTenantForm(request.POST)
        if form.is_valid():
            tenant = signing_in.enter_tenant(user=user_of(request), slug=form.cleaned_data["tenant"])
            request.session[entry.SESSION_KEY] = str(tenant.id)
            return redirect(after)
    tenants = entry.may_choose(user_of(request))
    return render(request, "tenants/choose.html", {"tenants": tenants, "here": tenant_of(request), "next": after})


def _safe(request: HttpRequest, address: str) -> str:
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(address, allowed_hosts=hosts, require_https=request.is_secure()):
        return address
    return resolve_url(settings.LOGIN_REDIRECT_URL)
