"""REST: what the user may see of the schema, and the metrics that may be asked."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.semantic.access import access_data_source, access_dataset, datasets_for, only_dataset
from apps.semantic.catalog import current_catalog
from apps.semantic.contracts import SchemaCatalog, TableRef
from apps.semantic.policies import access_policy
from apps.semantic.selectors import manifest_of, visible_manifest
from apps.semantic.sql.visibility import visible_catalog
from apps.tenants.access import require
from apps.tenants.api.views import TenantApiView
from apps.tenants.requests import user_of


class SchemaColumnOutput(serializers.Serializer[Any]):
    name = serializers.CharField()
    type = serializers.CharField()
    kind = serializers.CharField()
    nullable = serializers.BooleanField()
    masked = serializers.BooleanField()
    use = serializers.CharField(help_text="any; totals: in SUM, AVG and COUNT only; filter: = and IN with values only")
    comment = serializers.CharField()


class TableOutput(serializers.Serializer[Any]):
    schema = serializers.CharField()
    name = serializers.CharField()
    comment = serializers.CharField()
    primary_key = serializers.ListField(child=serializers.CharField())
    columns = SchemaColumnOutput(many=True)


class SchemaOutput(serializers.Serializer[Any]):
    data_source = serializers.CharField()
    dialect = serializers.CharField()
    stale = serializers.BooleanField(help_text="the database could not be asked; this is the last good snapshot")
    tables = TableOutput(many=True)


class MetricOutput(serializers.Serializer[Any]):
    name = serializers.CharField()
    title_zh = serializers.CharField()
    title_en = serializers.CharField()
    synonyms = serializers.ListField(child=serializers.CharField())
    description_zh = serializers.CharField()
    description_en = serializers.CharField()
    formula = serializers.CharField()
    unit = serializers.CharField()
    version = serializers.IntegerField()
    time_dimension = serializers.CharField()


class DatasetOutput(serializers.Serializer[Any]):
    dataset = serializers.CharField()
    data_source = serializers.CharField()
    metrics = MetricOutput(many=True)


class SchemaApi(TenantApiView):
    @extend_schema(
        parameters=[OpenApiParameter("data_source", str, description="default: that of the only dataset")],
        responses=SchemaOutput,
        operation_id="schema",
    )
    def get(self, request: Request) -> Response:
        """Tables and columns that you may name in SQL."""
        require(user_of(request), "schema.read")
        name = request.query_params.get("data_source")
        reference = name or only_dataset(user_of(request)).data_source_id
        source = access_data_source(reference, user=user_of(request), to="query")
        catalog, stale = current_catalog(source, now=timezone.now())
        policy = access_policy(user_id=user_of(request).id, data_source=source, now=timezone.now())
        tables = []
        visible = visible_catalog(catalog, policy)
        for table in visible.tables:
            governed = policy.table(table.ref)
            masked = {rule.column for rule in governed.column_rules if rule.mask} if governed else set()
            tables.append(
                {
                    "schema": table.ref.schema,
                    "name": table.ref.name,
                    "comment": table.comment,
                    "primary_key": table.primary_key,
                    "columns": [
                        {
                            "name": column.name,
                            "type": column.type,
                            "kind": column.kind.value,
                            "nullable": column.nullable,
                            "masked": column.name in masked,
                            "use": _use(visible, table.ref, column.name),
                            "comment": column.comment,
                        }
                        for column in table.columns
                    ],
                }
            )
        body = {"data_source": source.name, "dialect": catalog.dialect.value, "stale": stale, "tables": tables}
        return Response(SchemaOutput(body).data, headers={"Cache-Control": "no-store"})


def _use(visible: SchemaCatalog, table: TableRef, column: str) -> str:
    narrowing = visible.narrowed.get(table, {}).get(column)
    if narrowing is None:
        return "any"
    return "totals" if narrowing.in_totals else "filter"


class MetricsApi(TenantApiView):
    @extend_schema(
        parameters=[OpenApiParameter("dataset", str, description="default: every dataset you may ask")],
        responses=DatasetOutput(many=True),
        operation_id="metrics",
    )
    def get(self, request: Request) -> Response:
        """Metrics that you may ask, with their definitions."""
        require(user_of(request), "metric.read")
        name = request.query_params.get("dataset")
        datasets = [access_dataset(name, user=user_of(request), to="ask")] if name else datasets_for(user_of(request))
        body = []
        for dataset in datasets:
            policy = access_policy(user_id=user_of(request).id, data_source=dataset.data_source, now=timezone.now())
            manifest = visible_manifest(manifest_of(dataset), policy)
            body.append(
                {
                    "dataset": dataset.name,
                    "data_source": dataset.data_source.name,
                    "metrics": [
                        {
                            "name": metric.name,
                            "title_zh": metric.words.zh,
                            "title_en": metric.words.en,
                            "synonyms": metric.words.synonyms,
                            "description_zh": metric.description.zh,
                            "description_en": metric.description.en,
                            "formula": metric.formula,
                            "unit": metric.unit,
                            "version": metric.version,
                            "time_dimension": metric.time_dimension,
                        }
                        for metric in manifest.metrics
                    ],
                }
            )
        return Response(DatasetOutput(body, many=True).data, headers={"Cache-Control": "no-store"})
