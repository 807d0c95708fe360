# SPDX-License-Identifier: GPL-3.0-or-later
"""No orphans: the server ends when its parent does, whatever the parent died of."""
import ctypes
import os
import signal
import sys
import threading

PR_SET_PDEATHSIG = 1
INIT = 1


def end_with_parent():
    """Asks the kernel for SIGKILL at the parent's death: that also covers a parent killed with SIGKILL."""
    parent = os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent == INIT or os.getppid() != parent:  # it died before the kernel had been told
        os._exit(0)


def end_with_standard_input():
    """Ends the process, at once, when the other end of standard input is closed."""
    threading.Thread(target=_end_at_its_end, name="lifeline", daemon=True).start()


def wait_for_standard_input_to_end():
    while sys.stdin.buffer.raw.read(4096):
        pass


def _end_at_its_end():
    wait_for_standard_input_to_end()
    os._exit(0)
