"""Durable background work, behind one small door: the only file that knows DBOS.

A job is a handler's name and one argument. The handler does one step and says whether there is
more; each step is recorded, so a worker that dies is resumed after its last finished step. At
most one job per (handler, argument) waits or runs at a time. What must not be lost is never
here alone: jobs are wake-ups for rows in byggsak's own tables.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, EnqueueOptions

Handler = Callable[[str], bool]
"""Does one step for the argument; True when another step should follow at once."""

# Kept by hand. Recovery and the queue look only at work of the same version, so this changes only
# when a running job could not be continued by the new code. (DBOS would hash the code instead,
# and every release would strand the work of the one before.)
APPLICATION_VERSION = "1"
APPLICATION = "byggsak"
QUEUE = "byggsak"
_JOB = "byggsak.jobb"
_STEPS_PER_JOB = 100

_handlers: dict[str, Handler] = {}
_running: set[str] = set()  # ids of the jobs that have a thread in this process


@DBOS.workflow(name=_JOB, max_recovery_attempts=None)
def _job(handler: str, argument: str) -> int:
    """Steps until the handler has no more; a long one goes on in a new job."""
    me = DBOS.workflow_id or ""
    _running.add(me)
    try:
        for done in range(_STEPS_PER_JOB):
            if not DBOS.run_step(None, _handlers[handler], argument):
                return done + 1
        return _STEPS_PER_JOB
    finally:
        _running.discard(me)


@dataclass(frozen=True, kw_only=True)
class Setup:
    """`worker` is a stable name (byggsak-worker-1): after a crash, the same name resumes at once.

    `concurrency` jobs run at a time in this process; `polling` seconds between looks at the queue.
    """

    url: str
    worker: str
    concurrency: int = 4
    polling: float = 0.2


class Jobs:
    """The jobs of this process, between `start` and `stop`. One at a time per process."""

    def __init__(self, setup: Setup, handlers: Mapping[str, Handler]) -> None:
        self._setup = setup
        self._wanted = dict(handlers)
        self._client: DBOSClient | None = None
        self._stranded: frozenset[str] = frozenset()

    def start(self) -> None:
        """Create or migrate the job tables, register the queue, resume what this worker had."""
        _handlers.clear()
        _handlers.update(self._wanted)
        url = self._setup.url
        prepare(url)
        # The limits must be in the database before any worker polls, or the first takes it all.
        self._client = DBOSClient(
            system_database_url=url,
            serializer=DBOSPortableJSONSerializer(),
            application_name=APPLICATION,
        )
        self._client.register_queue(
            QUEUE,
            worker_concurrency=self._setup.concurrency,
            polling_interval_sec=self._setup.polling,
        )
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": url,
            "application_version": APPLICATION_VERSION,
            "executor_id": self._setup.worker,
            "serializer": DBOSPortableJSONSerializer(),
            "sys_db_pool_size": self._setup.concurrency + 4,
            "log_level": "WARNING",
            "run_migrations": False,
            "use_listen_notify": False,
        }
        DBOS(config=config)
        DBOS.launch()

    def stop(self, patience: int = 10) -> None:
        """Let running steps finish for so many seconds, then let go."""
        DBOS.destroy(workflow_completion_timeout_sec=patience)
        if self._client is not None:
            self._client.destroy()
            self._client = None

    def enqueue(self, handler: str, argument: str, delay: timedelta = timedelta(0)) -> None:
        """See that a job for the argument waits or runs. Repeating it changes nothing.

        With a `delay` it waits that long as a row, without a thread, through restarts.
        """
        options: EnqueueOptions = {
            "workflow_name": _JOB,
            "queue_name": QUEUE,
            "deduplication_id": f"{handler}-{argument}",
            "duplication_policy": "return-existing",
        }
        if delay > timedelta(0):
            options["delay_seconds"] = delay.total_seconds()
        self._open.enqueue(options, handler, argument)

    def enqueue_all(self, handler: str, arguments: Sequence[str]) -> int:
        """See that a job waits or runs for each. Asks once which there are: to try each of them
        would be a transaction apiece, every second, in every worker. Returns how many were missing.
        """
        if not arguments:
            return 0
        jobs = self._open.list_workflows(
            status=["ENQUEUED", "DELAYED", "PENDING"],
            queue_name=QUEUE,
            load_input=False,
            load_output=False,
        )
        there = {job.deduplication_id for job in jobs}
        missing = [one for one in arguments if f"{handler}-{one}" not in there]
        for one in missing:
            self.enqueue(handler, one)
        return len(missing)

    def take_over(self, workers: Sequence[str]) -> int:
        """Put the unfinished jobs of dead workers back in the queue. Returns how many."""
        if not workers:
            return 0
        lost = self._open.list_workflows(
            status="PENDING", executor_id=list(workers), load_input=False, load_output=False
        )
        if lost:
            self._open.resume_workflows([job.workflow_id for job in lost], queue_name=QUEUE)
        return len(lost)

    def revive(self) -> int:
        """Put back in the queue what this worker has in hand on paper and has not been at since the
        last call: the database was away just as the job was taken out, or as it ended. While such a
        job lies there, no other is made for its argument. Returns how many."""
        mine = self._open.list_workflows(
            status="PENDING", executor_id=[self._setup.worker], load_input=False, load_output=False
        )
        idle = frozenset(job.workflow_id for job in mine) - _running
        again = sorted(idle & self._stranded)
        self._stranded = idle - frozenset(again)
        if again:
            self._open.resume_workflows(again, queue_name=QUEUE)
        return len(again)

    def unfinished_of_others(self) -> frozenset[str]:
        """The workers, other than this one, that have a job in hand."""
        jobs = self._open.list_workflows(status="PENDING", load_input=False, load_output=False)
        names = {job.executor_id for job in jobs if job.executor_id}
        return frozenset(names - {self._setup.worker})

    def forget(self, before: datetime, limit: int = 500) -> int:
        """Delete finished jobs older than `before`: the events are the record, not the jobs."""
        old = self._open.list_workflows(
            status=["SUCCESS", "ERROR"],
            end_time=before.astimezone(UTC).isoformat(),
            limit=limit,
            load_input=False,
            load_output=False,
        )
        if old:
            self._open.delete_workflows([job.workflow_id for job in old])
        return len(old)

    @property
    def _open(self) -> DBOSClient:
        if self._client is None:
            raise RuntimeError("The jobs are not started. Call start() first.")
        return self._client


def prepare(url: str) -> None:
    """Create or migrate the job tables. Sets WAL on a SQLite file, which DBOS does not."""
    if url.startswith("sqlite:///"):
        path = Path(unquote(url.removeprefix("sqlite:///")))
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=30)) as db:
            db.execute("PRAGMA journal_mode=WAL")
    DBOS.migrate(url)


def jobs_url(database_url: str) -> str:
    """Where the jobs of this database live: beside a SQLite file, inside a PostgreSQL database.

    >>> jobs_url("sqlite:///var/byggsak.sqlite")
    'sqlite:///var/byggsak-jobb.sqlite'
    >>> jobs_url("postgresql+psycopg://byggsak@db/byggsak")
    'postgresql+psycopg://byggsak@db/byggsak'
    """
    if not database_url.startswith("sqlite"):
        return database_url
    stem, dot, ending = database_url.rpartition(".")
    return f"{stem}-jobb{dot}{ending}" if dot and "/" not in ending else f"{database_url}-jobb"
