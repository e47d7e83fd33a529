"""
Runs the whole product on one machine: `python -m config.laptop up|down|migrate|run|demo`.

PostgreSQL and Valkey come from wheels, listen on loopback only and have generated passwords. No root is needed; root is
tolerated, and then the engines run under an unprivileged account. Servers are never touched: what the environment names
(`DATABASE_URL`, `REDIS_URL`) is used as it is.
"""
