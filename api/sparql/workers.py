"""The pool of worker processes: each query has a wall clock, and a worker that breaks is replaced.

Workers are started as fresh programs and not forked: a fork of a threaded
server can inherit a lock that nobody will release.
"""

from __future__ import annotations

import os
import queue
import select
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import api
from api.problems import Problem
from api.sparql import frames

if TYPE_CHECKING:
    from api.sparql.worker import Job

# Starting a worker (an interpreter, pyoxigraph) is not the query's time.
START_SECONDS = 30.0
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """A serialised answer and the generation it was read from."""

    body: bytes
    generation: str


class WorkerDied(Exception):  # noqa: N818 (a fact that the pool turns into a problem)
    """The process ended in the middle of a query; ``message`` is what it said last."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


class Worker:
    """One process and its pipes."""

    def __init__(self, folder: str, memory_mb: int):
        self._last_words = tempfile.TemporaryFile()  # noqa: SIM115 (closed by stop)
        root = str(Path(api.__file__).parents[1])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "api.sparql.worker", folder, str(memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._last_words,
            env={**os.environ, "PYTHONPATH": path, "RUST_BACKTRACE": "0"},
        )

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def ask(self, header: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Send a frame and wait for the answer; ``TimeoutError`` or ``WorkerDied`` when none comes."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(frames.pack(header))
            self._process.stdin.flush()
        except OSError as error:
            raise WorkerDied(self._said()) from error
        return frames.unpack(self._receive(time.monotonic() + seconds))

    def _receive(self, deadline: float) -> bytearray:
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        poll = select.poll()
        poll.register(pipe, select.POLLIN)
        received = bytearray()
        while (size := frames.size_of(received)) is None or len(received) < size:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise TimeoutError
            chunk = os.read(pipe, CHUNK)
            if not chunk:
                raise WorkerDied(self._said())
            received += chunk
        return received

    def _said(self) -> str:
        self._process.wait(5)
        self._last_words.seek(0)
        return self._last_words.read(4000).decode(errors="replace")

    def stop(self) -> None:
        """End the process at once and take back what it held."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                # Closing flushes what a killed process never read.
                try:
                    pipe.close()
                except OSError:
                    continue
        self._last_words.close()


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """``seconds`` of wall clock a query, ``memory_mb`` a worker, ``workers``, and how many may wait."""

    seconds: float = 20.0
    memory_mb: int = 1024
    workers: int = 2
    waiting: int = 16


class Pool:
    """A fixed number of workers over one store's folder; safe to use from many threads."""

    def __init__(self, folder: str, limits: PoolLimits):
        self._folder = folder
        self._limits = limits
        self._places = threading.Semaphore(limits.workers + limits.waiting)
        # A place holds a worker, or None for one that is yet to be started.
        self._idle: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        for _ in range(limits.workers):
            self._idle.put(None)
        self._closed = False

    def run(self, job: Job) -> Answer | Problem:
        """Run one query; every way it can fail is a problem, never an exception."""
        if not self._places.acquire(blocking=False):
            return Problem(503, "busy", {"waiting": self._limits.waiting}, {"Retry-After": "5"})
        try:
            with self._worker() as place:
                return self._run(place, job)
        except queue.Empty:
            return Problem(503, "busy", {"waiting": self._limits.waiting}, {"Retry-After": "5"})
        finally:
            self._places.release()

    @contextmanager
    def _worker(self) -> Iterator[list[Worker | None]]:
        """A free place, filled again with what the query left of its worker."""
        wait = self._limits.seconds * (1 + self._limits.waiting / self._limits.workers)
        place = [self._idle.get(timeout=wait)]
        try:
            yield place
        finally:
            if self._closed and place[0] is not None:
                place[0].stop()
            else:
                self._idle.put(place[0])

    def _run(self, place: list[Worker | None], job: Job) -> Answer | Problem:
        try:
            worker = place[0] = place[0] or self._start()
            header, body = worker.ask(asdict(job), self._limits.seconds)
        except TimeoutError:
            self._discard(place)
            return Problem(503, "query-time", {"seconds": self._limits.seconds})
        except WorkerDied as death:
            self._discard(place)
            return _problem_of_death(death, self._limits.memory_mb)
        except BaseException:
            # The answer may still be on its way, and must not reach the next asker.
            self._discard(place)
            raise
        return Answer(body, header["generation"]) if "generation" in header else _problem_of_answer(header)

    def _start(self) -> Worker:
        worker = Worker(self._folder, self._limits.memory_mb)
        try:
            worker.ask({"ping": True}, START_SECONDS)
        except (TimeoutError, WorkerDied):
            worker.stop()
            raise
        return worker

    def _discard(self, place: list[Worker | None]) -> None:
        if place[0] is not None:
            place[0].stop()
        place[0] = None

    def pids(self) -> list[int]:
        """The processes that are idle now."""
        return [worker.pid for worker in list(self._idle.queue) if worker is not None]

    def close(self) -> None:
        """End all workers; a query under way ends as if its worker had died."""
        self._closed = True
        while True:
            try:
                worker = self._idle.get_nowait()
            except queue.Empty:
                return
            if worker is not None:
                worker.stop()


def _problem_of_death(death: WorkerDied, memory_mb: int) -> Problem:
    if "memory allocation" in death.message or "MemoryError" in death.message:
        return Problem(503, "query-memory", {"megabytes": memory_mb})
    return Problem(503, "query-crash")


def _problem_of_answer(header: dict[str, Any]) -> Problem:
    code = header["problem"]
    if code in ("answer-rows", "answer-bytes"):
        return Problem(413, code, {"limit": header["limit"]})
    status = {"query-syntax": 400, "no-store": 503}.get(code, 500)
    return Problem(status, code, {"reason": header["detail"]})
