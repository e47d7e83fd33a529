"""
Configuration as code: a YAML file that says which tenants, people, data sources and rules there shall be.

    reading    text -> values that know their line; what YAML would guess is refused
    document   values -> the typed document; every fault of form is listed with its line
    rows       what the file wants and what is there, in one shape
    wanted     document + schemas -> rows            present    database -> rows
    plan       wanted - present -> changes (pure)    apply      changes -> the services that people use, too
    importing  the whole way, in order               words      changes and problems as lines of text

What is in the database and not in the file is left alone. Secrets stand in the environment, never in the file; nothing
here holds, prints or logs one outside of `secrets`.
"""
