"""
How long a question takes to read, and how that grows with the lexicon. Run: `python tests/bench/reader.py`.

Prints p50 and p95 in milliseconds of processor time for a lexicon of 100, 10,000 and 100,000 values, and the time to
build each.
"""

import statistics
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from apps.queries.understanding.lexicon import build_lexicon
from apps.queries.understanding.reader import read
from apps.semantic.contracts import DimensionValue, Manifest
from tests.queries.understanding.coffee import COFFEE

QUESTIONS = (
    "请帮我看一下上周华东地区线上渠道的营业额",
    "最近三个月华北的销售额按月趋势",
    "销量前十的产品",
    "利润",
    "top 5 products by units sold in the last 3 months excluding online",
    "which region had the highest sales last year?",
    "sales in Pariss",
)
AS_OF = datetime(2026, 11, 22, tzinfo=UTC)
ROUNDS = 40


def with_values(count: int) -> Manifest:
    """The coffee chain with this many product names."""
    values = tuple(DimensionValue(f"产品{number:06d}号") for number in range(count))
    dimensions = tuple(replace(d, values=values) if d.name == "product.name" else d for d in COFFEE.dimensions)
    return replace(COFFEE, dimensions=dimensions)


def main() -> None:
    """Print one line per size of the lexicon."""
    for count in (100, 10_000, 100_000):
        manifest = with_values(count)
        started = time.process_time()
        lexicon = build_lexicon(manifest)
        built = time.process_time() - started
        took = []
        for question in QUESTIONS * ROUNDS:
            started = time.process_time()
            read(question, lexicon=lexicon, manifest=manifest, as_of=AS_OF)
            took.append((time.process_time() - started) * 1000)
        p95 = statistics.quantiles(took, n=20)[-1]
        sys.stdout.write(
            f"{count:>7} values: built {built:.2f} s, p50 {statistics.median(took):.2f} ms, p95 {p95:.2f} ms\n"
        )


if __name__ == "__main__":
    main()
