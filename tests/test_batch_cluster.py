"""Letters made by the workers of a cluster: real schedulers and workers, in processes of their own."""

import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import tracemalloc
from functools import partial
from importlib.metadata import version
from pathlib import Path

import pytest
from distributed import Client

import batch_specimens
from batch_checker import faults
from batch_specimens import FORMATS, Specimens, guests, name, plan, run
from conftest import EXAMPLE, ROOT
from dragoman.batch import cluster
from dragoman.batch.cluster import Cluster, scheduler_address
from dragoman.batch.letters import open_maker
from dragoman.batch.merge import Ending, merge
from dragoman.batch.worker import Limits
from dragoman.errors import DragomanError, OutputError, SourceError, UsageError, WriteError
from test_batch_faults import PROGRAM, tree, wait_for
from test_cli import ENVIRONMENT, dragoman
from test_cli_merge import begun, counts
from test_cli_merge import names as names_of

# The client of distributed leaves the sockets of a cluster that it has lost to the collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")

SECONDS = 30.0
LEFT = "600 s"
"""After this a cluster whose tests were killed ends by itself."""


class Machines:
    """A scheduler on this machine and its workers, whose files and logs are all in one folder."""

    def __init__(self, folder, *options, **environment):
        self.folder = folder
        self.options = options
        folder.mkdir()
        self.file = folder / "scheduler.json"
        paths = [str(ROOT / "src"), str(Path(__file__).parent)]
        self.environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(paths), "DASK_TEMPORARY_DIRECTORY": str(folder), **environment}
        self._begun = []
        self.scheduler = self._start(
            "scheduler", "--port", "0", "--scheduler-file", str(self.file), "--idle-timeout", LEFT, *options)
        self.address = wait_for(self._address)

    def _address(self):
        with contextlib.suppress(OSError, ValueError):
            return json.loads(self.file.read_bytes())["address"]
        return None

    def _start(self, kind, *options, **environment):
        with (self.folder / f"{kind}.{len(self._begun)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", kind, "--no-dashboard", *options], cwd=self.folder, stdout=log,
                stderr=log, env=self.environment | environment, start_new_session=True)
        self._begun.append(process)
        return process

    def worker(self, **environment):
        """One more worker of one thread; returns its nanny, which starts another when it dies."""
        return self._start(
            "worker", self.address, "--nthreads", "1", "--death-timeout", LEFT, *self.options, **environment)

    def close(self):
        for process in reversed(self._begun):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    """Two workers; a chunk may lose its worker once."""
    made = Machines(
        tmp_path_factory.mktemp("cluster") / "home", "--host", "127.0.0.1",
        DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1")
    made.nannies = [made.worker(), made.worker()]
    yield made
    made.close()


@pytest.fixture
def alone(tmp_path):
    """A scheduler without workers."""
    made = Machines(tmp_path / "alone", "--host", "127.0.0.1")
    yield made
    made.close()


def names(recipients):
    return [name(one, kind) for one in recipients for kind in FORMATS]


def letters_of(folder, count, address, *, pause=0.01, **more):
    """A run that can be broken between two letters."""
    order = plan(folder, Specimens())
    opener = partial(open_maker, partial(Specimens, pause), "letter", folder, order.digests)
    return merge(
        order, guests(count), lambda scratch: Cluster(address, opener, folder=folder), **{"ending": Ending(), **more})


def failures(letters):
    return {letter.number: letter.diagnostics[0].code.id for letter in letters if letter.outcome == "failed"}


def child(nanny):
    """The worker of a nanny, by what the system says of it."""
    for task in Path(f"/proc/{nanny.pid}/task").iterdir():
        for number in (task / "children").read_text().split():
            if b"spawn_main" in Path(f"/proc/{number}/cmdline").read_bytes():
                return int(number)
    return None


def let_all_end(machines):
    """Return when the workers, of one thread each, have nothing to do any more."""
    with Client(machines.address, set_as_default=False) as client:
        client.gather([client.submit(int, workers=[worker], pure=False) for worker in client.nthreads()])


# --- what is made ---

def test_a_cluster_makes_the_files_that_one_machine_makes(machines, tmp_path):
    ending = Ending()
    done = run(tmp_path / "there", guests(150), scheduler=machines.address, ending=ending)
    run(tmp_path / "here", guests(150), here=True)
    assert sorted(letter.number for letter in done) == list(range(150))
    assert ending.complete
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    assert faults(tmp_path / "there", "letter.draft", names(guests(150))) == []
    again = run(tmp_path / "there", guests(150), scheduler=machines.address)
    assert {letter.outcome for letter in again} == {"unchanged"}


def test_the_command_makes_the_same_letters_and_says_the_same(machines, tmp_path):
    said = {}
    for where, options in (("here", ("-j", "1")), ("there", ("--scheduler", machines.file))):
        done = dragoman(
            "merge", os.path.relpath(EXAMPLE, tmp_path), "invitation", "-t", "docx,json", "-o", where, "--report", "-",
            *options, cwd=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        told = [line for line in done.stderr.splitlines() if b" a second" not in line]  # a slow run tells how it goes
        said[where] = (sorted(json.loads(done.stdout)["letters"], key=lambda one: one["recipient"]), told)
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    assert said["there"] == said["here"]


def test_a_dry_run_on_a_cluster_writes_nothing(machines, tmp_path):
    done = run(tmp_path / "new", guests(40, {7: "refused"}), scheduler=machines.address, dry=True)
    assert [letter.number for letter in done if letter.outcome == "not ready"] == [7]
    assert not (tmp_path / "new").exists()


def test_a_run_told_to_stop_leaves_a_folder_that_the_next_completes(machines, tmp_path):
    made = []
    made.extend(letters_of(tmp_path, 400, machines.address, stopping=lambda: len(made) > 0))
    assert 0 < len(made) < 200
    stand = names(one for one in guests(400) if one.key in {letter.recipient for letter in made})
    let_all_end(machines)
    assert faults(tmp_path, "letter.draft", stand) == [], "a worker went on"
    again = run(tmp_path, guests(400), scheduler=machines.address)
    assert sum(letter.outcome == "unchanged" for letter in again) == len(made)
    assert faults(tmp_path, "letter.draft", names(guests(400))) == []


def test_a_signal_ends_the_command_well_and_the_next_goes_on(machines, many, tmp_path):
    where = ("-t", "text", "--scheduler", str(machines.file))
    process = begun(many, tmp_path / "out", where, "--report", str(tmp_path / "report.json"))
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=SECONDS)[1].decode()
    assert process.returncode == 130, said
    kept = counts(json.loads((tmp_path / "report.json").read_bytes()))["made"]
    assert 0 < kept < 250
    assert not (tmp_path / "out" / "invitation.draft.manifest.json").exists()
    done = dragoman(
        "merge", EXAMPLE, "invitation", "-r", many, "-o", tmp_path / "out", "-t", "text", "--report", "-")
    assert done.returncode == 0, done.stderr.decode()
    assert counts(json.loads(done.stdout))["unchanged"] == kept
    assert faults(tmp_path / "out", "invitation.draft", names_of(many, suffixes=["txt"])) == []


# --- what fails ---

def test_letters_that_do_harm_fail_alone_and_cost_no_worker(machines, tmp_path):
    harm = {3: "segv", 40: "hang_in_c", 41: "memory", 70: "systemexit"}
    workers = [child(nanny) for nanny in machines.nannies]
    done = run(tmp_path, guests(80, harm), scheduler=machines.address, limits=Limits(seconds=5, memory=1024))
    assert failures(done) == {3: "BAT-004", 40: "BAT-005", 41: "BAT-003", 70: "BAT-002"}
    assert len(done) == 80
    assert workers == [child(nanny) for nanny in machines.nannies]


def test_a_letter_that_kills_its_worker_fails_alone(machines, tmp_path):
    recipients = list(guests(100, {20: "parricide"}))
    done = run(tmp_path, recipients, scheduler=machines.address)
    assert failures(done) == {20: "BAT-004"}
    assert [said.values["status"] for letter in done for said in letter.diagnostics] == ["KilledWorker"]
    assert sorted(letter.number for letter in done) == list(range(100))
    assert faults(tmp_path, "letter.draft", names(recipients), names(recipients[20:21])) == []


def test_a_killed_worker_costs_no_letter(machines, tmp_path):
    done = []
    worker = wait_for(lambda: child(machines.nannies[0]))
    for letter in letters_of(tmp_path / "there", 240, machines.address):
        if not done:
            os.kill(worker, signal.SIGKILL)
        done.append(letter)
    run(tmp_path / "here", guests(240), here=True)
    assert sorted(letter.number for letter in done) == list(range(240))
    assert not failures(done)
    assert wait_for(lambda: child(machines.nannies[0])) != worker
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


def test_a_cluster_without_workers_is_given_up(alone, tmp_path):
    order = plan(tmp_path, Specimens())
    with pytest.raises(WriteError) as caught:
        list(merge(
            order, guests(3), lambda scratch: Cluster(alone.address, Specimens, folder=tmp_path, patience=1),
            ending=Ending()))
    assert caught.value.diagnostics[0].code.id == "BAT-016"


def test_a_scheduler_that_dies_ends_the_run_and_another_goes_on(machines, alone, tmp_path):
    alone.worker()
    done = []
    letters = letters_of(tmp_path / "out", 200, alone.address, pause=0.02)
    done.append(next(letters))
    alone.close()
    with pytest.raises(WriteError) as caught:
        done.extend(letters)
    assert caught.value.diagnostics[0].code.id == "BAT-017"
    again = run(tmp_path / "out", guests(200), scheduler=machines.address)
    assert 0 < sum(letter.outcome == "unchanged" for letter in again) < 200
    assert faults(tmp_path / "out", "letter.draft", names(guests(200))) == []


def test_a_scheduler_that_no_longer_answers_ends_the_run(alone, tmp_path, monkeypatch):
    alone.worker()
    letters = letters_of(tmp_path, 200, alone.address, pause=0.02)
    next(letters)
    monkeypatch.setattr(cluster, "_ANSWER", 1)
    monkeypatch.setattr(cluster, "_FAREWELL", 1)
    os.kill(alone.scheduler.pid, signal.SIGSTOP)
    with pytest.raises(WriteError) as caught:
        list(letters)
    assert caught.value.diagnostics[0].code.id == "BAT-017"


# --- workers that are not fit ---

def ended(machines, folder, *arguments):
    with pytest.raises(DragomanError) as caught:
        run(folder, guests(40), *arguments, scheduler=machines.address)
    assert not list(folder.glob("letter.guest*"))
    return caught.value


def test_a_worker_of_another_version_is_told_at_once(alone, tmp_path):
    other = tmp_path / "dragoman-9.9.dist-info"
    other.mkdir()
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: dragoman\nVersion: 9.9\n", encoding="utf-8")
    alone.worker(PYTHONPATH=os.pathsep.join([str(tmp_path), alone.environment["PYTHONPATH"]]))
    error = ended(alone, tmp_path / "out")
    assert isinstance(error, UsageError)
    said = error.diagnostics[0]
    assert (said.code.id, said.values["found"], said.values["wanted"]) == ("BAT-013", "9.9", version("dragoman"))


def test_a_worker_with_another_weasyprint_is_told_and_nothing_is_made(alone, tmp_path):
    other = tmp_path / "other" / "weasyprint-9.9.dist-info"
    other.mkdir(parents=True)
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: weasyprint\nVersion: 9.9\n", encoding="utf-8")
    alone.worker(PYTHONPATH=os.pathsep.join([str(other.parent), alone.environment["PYTHONPATH"]]))
    done = dragoman("merge", EXAMPLE, "invitation", "-o", tmp_path / "out", "--scheduler", alone.address)
    assert done.returncode == 4
    assert b"error[BAT-015]: the worker tcp://127.0.0.1:" in done.stderr
    assert b"Traceback" not in done.stderr
    assert not [path for suffix in ("docx", "pdf") for path in (tmp_path / "out").glob(f"*.{suffix}")]


def test_a_worker_that_sees_another_folder_is_told_at_once(machines, tmp_path, monkeypatch):
    monkeypatch.setattr(Cluster, "_post_ticket", lambda self: None)
    error = ended(machines, tmp_path)
    assert isinstance(error, OutputError)
    assert [said.code.id for said in error.diagnostics] == ["BAT-014"]
    assert error.diagnostics[0].values["worker"].startswith("tcp://127.0.0.1:")


def test_a_worker_that_opens_another_project_is_told_at_once(machines, tmp_path, monkeypatch):
    changed, right = Specimens(salts=(("ja", "another"),)), batch_specimens.plan
    monkeypatch.setattr(batch_specimens, "plan", lambda folder, _, **more: right(folder, changed, **more))
    error = ended(machines, tmp_path)
    assert isinstance(error, SourceError)
    assert [said.code.id for said in error.diagnostics] == ["BAT-015", "BAT-001"]


def test_a_folder_that_goes_during_the_run_ends_it(machines, tmp_path):
    letters = letters_of(tmp_path / "out", 300, machines.address)
    next(letters)
    (tmp_path / "out").rename(tmp_path / "elsewhere")
    with pytest.raises(OutputError):
        list(letters)


# --- addresses ---

@pytest.mark.parametrize(("asked", "code"), [
    ("tcp://192.0.2.7:8786", "USE-014"), ("tcp://0.0.0.0:8786", "USE-014"), ("tcp://scheduler.example:8786", "USE-014"),
    ("tcp://[2001:db8::1]:8786", "USE-014"), ("http://127.0.0.1:8786", "USE-013"), ("tcp://127.0.0.1", "USE-013"),
    ("tcp://127.0.0.1:x", "USE-013"), ("nothing.json", "USE-013"),
])
def test_an_address_that_others_reach_without_tls_or_that_is_none_is_refused(asked, code, tmp_path):
    with pytest.raises(UsageError) as caught:
        scheduler_address(asked if "://" in asked else str(tmp_path / asked))
    assert [said.code.id for said in caught.value.diagnostics] == [code]


@pytest.mark.parametrize("asked", [
    "tcp://127.0.0.1:8786", "tcp://localhost:8786", "tcp://[::1]:8786", "tls://192.0.2.7:8786"])
def test_an_address_of_this_machine_or_with_tls_is_taken_as_it_is_and_from_a_file(asked, tmp_path):
    (tmp_path / "file.json").write_text(json.dumps({"address": asked}), encoding="utf-8")
    assert scheduler_address(asked) == scheduler_address(str(tmp_path / "file.json")) == asked


def test_a_file_that_names_an_unsafe_scheduler_is_refused(tmp_path):
    (tmp_path / "file.json").write_text('{"address": "tcp://192.0.2.7:8786"}', encoding="utf-8")
    with pytest.raises(UsageError):
        scheduler_address(str(tmp_path / "file.json"))


def test_a_scheduler_that_listens_to_the_network_is_refused_by_its_loopback_address_too(tmp_path):
    wide = Machines(tmp_path / "wide", "--host", "0.0.0.0")
    try:
        if "127.0.0.1" in wide.address:
            pytest.skip("this machine has no other address")
        with pytest.raises(UsageError) as caught:
            Cluster(f"tcp://127.0.0.1:{wide.address.rpartition(':')[2]}", Specimens, folder=None)
    finally:
        wide.close()
    assert caught.value.diagnostics[0].code.id == "USE-014"


def test_a_scheduler_that_is_not_there_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_ANSWER", 0.5)
    with pytest.raises(UsageError) as caught:
        Cluster("tcp://127.0.0.1:1", Specimens, folder=None)
    assert caught.value.diagnostics[0].code.id == "USE-015"


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"SSH-2.0-OpenSSH_9.2\r\n", bytes(8)])
def test_what_accepts_and_is_no_scheduler_is_told(said, monkeypatch):
    monkeypatch.setattr(cluster, "_ANSWER", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:
        def answer():
            with contextlib.suppress(OSError), server.accept()[0] as there:
                there.sendall(said)
                there.recv(1 << 16)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(UsageError) as caught:
            Cluster(f"tcp://127.0.0.1:{server.getsockname()[1]}", Specimens, folder=None)
        thread.join(SECONDS)
    assert caught.value.diagnostics[0].code.id == "USE-015"


def test_without_the_extra_the_command_says_how_to_install_it(tmp_path):
    program = "import sys; sys.modules['distributed'] = None; from dragoman.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "merge", str(EXAMPLE), "invitation", "-o", str(tmp_path / "out"),
         "--scheduler", "tcp://127.0.0.1:8786"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "USE-012" in done.stderr
    assert 'pip install "dragoman[dask]"' in done.stderr
    assert not (tmp_path / "out").exists()


def test_processes_here_and_workers_there_exclude_each_other(tmp_path):
    done = dragoman(
        "merge", EXAMPLE, "invitation", "-o", tmp_path / "out", "-j", "2", "--scheduler", "tcp://127.0.0.1:8786")
    assert done.returncode == 2
    assert b"USE-016" in done.stderr


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes certificates with openssl")
def test_with_tls_a_cluster_makes_letters_and_without_certificates_nothing(tmp_path):
    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=tmp_path, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=ca")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "request", "-subj", "/CN=dask")
    openssl("x509", "-req", "-in", "request", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "1",
            "-out", "cert.pem")
    files = {kind: str(tmp_path / f"{kind}.pem") for kind in ("ca", "cert", "key")}
    secure = Machines(
        tmp_path / "secure", "--protocol", "tls", "--tls-ca-file", files["ca"], "--tls-cert", files["cert"],
        "--tls-key", files["key"])
    command = ("merge", EXAMPLE, "invitation", "-t", "text", "-o", tmp_path / "out", "--scheduler", secure.file)
    prefix = "DASK_DISTRIBUTED__COMM__TLS__"
    try:
        secure.worker()
        refused = dragoman(*command)
        done = dragoman(*command, environment=ENVIRONMENT | {
            f"{prefix}CA_FILE": files["ca"], f"{prefix}CLIENT__CERT": files["cert"],
            f"{prefix}CLIENT__KEY": files["key"]})
    finally:
        secure.close()
    assert refused.returncode == 2
    assert b"USE-017" in refused.stderr
    assert done.returncode == 0, done.stderr.decode()
    assert len(list((tmp_path / "out").glob("*.txt"))) == 11


# --- long ---

def peak(folder, count, address):
    """Bytes that a run of so many letters takes at most in the process that leads it."""
    order = plan(folder, Specimens(), dry=True)
    opener = partial(open_maker, Specimens, "letter", None, order.digests)
    tracemalloc.start()
    for _ in merge(order, guests(count), lambda scratch: Cluster(address, opener, folder=None), ending=Ending()):
        pass
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return highest


@pytest.mark.faults
def test_memory_of_the_leader_does_not_grow_with_the_list(machines, tmp_path):
    few = peak(tmp_path, 6000, machines.address)
    # dask's buffers come and go by 2 MB at a time; what it logs of its messages alone would be 5 MB.
    assert peak(tmp_path, 18_000, machines.address) < few + 3_000_000, "250 bytes a letter are too many"


@pytest.mark.faults
def test_runs_and_workers_killed_at_random_moments_end_as_one_that_was_not(machines, tmp_path):
    chance = random.Random(7)
    command = [*PROGRAM, str(tmp_path / "there"), "2000", "0.01", "", machines.address]

    def some_more():
        """Wait for some more files, at most 200."""
        wanted = stand() + chance.randrange(200)
        wait_for(lambda: stand() >= wanted, 200)

    def stand():
        return len(list((tmp_path / "there").glob("letter.guest-*")))

    for nanny in machines.nannies * 4:
        leader = subprocess.Popen(command, start_new_session=True)
        some_more()
        os.kill(wait_for(partial(child, nanny)), signal.SIGKILL)
        some_more()
        leader.kill()
        leader.wait()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert 0 < int(done.stdout.split()[1]) < 2000, "no kill came in the middle: the test tests nothing"
    run(tmp_path / "here", guests(2000))
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    assert faults(tmp_path / "there", "letter.draft", names(guests(2000))) == []
