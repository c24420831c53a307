"""The command line: which commands there are, and how whatever goes wrong is told in one line."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from db.errors import LibraryError
from db.times import stamp, utc_now
from editor.app import sample_desk
from editor.app.paths import find_paths
from editor.cli.care import back_up_library, check_library, restore_from_backup
from editor.cli.console import (
    complain,
    counted,
    library_argument,
    operations_on,
    prepare_streams,
    say,
    silence,
)
from editor.cli.exporting import export_articles
from editor.cli.finding import find_articles
from editor.cli.importing import import_files
from editor.cli.linking import list_links
from editor.cli.reading import list_articles, show_article
from editor.cli.replacing import replace_in_articles
from editor.cli.tags import tags_group
from editor.exchange.files import FileError
from editor.version import installed_version

INTERRUPTED = 130
NOBODY_READS = 141


class _Commands(click.Group):
    """Makes one-line errors of click's kind out of what libraries, files and readers refuse."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (LibraryError, FileError) as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt as error:
            raise click.exceptions.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            silence(sys.stdout)
            raise click.exceptions.Exit(NOBODY_READS) from error


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="With no command, `standfirst [LIBRARY] [FILE …]` opens the window and brings the "
    "files in.",
)
@click.version_option(installed_version(), message="Standfirst %(version)s")
def commands() -> None:
    """Wire copy in, finished pages out: a library of articles from the command line."""


@click.command("sample", short_help="Put the sample desk into a library.")
@library_argument
def make_sample_desk(library: Path) -> None:
    """Put the sample desk into a library, which is made if there is none."""
    with operations_on(library, create=True) as operations:
        stories = sample_desk.fill(operations).value
    if stories:
        say(f"{counted(len(stories), 'sample story', 'sample stories')} added to {library}.")
    else:
        say(f"{library} has all the sample stories already.")


for _command in (
    import_files,
    list_articles,
    find_articles,
    show_article,
    list_links,
    replace_in_articles,
    export_articles,
    check_library,
    back_up_library,
    restore_from_backup,
    make_sample_desk,
    tags_group,
):
    commands.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code: 0, 1 with one line on standard error, 2 for wrong
    usage, 130 when interrupted. Never raises."""
    prepare_streams()
    try:
        code = commands.main(list(arguments), prog_name="standfirst", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "standfirst"
        complain(f"{error.format_message()} See `{where} --help`.")
        return error.exit_code
    except click.ClickException as error:
        complain(error.format_message())
        return error.exit_code
    except BrokenPipeError:
        silence(sys.stdout)
        return NOBODY_READS
    except OSError as error:
        silence(sys.stdout)
        complain(f"The output could not be written: {error.strerror or error}.")
        return 1
    except Exception as error:
        return _last_resort(error)
    return code if isinstance(code, int) else 0


def _last_resort(error: Exception) -> int:
    """A fault of ours: its traceback goes to the log, one plain line to the person."""
    log = find_paths().log
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(f"{stamp(utc_now())} ERROR command line\n")
            # The frames and the kind of error only: its words may be somebody's copy.
            stream.writelines(traceback.format_tb(error.__traceback__))
            stream.write(f"{type(error).__name__}\n")
        where = f"The details are in {log}."
    except OSError:
        where = "Its details could not be written to the log."
    complain(f"Something went wrong inside Standfirst ({type(error).__name__}). {where}")
    return 1
