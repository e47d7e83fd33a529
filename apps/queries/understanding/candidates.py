"""
All readings of a question: one draft for every combination of uses, equal queries merged.

A name is open only if using it otherwise would give another query: doubts that change nothing are not asked about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from apps.queries.understanding.assembly import Draft, assemble
from apps.queries.understanding.board import Board
from apps.queries.understanding.meanings import Use, UseKind, Variable
from apps.queries.understanding.points import NOTHING_KEY
from apps.queries.understanding.reach import is_reachable
from apps.queries.understanding.timing import Timing
from apps.semantic.contracts import Manifest, SemanticQuery

_MOST_COMBINATIONS = 64


@dataclass(frozen=True, slots=True)
class Readings:
    """
    What the question may mean.

    :param drafts: the readings with different queries, best first; one without a query if no number was named.
    :param open: the names whose uses make the difference, by the key of their point.
    """

    drafts: tuple[Draft, ...]
    open: tuple[tuple[str, Variable], ...]


def find_readings(
    variables: Sequence[Variable], *, board: Board, timing: Timing, choices: Mapping[str, str], manifest: Manifest
) -> Readings:
    """Every reading that the names allow, after the user's choices."""
    settled = {use_key(v): _settled(v, choices) for v in variables}
    keys = list(settled)
    combinations = list(islice(product(*settled.values()), _MOST_COMBINATIONS + 1))
    drafts: list[tuple[tuple[Use, ...], Draft]] = []
    for chosen in combinations[:_MOST_COMBINATIONS]:
        uses = [(v.index, chosen[keys.index(use_key(v))]) for v in variables]
        uses = _with_chosen_metric(uses, board, choices, manifest)
        draft = assemble(uses, board=board, timing=timing, choices=choices, manifest=manifest)
        drafts.append((chosen, draft))
    drafts = [placed for placed in drafts if _is_possible(placed[1], manifest)] or drafts
    too_many = len(combinations) > _MOST_COMBINATIONS
    differing = [i for i in range(len(keys)) if too_many or _decides(i, drafts)]
    by_key = {use_key(v): v for v in variables}
    offered = [replace(by_key[keys[i]], uses=_remaining(i, drafts)) for i in differing]
    return Readings(_merged(draft for _, draft in drafts), tuple((use_key(v), v) for v in offered))


def use_key(variable: Variable) -> str:
    """The key of the point about how a name is used."""
    return f"use:{variable.role.name.lower()}:{variable.words}"


def _settled(variable: Variable, choices: Mapping[str, str]) -> tuple[Use, ...]:
    answer = choices.get(use_key(variable))
    chosen = tuple(use for use in variable.uses if use.option == answer)
    return chosen or variable.uses or (Use(UseKind.NONE),)


def _with_chosen_metric(
    uses: list[tuple[int, Use]], board: Board, choices: Mapping[str, str], manifest: Manifest
) -> list[tuple[int, Use]]:
    answer = choices.get(NOTHING_KEY, "").removeprefix("metric:")
    has_metric = any(use.kind is UseKind.METRIC for _, use in uses)
    if has_metric or answer not in {metric.name for metric in manifest.metrics}:
        return uses
    return [*uses, (len(board.pieces), Use(UseKind.METRIC, answer))]


def _is_possible(draft: Draft, manifest: Manifest) -> bool:
    return draft.query is not None and is_reachable(draft.query, manifest)


def _decides(position: int, drafts: Sequence[tuple[tuple[Use, ...], Draft]]) -> bool:
    """Two combinations that differ only here give different queries."""
    seen: dict[tuple[Use, ...], Draft] = {}
    for chosen, draft in drafts:
        others = chosen[:position] + chosen[position + 1 :]
        if seen.setdefault(others, draft).query != draft.query:
            return True
    return False


def _remaining(position: int, drafts: Sequence[tuple[tuple[Use, ...], Draft]]) -> tuple[Use, ...]:
    return tuple(dict.fromkeys(chosen[position] for chosen, _ in drafts))


def _merged(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    best: dict[SemanticQuery | None, Draft] = {}
    for draft in drafts:
        known = best.get(draft.query)
        if known is None or draft.quality > known.quality:
            best[draft.query] = draft
    return tuple(sorted(best.values(), key=lambda d: (d.query is None, -d.quality)))
