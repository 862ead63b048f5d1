"""Builds a case with the plain stages and kills itself before a given statement reaches the database.

python killed_build.py my.case reports/ 40
"""

import os
import signal
import sys
from itertools import count

from plain_stages import settings
from sqlalchemy import event
from sqlalchemy.engine import Engine

from onrecord.case import open_case

if __name__ == "__main__":
    path, source, last = sys.argv[1], sys.argv[2], int(sys.argv[3])
    statements = count(1)

    @event.listens_for(Engine, "before_cursor_execute")
    def kill(*_: object) -> None:
        """Die as with `kill -9`, in the middle of whatever transaction is open."""
        if next(statements) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    with open_case(path, create=True) as case:
        case.build([source], settings())
    print(next(statements) - 1)  # noqa: T201 - how many there were
