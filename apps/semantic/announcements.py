"""What the semantic layer tells whoever listens (see `apps.events`)."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """Grants or column rules of a data source changed."""

    data_source_id: UUID


@dataclass(frozen=True, slots=True)
class ModelChanged:
    """A definition of a dataset changed, or the dataset was published or withdrawn."""

    dataset_id: UUID


@dataclass(frozen=True, slots=True)
class SchemaChanged:
    """A data source's schema was read and differs from the snapshot before, or is the first one."""

    data_source_id: UUID
