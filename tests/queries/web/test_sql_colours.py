"""Colours never change the text, and a keyword inside a text value is not a keyword."""

from hypothesis import given
from hypothesis import strategies as st

from apps.queries.web.sql_colours import Piece, colour


def test_a_statement_is_cut_into_coloured_pieces():
    assert list(colour("SELECT \"from\", 'it''s' FROM t -- 10")) == [
        Piece("SELECT", "keyword"),
        Piece(" "),
        Piece('"from"', "name"),
        Piece(", "),
        Piece("'it''s'", "string"),
        Piece(" "),
        Piece("FROM", "keyword"),
        Piece(" t "),
        Piece("-- 10", "comment"),
    ]


def test_a_number_is_coloured_and_a_digit_in_a_name_is_not():
    assert list(colour("t1 > 10.5")) == [Piece("t1 > "), Piece("10.5", "number")]


@given(st.text(alphabet="SELECTfrom'\"`-/*0123456789. \n华北%;"))
def test_the_pieces_are_the_text(sql):
    assert "".join(piece.text for piece in colour(sql)) == sql
