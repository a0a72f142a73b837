"""What a worker process gives up before it reads its first query.

Memory is limited by the kernel, and on Linux the process also gives up network
sockets: pyoxigraph would follow SERVICE, and the guard in front must not be
the only thing that stands between a query and the network.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys
from pathlib import Path

# seccomp(2) and prctl(2) constants from linux/seccomp.h, linux/filter.h and linux/audit.h.
PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2
RETURN_ALLOW = 0x7FFF0000
RETURN_EACCES = 0x00050000 | 13
LOAD_WORD = 0x20
JUMP_EQUAL = 0x15
RETURN = 0x06
OFFSET_NUMBER, OFFSET_ARCH = 0, 4

# machine → (AUDIT_ARCH constant, number of the socket system call)
SOCKET_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def limit_memory(extra_mb: int | None) -> bool:
    """Let the process grow by ``extra_mb`` MiB over what it holds now, ``None``: by anything.

    ``False`` where the system cannot tell or set it.
    """
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (ImportError, OSError):
        return False
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    unlimited = resource.RLIM_INFINITY
    soft = unlimited if extra_mb is None else pages * resource.getpagesize() + (extra_mb << 20)
    resource.setrlimit(resource.RLIMIT_AS, (soft, unlimited))
    return True


def give_up_sockets() -> bool:
    """Refuse every later ``socket(2)`` of this process with EACCES; ``False`` where that cannot be done."""
    call = SOCKET_CALLS.get(platform.machine())
    if not sys.platform.startswith("linux") or call is None:
        return False
    arch, number = call
    steps = [
        (LOAD_WORD, 0, 0, OFFSET_ARCH),
        (JUMP_EQUAL, 0, 3, arch),
        (LOAD_WORD, 0, 0, OFFSET_NUMBER),
        (JUMP_EQUAL, 0, 1, number),
        (RETURN, 0, 0, RETURN_EACCES),
        (RETURN, 0, 0, RETURN_ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = _Program(len(steps), ctypes.cast(code, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)
