"""The lexicon holds exactly the words of the manifest it was built from."""

from dataclasses import replace

import pytest

from apps.queries.understanding.lexicon import EXACT, IDENTIFIER, INFLECTED, build_lexicon
from apps.queries.understanding.normal import LONGEST_QUESTION, QuestionTooLong, normal, normalise
from tests.queries.understanding.coffee import COFFEE, LEXICON


def found(text: str) -> list[tuple[str, list[tuple[str, float]]]]:
    spelled = normal(text)
    return [(spelled[o.start : o.end], [(m.term.label, m.quality) for m in o.meanings]) for o in LEXICON.find(spelled)]


def test_names_synonyms_values_and_aliases_are_found():
    assert ("销售额", [("metric:sales", EXACT)]) in found("销售额")
    assert ("revenue", [("metric:sales", EXACT)]) in found("revenue")
    assert ("north china", [("value:store.region=华北", EXACT)]) in found("North China")


def test_one_spelling_may_stand_for_several_things():
    assert ("北京", [("value:store.city=北京", EXACT), ("value:customer.city=北京", EXACT)]) in found("北京")


def test_plurals_and_identifiers_are_found_with_less_weight():
    assert found("channels") == [("channels", [("dimension:order.channel", INFLECTED)])]
    assert found("order channel")[-1] != []
    assert ("mean order", [("metric:mean_order", IDENTIFIER)]) in found("mean_order".replace("_", " "))


def test_an_identifier_never_competes_with_a_curated_name():
    # The metric is called `stores` by programs only; people mean the entity.
    assert found("stores") == [("stores", [("entity:store", INFLECTED)])]


def test_words_with_spaces_are_never_cut_in_two():
    assert found("saleswoman") == []
    assert found("northern") == []


def test_full_width_and_capital_letters_are_the_same():
    assert found("ＲＥＶＥＮＵＥ") == found("revenue")


def test_what_the_user_may_not_see_is_unknown_also_in_suggestions():
    reduced = build_lexicon(
        replace(COFFEE, dimensions=tuple(d for d in COFFEE.dimensions if d.name != "customer.level"))
    )

    assert list(reduced.find("金卡")) == []
    assert reduced.suggest("金咔") == ()
    assert reduced.term("value:customer.level=金卡") is None


def test_the_most_similar_is_suggested_first():
    assert LEXICON.suggest("cofee")[0][0] == "coffee"
    assert LEXICON.suggest("qqqqqq") == ()


def test_a_lexicon_of_nothing_finds_nothing():
    empty = build_lexicon(replace(COFFEE, entities=(), dimensions=(), metrics=(), joins=()))

    assert (len(empty), list(empty.find("销售额")), empty.suggest("销售额")) == (0, [], ())


def test_the_normal_spelling_leads_back_to_what_was_typed():
    text = normalise("ＧＭＶ  of  Ｃａｆé")

    assert text.text == "gmv of café"
    assert text.words(0, 3) == "ＧＭＶ"
    assert text.words(7, 11) == "Ｃａｆé"


def test_a_question_has_a_longest_length():
    assert normalise("x" * LONGEST_QUESTION).text == "x" * LONGEST_QUESTION
    with pytest.raises(QuestionTooLong):
        normalise("x" * (LONGEST_QUESTION + 1))
