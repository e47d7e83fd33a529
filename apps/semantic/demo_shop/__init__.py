"""
A shop that anybody may ask about: its schema, its rows, its meaning, and who may see what of it.

    schema.sql      tables, keys, indexes, comments
    reader.sql      the read-only role, and what it is refused
    tables.py       one row type per table; field names are the column names
    places.py goods.py people.py demand.py trade.py
                    where, what, who, how much on a day, and what then happened
    rows.py         all rows, from a seed and a last day
    load.py         puts them into a PostgreSQL database
    semantic.yaml policies.yaml questions.yaml
                    the semantic model, the users and their rights, the example questions

Nobody in it exists: people are drawn by lot, e-mail addresses end in example.com and example.org, national ids begin
with a region code that was never given out.
"""
