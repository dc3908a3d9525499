"""The command line: one module for each group of commands.

Each has a function ``register`` that gives its commands to the app. The modules load nothing but typer; what
a command needs, it imports when it runs, so that every command starts quickly.
"""

from onrecord.cli.app import app, main

__all__ = ["app", "main"]
