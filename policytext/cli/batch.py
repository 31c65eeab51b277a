"""`policytext batch`: whole archives into one SQLite file, gone on with wherever it was."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policytext.cli.inputs import check_read_once, standard_input
from policytext.cli.options import Dictionary, Field, NoProgress, Only
from policytext.errors import CallError, ExitCode

if TYPE_CHECKING:
    from policytext.archive.batch import Report, Tally
    from policytext.reading.records import Record, Unreadable


def command(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…",
            help="Folders, files, zip files, JSON lines, tables; - is standard input.",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="ARCHIVE", help="The archive, one SQLite file."),
    ],
    field: Field = None,
    only: Only = None,
    dictionary: Dictionary = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Worker processes; as many as the machine has processors."),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Time limit for one document.")
    ] = 300.0,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed before.")
    ] = False,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Work on the Dask cluster with this scheduler."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Look at the first so many documents only.")
    ] = None,
    sample: Annotated[
        float,
        typer.Option(min=0.0, max=1.0, help="Look at a share of the documents, always the same."),
    ] = 1.0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what there is to do, and do nothing.")
    ] = False,
    no_progress: NoProgress = False,
) -> None:
    """Extract from whole archives into one SQLite file; what was interrupted goes on."""
    from policytext.archive.batch import Batch, Choice
    from policytext.archive.cluster import ClusterEngine
    from policytext.archive.engines import Engine, LocalEngine
    from policytext.archive.fingerprint import fingerprint
    from policytext.archive.opening import open_store, open_to_look
    from policytext.archive.store import Run, Store
    from policytext.cli.progress import Reporter, summary
    from policytext.cli.settings import chosen_settings
    from policytext.pipeline import Analyzer
    from policytext.reading.columns import Fields
    from policytext.reading.sources import read_sources

    check_read_once(sources)
    fields = Fields.parse(field or ())
    if cluster and jobs:
        raise CallError("--jobs is for this machine; a cluster has the workers that it has")
    analyzer = Analyzer(chosen_settings(dictionary, only))
    made_with = fingerprint(analyzer)
    choice = Choice(limit, sample, retry_failed)
    reporter = Reporter(plain=no_progress)

    left_out = [Path(f"{output.resolve()}{end}") for end in ("", "-wal", "-shm", ".lock")]

    def documents(store: Store) -> Iterator[Record | Unreadable]:
        return read_sources(sources, fields, standard_input(), left_out, store.folder_name)

    def planned(report: Report) -> Tally:
        with open_to_look(output) as store:
            return Batch(store, Run(0, made_with), choice, report).plan(documents(store))

    if dry_run:
        with reporter.showing("reading", None):
            tally = planned(reporter.report)
        _end(tally, summary(tally, None))
        return
    started = time.monotonic()
    with open_store(output) as store:
        total = None
        if reporter.on_terminal and "-" not in sources:
            with reporter.showing("looking what there is to do", None):
                total = planned(lambda tally, failure: None).looked_at
        batch = Batch(store, store.begin(sources, made_with), choice, reporter.report)
        engine: Engine = (
            ClusterEngine(cluster, analyzer.settings, made_with, timeout)
            if cluster
            else LocalEngine(analyzer, jobs or _processors(), timeout)
        )
        try:
            with reporter.showing("documents", total):
                tally = batch.do(documents(store), engine)
            with reporter.showing("what is said again", None):
                store.find_duplicates(analyzer.lexicon)
        except KeyboardInterrupt:
            print(
                f"policytext: {batch.tally.done:,} documents are done and kept; "
                "the same command goes on from here",
                file=sys.stderr,
            )
            raise
    _end(tally, summary(tally, time.monotonic() - started))


def _end(tally: Tally, said: str) -> None:
    """Print the summary and end with the code that the tally calls for."""
    if not tally.looked_at:
        print("policytext: there are no documents in these sources", file=sys.stderr)
        raise typer.Exit(ExitCode.NOTHING_READ)
    print(said, end="", file=sys.stderr)
    if tally.failures:
        nothing = tally.failures == tally.finished == tally.looked_at
        raise typer.Exit(ExitCode.NOTHING_READ if nothing else ExitCode.SOME_FAILED)


def _processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
