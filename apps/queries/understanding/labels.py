"""What choices are called, in both languages."""

from apps.queries.understanding.lexicon import Term, TermKind
from apps.queries.understanding.meanings import Use, UseKind
from apps.queries.understanding.periods import Period
from apps.queries.understanding.phrases import GRAINS, period_words, value_words
from apps.queries.understanding.values import Option
from apps.semantic.contracts import Grain, Manifest, Words

IGNORE, ALL_TIME = "ignore", "all"
_MENTION_ONLY = ("不拆分，只看总数", "Do not split, only the total")


def use_option(use: Use, manifest: Manifest) -> Option:
    """A way to use a name."""
    if use.kind is UseKind.METRIC:
        return metric_option(use.name, manifest)
    if use.kind is UseKind.NONE:
        return Option(use.option, *_MENTION_ONLY)
    zh, en = dimension_titles(use.name, manifest)
    if use.kind is UseKind.GROUP:
        return Option(use.option, f"按{zh}拆分", f"Split by {en}")
    sign = "≠" if use.negated else "="
    in_zh, in_en = value_titles(use.name, use.value, manifest)
    return Option(use.option, f"{zh} {sign} {in_zh}", f"{en} {sign} {in_en}")


def metric_option(name: str, manifest: Manifest) -> Option:
    """A metric to compute."""
    metric = manifest.metric(name)
    zh, en = _titles(metric.words, name)
    return Option(f"metric:{name}", zh, en, metric.description.title("zh"), metric.description.title("en"))


def group_option(name: str, manifest: Manifest) -> Option:
    """A dimension to split by."""
    return use_option(Use(UseKind.GROUP, name), manifest)


def term_option(term: Term, manifest: Manifest) -> Option:
    """What an unknown word may have meant."""
    if term.kind is TermKind.METRIC:
        return metric_option(term.name, manifest)
    if term.kind is TermKind.ENTITY:
        zh, en = _titles(manifest.entity(term.name).words, term.name)
        return Option(term.label, zh, en)
    zh, en = dimension_titles(term.name, manifest)
    if term.kind is TermKind.DIMENSION:
        return Option(term.label, zh, en)
    in_zh, in_en = value_titles(term.name, term.value, manifest)
    return Option(term.label, f"{zh} = {in_zh}", f"{en} = {in_en}")


def period_option(period: Period, *, each: Grain | None = None) -> Option:
    """A span of days; with `each`, one number for every unit in it."""
    value = f"{period.start or ''}..{period.end or ''}" + (f"/{each}" if each else "")
    zh, en = (period_words(period.to_range(), language) for language in ("zh", "en"))
    if each:
        return Option(value, f"{zh}，分{GRAINS['zh'][each]}列出", f"{en}, one number for each {GRAINS['en'][each]}")
    return Option(value, zh, en)


def all_time_option() -> Option:
    """No period at all."""
    return Option(ALL_TIME, "不限时间", "All time")


def grain_option(grain: Grain) -> Option:
    """A unit of time to split by."""
    return Option(grain.value, f"按{GRAINS['zh'][grain]}", f"By {GRAINS['en'][grain]}")


def ignore_option(words: str) -> Option:
    """Answer without the words that were not understood."""
    return Option(IGNORE, f"忽略“{words}”", f"Ignore “{words}”")


def value_titles(dimension: str, value: str, manifest: Manifest) -> tuple[str, str]:
    """What a value is called in Chinese and in English."""
    of = manifest.dimension(dimension)
    return value_words(value, of, "zh"), value_words(value, of, "en")


def dimension_titles(name: str, manifest: Manifest) -> tuple[str, str]:
    """The Chinese and the English title of a dimension."""
    return _titles(manifest.dimension(name).words, name)


def _titles(words: Words, name: str) -> tuple[str, str]:
    return words.title("zh") or name, words.title("en") or name
