# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop for one test script: an X server without a screen, a window manager, a session bus, the accessibility bus.

    session.py BUILD SCRIPT [ARGUMENT…]      ends with the script's exit code, or 77 when something is not installed

Whatever happens, nothing that was started here outlives it.
"""
import contextlib
import ctypes
import importlib.util
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SKIPPED = 77  # CTest's SKIP_RETURN_CODE
PROGRAMS = ("Xvfb", "openbox", "xdotool", "dbus-daemon")
SCREEN = "1600x1000x24"
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


def prctl(option, value):
    ctypes.CDLL(None, use_errno=True).prctl(option, value)


def missing(python):
    for program in PROGRAMS:
        if shutil.which(program) is None:
            return program
    if importlib.util.find_spec("pyatspi") is None:
        return "pyatspi"
    probe = subprocess.run([python, "-c", "import moto.server, boto3"], stderr=subprocess.DEVNULL, check=False)
    return "moto[server] for %s" % python if probe.returncode else None


def moto_python(build):
    """The Python that ./dev prepared: STATIONMASTER_PYTHON, else that of the build folder, else python3."""
    prepared = build / "venv" / "bin" / "python"
    return os.environ.get("STATIONMASTER_PYTHON") or (str(prepared) if prepared.exists() else "python3")


def start(*command, **options):
    """A child that the kernel ends when this process dies, of whatever."""
    return subprocess.Popen(command, preexec_fn=lambda: prctl(PR_SET_PDEATHSIG, signal.SIGKILL), **options)


def start_server(command, log, variables):
    """A server that says its address on the descriptor that takes the place of %d; returns the address."""
    reader, writer = os.pipe()
    start(*[word.replace("%d", str(writer)) for word in command], pass_fds=[writer], env=variables,
          stdout=log, stderr=log)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        return pipe.readline().strip()


def start_desktop(variables, log):
    """The display is the first free one, chosen by Xvfb itself; the accessibility bus comes with the first call to it."""
    variables["DISPLAY"] = ":" + start_server(
        ["Xvfb", "-displayfd", "%d", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"], log, variables)
    variables["DBUS_SESSION_BUS_ADDRESS"] = start_server(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=%d"], log, variables)
    start("openbox", "--sm-disable", env=variables, stdout=log, stderr=log)


def environment(folder, build):
    """Nothing of the user's own: no settings, no AWS profile, no keyring, no running desktop."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("AWS_", "XDG_", "QT_", "DBUS_", "GTK_", "WAYLAND_", "AT_SPI"))}
    for variable in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        place = folder / variable.lower()
        place.mkdir(mode=0o700)
        kept[variable] = str(place)
    kept.update(LC_ALL="C.UTF-8", TZ="UTC", NO_AT_BRIDGE="0", QT_QPA_PLATFORM="xcb", QT_ACCESSIBILITY="1",
                QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", SESSION_FOLDER=str(folder),
                STATIONMASTER_PYTHON=moto_python(build), STATIONMASTER_PROGRAM=str(build / "app" / "stationmaster"))
    return kept


def children(pid):
    with contextlib.suppress(OSError):
        for task in pathlib.Path("/proc/%d/task" % pid).iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from children(int(child))


def end_children():
    """There are more than were started here, for the buses start others; as subreaper we have them all."""
    deadline = time.monotonic() + 5
    for wanted in (signal.SIGTERM, signal.SIGKILL):
        for child in list(children(os.getpid())):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, wanted)
        while time.monotonic() < deadline - (3 if wanted == signal.SIGTERM else 0):
            with contextlib.suppress(ChildProcessError):
                if os.waitpid(-1, os.WNOHANG)[0] == 0:
                    time.sleep(0.02)
                continue
            return


def run(build, script, arguments):
    with tempfile.TemporaryDirectory(prefix="stationmaster-e2e-") as name, \
            open(os.path.join(name, "session.log"), "wb") as log:
        folder = pathlib.Path(name)
        variables = environment(folder, build)
        try:
            start_desktop(variables, log)
            quiet = ("-W", "ignore::DeprecationWarning")  # what pyatspi uses of its own foundations
            return start(sys.executable, "-B", *quiet, script, *arguments, env=variables).wait()
        finally:
            end_children()


def main():
    build = pathlib.Path(sys.argv[1])
    lacking = missing(moto_python(build))
    if lacking:
        print("skipped: %s is not installed" % lacking)
        return SKIPPED
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return run(build, sys.argv[2], sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
