"""Nothing outlives the supervisor: not its children, not theirs, not after kill -9."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from config.laptop.supervise import RESTARTS, Service, ServiceFailed, Supervisor

FAMILY = textwrap.dedent(
    """
    import subprocess, sys, time
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    open(sys.argv[1], "w").write(str(child.pid))
    time.sleep(600)
    """
)
STUBBORN = textwrap.dedent(
    """
    import signal, sys, time
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    open(sys.argv[1], "w").write("ready")
    time.sleep(600)
    """
)
SUPERVISOR = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from config.laptop.supervise import Service, Supervisor
    family, folder = sys.argv[1], Path(sys.argv[2])
    touch = (sys.executable, "-c", f"open({str(folder / 'afterwards')!r}, 'w')")
    with Supervisor(logs=folder, environment={}, afterwards=touch) as supervisor:
        supervisor.start(Service("family", (sys.executable, "-c", family, str(folder / "grandchild"))))
        while True:
            supervisor.tend()
            time.sleep(0.1)
    """
)


def written(path: Path) -> str:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if path.exists() and (content := path.read_text()):
            return content
        time.sleep(0.05)
    raise AssertionError(f"{path} was not written")


def gone(pid: int) -> bool:
    """It does not run any more; a zombie that nobody buries does not run either."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
        if state.stdout.strip()[:1] in {"", "Z"}:
            return True
        time.sleep(0.05)
    return False


def tend_for_ever(supervisor: Supervisor) -> None:
    while True:
        supervisor.tend()
        time.sleep(0.02)


def test_leaving_the_block_stops_grandchildren(tmp_path):
    with Supervisor(logs=tmp_path, environment={}) as supervisor:
        supervisor.start(Service("family", (sys.executable, "-c", FAMILY, str(tmp_path / "grandchild"))))
        grandchild = int(written(tmp_path / "grandchild"))

    assert gone(grandchild)


def test_killing_the_supervisor_with_9_stops_grandchildren_and_runs_what_comes_afterwards(tmp_path):
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISOR, FAMILY, str(tmp_path)])
    grandchild = int(written(tmp_path / "grandchild"))

    supervisor.send_signal(signal.SIGKILL)
    supervisor.wait()

    assert gone(grandchild)
    end = time.monotonic() + 20
    while not (tmp_path / "afterwards").exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert (tmp_path / "afterwards").exists()


def test_a_child_that_ignores_sigterm_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr("config.laptop.supervise.PATIENCE", 0.5)
    code = (
        "import signal, sys, time; signal.signal(15, signal.SIG_IGN); open(sys.argv[1], 'w').write('1'); time.sleep(60)"
    )
    with Supervisor(logs=tmp_path, environment={}) as supervisor:
        supervisor.start(Service("stubborn", (sys.executable, "-c", code, str(tmp_path / "ready"))))
        written(tmp_path / "ready")
        pid = supervisor.process_ids()[0]

    assert gone(pid)


def test_a_process_that_keeps_dying_is_restarted_a_bounded_number_of_times_with_its_log(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("config.laptop.supervise.PAUSE", 0)
    with Supervisor(logs=tmp_path, environment={}) as supervisor:
        supervisor.start(Service("broken", (sys.executable, "-c", "raise SystemExit('no such table')")))

        with pytest.raises(ServiceFailed, match=f"broken ended {RESTARTS + 1} times"):
            tend_for_ever(supervisor)

    assert (tmp_path / "broken.log").read_text() == "no such table\n" * (RESTARTS + 1)
    assert "broken ended with code 1" in capsys.readouterr().err


def test_services_get_the_environment_they_are_given(tmp_path):
    code = "import os, sys; open(sys.argv[1], 'w').write(os.environ['SOCKET_URL'])"
    with Supervisor(logs=tmp_path, environment={"SOCKET_URL": "ws://127.0.0.1:9"}) as supervisor:
        supervisor.start(Service("one", (sys.executable, "-c", code, str(tmp_path / "seen"))))

        assert written(tmp_path / "seen") == "ws://127.0.0.1:9"
    assert "SOCKET_URL" not in os.environ
