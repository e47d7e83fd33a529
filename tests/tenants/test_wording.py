"""The edge puts errors into the reader's language, and leaves names as they are written."""

from django.utils import translation

from apps.errors import InvalidInput, NotFound
from apps.queries.wording import error_view_of
from apps.semantic.sql.errors import Refused, Violation
from apps.tenants.wording import words_of


def test_our_own_words_inside_a_message_are_translated():
    with translation.override("zh-hans"):
        assert words_of(NotFound("data source")).message == "没有这样的对象（数据源）。"
        assert words_of(InvalidInput(field="name", reason="must not be empty")).message == "名称：不能为空"


def test_a_column_that_is_called_like_a_word_of_ours_keeps_its_name():
    violation = Violation("names", "There is no column %(name)s here.", "", {"name": "version"}, 1, 8)

    with translation.override("zh-hans"):
        shown = error_view_of(Refused((violation,)))

    assert [v.message for v in shown.violations] == ["此处没有列 version。"]
