"""
A shop that anybody may ask about: its schema, its rows, its meaning, and who may see what of it.

    schema.sql schema_keys.sql
                    tables and comments; keys, checks and indexes
    reader.sql reader_routines.sql reader_powers.sql reader.py
                    the read-only account, what is taken from it, and the proof that it can do no more than read
    tables.py       one row type per table; field names are the column names
    places.py goods.py people.py demand.py trade.py
                    where, what, who, how much on a day, and what then happened
    rows.py         all rows, from a seed and a last day
    load.py         puts them into a PostgreSQL database, over a connection.py that the caller makes
    semantic.yaml policies.yaml questions.yaml
                    the semantic model, the users and their rights, the example questions

Nobody in it exists: people are drawn by lot, e-mail addresses end in example.com and example.org, national ids begin
with a region code that was never given out.
"""
