"""The `Runner` of a cluster of dask.distributed: chunks go to its workers, letters come back; see `outpost`.

The scheduler gives a chunk again whose worker has died, so that a letter may be made twice, with the same bytes. A
chunk that goes down with several workers comes back as KilledWorker, together with whatever else these had been given;
its letters are then tried one by one with nothing beside them, and one that comes back again has failed.
"""

import asyncio
import contextlib
import ipaddress
import json
import secrets
import time
from collections import deque
from collections.abc import Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dragoman.batch.letters import Letter, Task, undelivered
from dragoman.batch.outpost import Parcel, Run, make
from dragoman.batch.pool import DIED, LIMITS
from dragoman.batch.worker import Limits, Opener
from dragoman.diagnostics import Code, Position, diagnostic
from dragoman.errors import DragomanError, OutputError, UsageError, WriteError
from dragoman.files import output_error

NO_DASK = Code(
    "USE-012", "error", "une grappe demande dask.distributed, qui n’est pas installé",
    'pip install "dragoman[dask]"',
)
NOT_A_SCHEDULER = Code(
    "USE-013", "error", "« {asked} » n’est ni l’adresse ni le fichier d’un ordonnanceur",
    "donnez tls://hôte:port, tcp://127.0.0.1:port, ou le fichier que « dask scheduler --scheduler-file » écrit",
)
UNSAFE = Code(
    "USE-014", "error", "« {address} » s’ouvre au réseau sans TLS : quiconque l’atteint y exécute ce qu’il veut",
    "utilisez tls://, ou lancez tout sur cette machine avec --host 127.0.0.1",
)
UNREACHABLE = Code(
    "USE-015", "error", "l’ordonnanceur « {address} » ne répond pas : {problem}",
    "vérifiez qu’il tourne, son adresse et, pour tls://, que ses certificats sont de la même autorité",
)
NO_CERTIFICATE = Code(
    "USE-017", "error", "tls:// demande des certificats : la configuration de dask n’en nomme pas, ou d’illisibles",
    "donnez ca-file, client.cert et client.key sous distributed.comm.tls, ou par DASK_DISTRIBUTED__COMM__TLS__CA_FILE, "
    "…__CLIENT__CERT et …__CLIENT__KEY",
)
OTHER_VERSION = Code(
    "BAT-013", "error", "le worker {worker} n’a pas dragoman {wanted} ; il répond : {found}",
    "installez partout le même environnement : Python, dask et dragoman",
)
NO_WORKER = Code(
    "BAT-016", "error", "la grappe n’a aucun worker depuis {seconds} s",
    "lancez « dask worker », puis la même commande : ce qui est fait reste fait",
)
LOST = Code(
    "BAT-017", "error", "l’ordonnanceur « {address} » ne répond plus",
    "relancez-le avec ses workers, puis la même commande : ce qui est fait reste fait",
)
FAILED = Code(
    "BAT-018", "error", "la grappe n’a pu se charger des lettres : {problem}",
    "installez partout, ordonnanceur compris, le même environnement : Python, dask et dragoman",
)
GONE = Code(
    "BAT-019", "error", "le dossier a été déplacé ou vidé pendant que ses lettres se faisaient",
    "relancez la commande : elle refait ce qui manque",
)

_ANSWER = 10.0
"""Seconds in which a scheduler must answer."""
_LOOKED_EVERY = 2.0
"""Seconds between two looks at which workers there are."""
_AHEAD = 2
"""Chunks that a thread of a worker is given: one that it is at, one that waits."""
_FAREWELL = 5.0
"""Seconds in which workers may end the letters that they are at, and the scheduler take leave."""


