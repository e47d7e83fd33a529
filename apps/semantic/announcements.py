"""What the semantic layer tells whoever listens (see `apps.events`)."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """Grants or column rules of a data source changed."""

    data_source_id: UUID
