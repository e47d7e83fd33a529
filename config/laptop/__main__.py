"""The commands of a laptop: engines up and down, migrate, run everything, and the demo."""

import argparse
from collections.abc import Callable, Mapping

from config.laptop.demo import demo
from config.laptop.in_use import stop_if_unused
from config.laptop.run import migrate, run
from config.laptop.up import down, up


def up_and_migrate() -> None:
    """Start the engines and bring the schema to the state of the code."""
    up()
    migrate()


COMMANDS: Mapping[str, Callable[[], object]] = {
    "up": up,
    "down": down,
    "migrate": up_and_migrate,
    "run": run,
    "demo": demo,
    "stop-if-unused": stop_if_unused,
}


def main() -> None:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="python -m config.laptop", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    command = COMMANDS[parser.parse_args().command]
    try:
        command()
    except KeyboardInterrupt:
        print("Stopped.")


if __name__ == "__main__":
    main()
