"""
From a question to ranked `SemanticQuery` candidates, without a model: pure, deterministic, without a clock.

It answers what it fully understands and says what it did not; a doubt becomes an open point for the user, never a guess.

    values        what a reading is (START HERE), reader.read() makes it
    normal        one spelling of the text, with the way back to the original
    lexicon       the words of what this user may see
    times         phrases of time -> calendar days
    signals       words that say what is to be done: by, top five, except, trend …
    layout        which of the overlapping findings explain the question
    leftovers     the words that nothing explained
    meanings      what a term means in its place
    assembly      meanings -> a query
    explain       a query -> a sentence
"""
