"""Text to hurt a guard with: deep nests, broken statements, loose words, and a grammar's statements exchanged."""

import random
import re
from collections.abc import Sequence

NESTED = """DATE(|foo(|(|ARRAY[|[|{|CASE WHEN |x IN (|EXISTS (SELECT |(SELECT |CAST(|EXTRACT(year FROM |TRIM(|
COUNT(DISTINCT |sum(x) OVER (ORDER BY |sum(x) FILTER (WHERE |INTERVAL |x -> |x::|NOT |- |x BETWEEN |x LIKE |
x IS |x COLLATE |x AND |x = ANY(|LEFT(|date |timestamp |x < |STRUCT(|MAP(|VALUES (|CHAR(|INT(|NUMERIC(|
VARCHAR(|DECIMAL(1,|UNION(|x::int[|x::numeric(|WITH a AS (|SELECT |SELECT * FROM (|* FROM a, (SELECT |
* FROM a JOIN (SELECT |* FROM a, LATERAL (SELECT |* FROM f(|* FROM (a JOIN |* FROM a JOIN |* FROM ((|
1 UNION SELECT |1 UNION (SELECT |* FROM (VALUES (|x AS |1 WHERE (|1 FROM a JOIN b, |
1 FROM a LEFT JOIN b JOIN |PIVOT(|TABLESAMPLE (|LATERAL VIEW |x ? |x => |$|@|:|::|x[|ARRAY<|MATCH_RECOGNIZE (|
WITHIN GROUP (ORDER BY |GROUPING SETS ((|ROLLUP (|, |JOIN a |JOIN (SELECT 1) b |OR |+ |UNION ALL |
`a`.|x DIV |x RLIKE |x REGEXP |BINARY |CONVERT(|CONVERT(x USING |_utf8mb4 |GROUP_CONCAT(x SEPARATOR |IF(|IFNULL(|
MATCH (a) AGAINST (|JSON_TABLE(|JSON_OBJECT(|VALUES ROW(|x := |@a := |@@|INTERVAL 1 DAY + |DATE_ADD(x, INTERVAL |
x <=> |x SOUNDS LIKE |x MEMBER OF (|a PARTITION (|a USE INDEX (|STRAIGHT_JOIN |HIGH_PRIORITY |SQL_NO_CACHE |
json_each(|x GLOB |x NOT INDEXED |x IS NOT DISTINCT FROM |ROW(|(a).|x @> |x #>> |OPERATOR(pg_catalog.+) |$$|$a$|
U&"|E'\\'|B'|X'|N'|x AT TIME ZONE |OVERLAY(x PLACING |POSITION(x IN |generate_series(1, |unnest(|LATERAL f("""
PIECES = tuple(NESTED.replace("\n", "").split("|"))
WORDS = (
    "SELECT FROM WHERE a b c orders customers id phone , ( ) ' \" ` -- # /* */ /*! ; = < > + - * / || :: [ ] { } $ @ : "
    "? 1 0 \\ AS ON JOIN NATURAL USING WITH RECURSIVE UNION INTO LIMIT OFFSET FETCH FOR UPDATE WINDOW OVER TABLE VALUES"
)
TOKENS = tuple(WORDS.split())
# Each writes, locks, or leaves something behind, if an engine ever comes to it.
WRITES = tuple(
    """INSERT INTO|UPDATE|DELETE FROM|DROP TABLE|CREATE TABLE|INTO OUTFILE '/tmp/chat2sql-fuzz'|INTO @a|FOR UPDATE|
; DELETE FROM orders|lo_create(0)|pg_advisory_lock(1)|nextval('counter')|GET_LOCK('a', 1)|LOCK IN SHARE MODE|
load_extension('x')|set_config('a.b', 'c', false)|RETURNING id|@a := 1|ATTACH|COPY|pg_notify('a', 'b')|setseed(0.1)|
FOR NO KEY UPDATE SKIP LOCKED|LAST_INSERT_ID(9)|writefile('/tmp/chat2sql-fuzz', 'x')|txid_current()""".replace(
        "\n", ""
    ).split("|")
)
SPACES = ("\u00a0", "\u3000", "\u2003", "\u0085", "\t", "\f", "\v", "\u200b", "/**/", "--\n", "--\u00a0\n")
TOKEN = re.compile(r"\w+|'(?:[^']|'')*'|\s+|.", re.DOTALL)


def text(dice: random.Random, corpus: Sequence[str], written: Sequence[str]) -> str:
    """
    One input.

    :param corpus: statements that people wrote.
    :param written: statements that a grammar wrote for the dialect.
    """
    kind = dice.choice(("nested", "mutated", "scrambled", "written", "exchanged", "exchanged", "spliced"))
    match kind:
        case "nested":
            return nested(dice)
        case "mutated":
            return mutated(dice, corpus)
        case "scrambled":
            return scrambled(dice)
        case "written":
            return dice.choice(written)
        case "exchanged":
            return exchanged(dice, dice.choice((corpus, written)))
    return spliced(dice.choice(written), dice.choice(dice.choice((corpus, written))), dice)


def nested(dice: random.Random) -> str:
    """Pieces that open something, over and over."""
    pieces = [dice.choice(PIECES) for _ in range(dice.randint(1, 3))]
    times = dice.choice((3, 10, 30, 100, 1000))
    return "SELECT " + "".join(pieces) * times + "1" + dice.choice(("", ")" * times, "]" * times, " END" * times))


def mutated(dice: random.Random, corpus: Sequence[str]) -> str:
    """A statement with a few words put in, taken out, or repeated."""
    words = dice.choice(corpus).split(" ")
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(words) + 1)
        other = dice.choice((dice.choice(TOKENS), dice.choice(PIECES), dice.choice(dice.choice(corpus).split(" "))))
        words[place : place + dice.randint(0, 2)] = [other] * dice.choice((1, 1, 1, 2, 20))
    return " ".join(words)


def exchanged(dice: random.Random, corpus: Sequence[str]) -> str:
    """A statement with one to three tokens exchanged, so that much of it still means something."""
    tokens = TOKEN.findall(dice.choice(corpus))
    others = TOKEN.findall(dice.choice(corpus))
    for _ in range(dice.randint(1, 3)):
        place = dice.randrange(len(tokens))
        match dice.randrange(7):
            case 0:
                tokens[place] = dice.choice(others)
            case 1:
                tokens[place] = tokens[dice.randrange(len(tokens))]
            case 2:
                tokens[place] = tokens[place].swapcase()
            case 3:
                tokens.insert(place, dice.choice(SPACES))
            case 4:
                tokens.insert(place, f" {dice.choice(WRITES)} ")
            case 5:
                tokens[place] = dice.choice((f"({tokens[place]})", f'"{tokens[place]}"', f"`{tokens[place]}`"))
            case _:
                tokens.insert(place, f" {dice.choice(PIECES)} ")
    return "".join(tokens)


def spliced(one: str, other: str, dice: random.Random) -> str:
    """The beginning of one statement and the end of another."""
    first, last = TOKEN.findall(one), TOKEN.findall(other)
    return "".join(first[: dice.randrange(len(first) + 1)] + last[dice.randrange(len(last)) :])


def scrambled(dice: random.Random) -> str:
    """Characters or words, as they come."""
    if dice.random() < 0.3:
        return "".join(
            chr(dice.choice((dice.randrange(128), dice.randrange(0x3100)))) for _ in range(dice.randint(0, 80))
        )
    return "SELECT " + " ".join(dice.choice(TOKENS) for _ in range(dice.randint(0, 60)))
