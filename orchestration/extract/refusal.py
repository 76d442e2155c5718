"""The refusal of a whole file. A refused row is no exception: it goes to quarantine."""


class RefusalError(Exception):
    """A file whose shape cannot be trusted.

    `rule` is a stable id in snake case, `line` the physical 1-based line (or sheet row), where one
    is to blame. The message says what to do and never holds a cell of the file.
    """

    def __init__(self, rule: str, message: str, line: int | None = None) -> None:
        """Its text begins with the line, where there is one."""
        self.rule = rule
        self.line = line
        super().__init__(f"line {line}: {message}" if line else message)
