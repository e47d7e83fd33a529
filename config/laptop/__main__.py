"""The commands of a laptop: `python -m config.laptop up|down`."""

import argparse

from config.laptop.up import down, up

COMMANDS = {"up": up, "down": down}


def main() -> None:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="python -m config.laptop", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    COMMANDS[parser.parse_args().command]()


if __name__ == "__main__":
    main()
