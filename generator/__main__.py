"""`python -m generator`. A build of what has been built already ends here, before anything large is loaded."""

import sys

from . import unchanged


def main(arguments: list[str] | None = None) -> int:
    """Runs one command, as command_line.main promises."""
    arguments = sys.argv[1:] if arguments is None else arguments
    inputs = unchanged.inputs(arguments)
    if inputs and (said := inputs.said()):
        print(said, end="")
        return 0
    from . import command_line
    return command_line.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
