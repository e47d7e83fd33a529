"""
Feeds the guard with hostile and grammar-made text for a while.

    python -m tests.fuzz.sql_guard [seconds] [seed]

Every input must be answered within three seconds, by a refusal or by SQL that is proved; anything else ends the run
with the input that did it.
"""

import random
import sys
import time
from collections import Counter

from apps.semantic.contracts import Dialect
from apps.semantic.sql.errors import Refused, Unprovable
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql import golden, shop

BOUND = 3.0  # seconds an answer may take
NESTED = """DATE(|foo(|(|ARRAY[|[|{|CASE WHEN |x IN (|EXISTS (SELECT |(SELECT |CAST(|EXTRACT(year FROM |TRIM(|
COUNT(DISTINCT |sum(x) OVER (ORDER BY |sum(x) FILTER (WHERE |INTERVAL |x -> |x::|NOT |- |x BETWEEN |x LIKE |
x IS |x COLLATE |x AND |x = ANY(|LEFT(|date |timestamp |x < |STRUCT(|MAP(|VALUES (|CHAR(|INT(|NUMERIC(|
VARCHAR(|DECIMAL(1,|UNION(|x::int[|x::numeric(|WITH a AS (|SELECT |SELECT * FROM (|* FROM a, (SELECT |
* FROM a JOIN (SELECT |* FROM a, LATERAL (SELECT |* FROM f(|* FROM (a JOIN |* FROM a JOIN |* FROM ((|
1 UNION SELECT |1 UNION (SELECT |* FROM (VALUES (|x AS |1 WHERE (|1 FROM a JOIN b, |
1 FROM a LEFT JOIN b JOIN |PIVOT(|TABLESAMPLE (|LATERAL VIEW |x ? |x => |$|@|:|::|x[|ARRAY<|MATCH_RECOGNIZE (|
WITHIN GROUP (ORDER BY |GROUPING SETS ((|ROLLUP (|, |JOIN a |JOIN (SELECT 1) b |OR |+ |UNION ALL """
PIECES = NESTED.replace("\n", "").split("|")
WORDS = (
    "SELECT FROM WHERE a b c orders customers id phone , ( ) ' \" -- /* */ ; = < > + - * / || :: [ ] { } $ @ : ? 1 0"
)
TOKENS = WORDS.split()


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()
    print(f"seed {seed}")
    dice = random.Random(seed)
    corpus = [case.sql for case in golden.cases()]
    answers: Counter[str] = Counter()
    slowest, end = 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        text = dice.choice((nested, mutated, scrambled))(dice, corpus)
        dialect = dice.choice((Dialect.POSTGRES, Dialect.SQLITE))
        start = time.perf_counter()
        answers[answer(text, dialect)] += 1
        taken = time.perf_counter() - start
        slowest = max(slowest, taken)
        if taken > BOUND:
            sys.exit(f"{taken:.1f} s for {dialect.value}: {text!r}")
    print(f"{answers.total()} inputs: {dict(answers)}; slowest {slowest * 1000:.0f} ms")


def answer(text: str, dialect: Dialect) -> str:
    schema, policy = shop.catalog(dialect), shop.restricted(dialect)
    try:
        checked = guard(GeneratedSql(text, dialect), visible_catalog(schema, policy), max_rows=10)
        apply_policy(checked, policy, schema)
    except Refused:
        return "refused"
    except Unprovable:
        return "unprovable"
    except BaseException:
        print(f"{dialect.value}: {text!r}", file=sys.stderr)
        raise
    return "accepted"


def nested(dice: random.Random, corpus: list[str]) -> str:
    pieces = [dice.choice(PIECES) for _ in range(dice.randint(1, 3))]
    times = dice.choice((3, 10, 30, 100, 1000))
    return "SELECT " + "".join(pieces) * times + "1" + dice.choice(("", ")" * times, "]" * times, " END" * times))


def mutated(dice: random.Random, corpus: list[str]) -> str:
    words = dice.choice(corpus).split(" ")
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(words) + 1)
        other = dice.choice((dice.choice(TOKENS), dice.choice(PIECES), dice.choice(dice.choice(corpus).split(" "))))
        words[place : place + dice.randint(0, 2)] = [other] * dice.choice((1, 1, 1, 2, 20))
    return " ".join(words)


def scrambled(dice: random.Random, corpus: list[str]) -> str:
    if dice.random() < 0.3:
        return "".join(
            chr(dice.choice((dice.randrange(128), dice.randrange(0x3100)))) for _ in range(dice.randint(0, 80))
        )
    return "SELECT " + " ".join(dice.choice(TOKENS) for _ in range(dice.randint(0, 60)))


if __name__ == "__main__":
    main()