def scheduler_address(asked: str) -> str:
    """The address of a scheduler, given itself or by its file. Raises UsageError where it is none, or not safe."""
    address = asked
    if "://" not in asked:
        try:
            address = str(json.loads(Path(asked).read_bytes())["address"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UsageError([diagnostic(NOT_A_SCHEDULER, asked=asked)]) from error
    check_safe(address)
    return address


def check_safe(address: str) -> None:
    """Raises UsageError for an address through which others could have anything run."""
    parts = urlsplit(address)
    try:
        sound = parts.scheme in ("tcp", "tls") and parts.hostname and parts.port
    except ValueError:
        sound = False
    if not sound:
        raise UsageError([diagnostic(NOT_A_SCHEDULER, asked=address)])
    if parts.scheme == "tcp" and not _loopback(parts.hostname):
        raise UsageError([diagnostic(UNSAFE, address=address)])


def _loopback(host: str | None) -> bool:
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"


def check_installed() -> None:
    """Raises UsageError where the extra is lacking."""
    try:
        import distributed  # noqa: F401, PLC0415 - an extra
    except ImportError as error:
        raise UsageError([diagnostic(NO_DASK)]) from error


class Cluster:
    """`submit` letters by chunks, ask for `results`: the `Runner` of the machines that a scheduler knows."""

    chunk = 32

    def __init__(
        self, address: str, opener: Opener, *, folder: Path | None, limits: Limits = LIMITS, patience: float = 30,
    ) -> None:
        """Connect to the scheduler at a safe `address`; a cluster may be without workers for `patience` seconds.

        Letters go to `folder`, None where they are composed and not written. Raises UsageError, OutputError.
        """
        self._address = address
        self._client = _connected(address)
        self._executor = self._client.get_executor(pure=False)
        self._run = Run(secrets.token_hex(8), folder and folder.absolute(), Path.cwd(), opener, limits)
        self._folder = str(folder)
        self._patience = patience
        self._waiting: deque[tuple[Task, ...]] = deque()
        self._suspects: deque[Task] = deque()
        self._suspected: set[int] = set()
        self._flying: dict[Future[list[Letter]], tuple[Task, ...]] = {}
        self._greeted: dict[Future[list[Letter]], str] = {}
        self._workers: dict[str, int] = {}
        self._seen = time.monotonic()
        self._looked = 0.0
        self._dropped = False
        with self._closing_on_failure():
            self._post_ticket()
            self._look()

    @property
    def full(self) -> bool:
        return bool(self._waiting or self._suspects)

    @property
    def busy(self) -> bool:
        return bool(self._waiting or self._suspects or self._flying)

    def submit(self, chunk: tuple[Task, ...]) -> None:
        self._waiting.append(chunk)
        self._assign()

    def drop(self) -> None:
        """Forget the letters that no worker is at; the workers hear of it by the ticket."""
        self._dropped = True
        self._waiting.clear()
        self._suspects.clear()
        self._withdraw_ticket()

    def results(self, seconds: float) -> list[Letter]:
        """Letters that are done or given up, as soon as there is one, or none after some time.

        Raises what keeps a worker from making any, WriteError where the cluster is lost.
        """
        self._look()
        if self._flying or self._greeted:
            landed = wait([*self._flying, *self._greeted], seconds, FIRST_COMPLETED).done
        else:
            time.sleep(seconds)
            landed = set()
        done = [letter for future in landed for letter in self._landed(future)]
        self._assign()
        return done

    def close(self) -> None:
        """Have the workers stop, and leave the cluster as it was."""
        self._withdraw_ticket()
        if self._run.ticket is not None and not self._dropped:
            wait(self._flying, _FAREWELL)
        with contextlib.suppress(OSError, TimeoutError):  # lost
            self._client.close(timeout=_FAREWELL)

    @contextlib.contextmanager
    def _closing_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    def _post_ticket(self) -> None:
        if self._run.ticket is not None:
            try:
                self._run.ticket.touch()
            except OSError as error:
                raise output_error(error, self._folder) from error

    def _withdraw_ticket(self) -> None:
        if self._run.ticket is not None:
            with contextlib.suppress(OSError):
                self._run.ticket.unlink()

    def _look(self) -> None:
        """See which workers there are; each that is new is looked at before, or with, its first letters."""
        now = time.monotonic()
        if now - self._looked < _LOOKED_EVERY:
            return
        self._looked = now
        try:
            workers = self._client.sync(self._client.nthreads, callback_timeout=_ANSWER)
        except (OSError, TimeoutError) as error:
            raise self._lost() from error
        self._greet(workers.keys() - self._workers.keys())
        self._greeted = {future: address for future, address in self._greeted.items() if address in workers}
        self._workers = workers
        if workers:
            self._seen = now
        elif now - self._seen > self._patience:
            raise WriteError([diagnostic(NO_WORKER, seconds=f"{self._patience:g}")])

    def _greet(self, new: Collection[str]) -> None:
        """The version is asked first, in words that a worker without dragoman understands."""
        wanted = version("dragoman")
        for address in new:
            check_safe(address)
        said = self._versions(new) if new else {}
        for address in new:
            found = said.get(address, wanted)
            if isinstance(found, OSError):
                continue  # gone again
            if found != wanted:
                raise UsageError([diagnostic(OTHER_VERSION, worker=address, wanted=wanted, found=str(found))])
            self._greeted[self._sent((), workers=[address])] = address

    def _versions(self, workers: Collection[str]) -> dict[str, object]:
        """What each worker answers; nothing where one of them does not: its opening will tell."""
        found: dict[str, object] = {}
        with contextlib.suppress(TimeoutError):
            found = self._client.sync(
                self._client.run, version, "dragoman", workers=list(workers), on_error="return",
                callback_timeout=_ANSWER)
        return found

    def _sent(self, tasks: tuple[Task, ...], **options: object) -> Future[list[Letter]]:
        future: Future[list[Letter]] = self._executor.submit(_there, Parcel.of(self._run, tasks), **options)
        return future

    def _assign(self) -> None:
        """Suspects fly alone: what goes down with them would be suspected too."""
        if self._suspects:
            if not self._flying:
                task = (self._suspects.popleft(),)
                self._flying[self._sent(task)] = task
            return
        while self._waiting and len(self._flying) < _AHEAD * sum(self._workers.values()):
            chunk = self._waiting.popleft()
            self._flying[self._sent(chunk)] = chunk

    def _landed(self, future: Future[list[Letter]]) -> list[Letter]:
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        self._greeted.pop(future, None)
        tasks = self._flying.pop(future, ())
        try:
            letters = future.result()
        except KilledWorker:
            return list(self._bury(tasks))
        except (Exception, CancelledError) as error:  # whatever a worker, the scheduler or the way there provoked
            if self._dropped:
                return []
            if isinstance(error, CancelledError):
                raise self._lost() from error
            if isinstance(error, DragomanError):
                raise
            raise WriteError([diagnostic(FAILED, problem=_words(error))]) from error
        if len(letters) < len(tasks) and not self._dropped:
            raise OutputError([diagnostic(GONE, Position(self._folder))])
        return letters

    def _lost(self) -> WriteError:
        return WriteError([diagnostic(LOST, address=self._address)])

    def _bury(self, tasks: tuple[Task, ...]) -> Iterator[Letter]:
        for task in tasks:
            if task.number in self._suspected:
                self._suspected.discard(task.number)
                yield undelivered(task, "failed", [diagnostic(DIED, status="KilledWorker")], WriteError.exit_code)
            elif not self._dropped:
                self._suspected.add(task.number)
                self._suspects.append(task)


def _there(parcel: Parcel) -> list[Letter]:
    """What a worker is told to do; its own folder of temporary files goes with it."""
    from distributed import get_worker  # noqa: PLC0415 - an extra

    worker = get_worker()
    return make(parcel, str(worker.address), Path(worker.local_directory))


def _connected(address: str) -> Any:  # noqa: ANN401 - a distributed.Client, which has no types here
    from dask import config  # noqa: PLC0415 - an extra
    from distributed import Client  # noqa: PLC0415 - an extra

    security = _security(address)
    with ThreadPoolExecutor(1) as thread:  # the caller's may have a loop that runs
        thread.submit(asyncio.run, _greeting(address, security)).result()
    try:
        with config.set({"distributed.admin.low-level-log-length": 0}):  # it would keep the last 1,000 chunks
            client = Client(address, security=security, timeout=_ANSWER, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise UsageError([diagnostic(UNREACHABLE, address=address, problem=_words(error))]) from error
    try:
        check_safe(client.scheduler_info()["address"])
    except BaseException:
        client.close()
        raise
    return client


async def _greeting(address: str, security: Any) -> None:  # noqa: ANN401 - see above
    """Shake hands: a Client waits for ever for one who accepts and says nothing. Raises UsageError."""
    from distributed.comm import connect  # noqa: PLC0415 - an extra

    try:
        async with asyncio.timeout(_ANSWER):
            comm = await connect(address, timeout=_ANSWER, **security.get_connection_args("client"))
            await comm.close()
    except Exception as error:  # whatever else listens there may answer anything
        raise UsageError([diagnostic(UNREACHABLE, address=address, problem=_words(error))]) from error


def _security(address: str) -> Any:  # noqa: ANN401 - a distributed.Security, which has no types here
    """What dask is configured with; with tls:// there is no connection without encryption. Raises UsageError."""
    from distributed import Security  # noqa: PLC0415 - an extra

    if not address.startswith("tls"):
        return Security()
    security = Security(require_encryption=True)
    try:
        named = security.get_connection_args("client")["ssl_context"] is not None
    except OSError as error:  # that of ssl too
        raise UsageError([diagnostic(NO_CERTIFICATE)]) from error
    if not named:
        raise UsageError([diagnostic(NO_CERTIFICATE)])
    return security


def _words(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
