#!/usr/bin/env python
"""Run a Django management command. Use bin/manage, which prepares the environment first."""

import os
import sys


def main() -> None:
    """Point Django at the one settings module and hand over the arguments."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wsoa.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
