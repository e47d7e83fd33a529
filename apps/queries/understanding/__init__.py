"""
From a question to ranked `SemanticQuery` candidates, without a model: pure, deterministic, without a clock.

It answers what it fully understands and says what it did not; a doubt becomes an open point, never a guess.

    values        what a reading is (START HERE), reader.read() makes it
    normal        one spelling of the text, with the way back to the original
    lexicon       the words of what this user may see
    times         phrases of time -> calendar days
    signals       words that say what is to be done: by, top five, except, trend …
    layout        which of the overlapping findings explain the question
    leftovers     the words that nothing explained
    board         the pieces in order, and what stands beside what
    roles         what a name does in its place; meanings: what it therefore may mean
    candidates    every combination of meanings, each assembled to a query by timing, grouping, ranking, assembly
    openness      what only the user can decide
    explain       a query -> a sentence
"""
