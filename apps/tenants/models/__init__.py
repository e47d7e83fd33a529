"""The stored side of tenants and people."""

from apps.tenants.models.api_key import ApiKey
from apps.tenants.models.attribute import UserAttribute
from apps.tenants.models.group import Group, GroupMember
from apps.tenants.models.membership import Membership
from apps.tenants.models.object_permission import GroupObjectPermission, UserObjectPermission
from apps.tenants.models.tenant import Tenant, TenantStatus
from apps.tenants.models.user import User

__all__ = [
    "ApiKey",
    "Group",
    "GroupMember",
    "GroupObjectPermission",
    "Membership",
    "Tenant",
    "TenantStatus",
    "User",
    "UserAttribute",
    "UserObjectPermission",
]
