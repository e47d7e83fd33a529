"""
A question in the terms of a manifest, made into one SELECT: pure, deterministic, without a clock.

    compile      START HERE: the clauses of the SELECT, in order
    binding      names of the query -> definitions of the manifest and columns of the catalog
    paths        how to get from the metrics' entity to a dimension without multiplying rows
    conditions   filters and time ranges as SQL conditions
    boundaries   a calendar day as a value that the engine compares
    grains       a moment as the first day of its period
    metric_filter, aggregates, ordering
    refusals     what cannot be compiled, in words for people
    compiled     what comes out: tree, columns, plan

The same query, manifest and catalog give the same text, byte for byte: caches and the audit trail rest on it. What is
not understood is refused, never guessed.
"""

from apps.semantic.compiler.compile import compile_query
from apps.semantic.compiler.compiled import ColumnRole, Compiled, Plan, ResultColumn

__all__ = ["ColumnRole", "Compiled", "Plan", "ResultColumn", "compile_query"]
