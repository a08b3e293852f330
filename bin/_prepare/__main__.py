"""Where bin/_launch arrives, with run, manage, test or bench and the arguments.

This folder needs the standard library only, on any Python from 3.11 on, since nothing is installed
yet; with_django.py alone is started by the virtual environment's Python.
"""

import sys

import commands

PROGRAMS = {
    "run": commands.run,
    "manage": commands.manage,
    "test": commands.test,
    "bench": commands.bench,
}

try:
    PROGRAMS[sys.argv[1]](sys.argv[2:])
except KeyboardInterrupt:
    sys.exit(130)
