"""What a process of its own takes of the computer, counted by us where the system does not limit it: under Windows."""

import ctypes
import math
import os
import sys
import time
from threading import Event, Thread

#: How long, in seconds, until one looks again.
REGARD_S = 0.05


class Compteur(Thread):
    """In the process: ends it once it has computed as long as it may.

    What keeps Python from going on keeps this from looking: it is ended by the other end, that waits ten times longer.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._jusque = math.inf

    def limit(self, duree_s: float) -> None:
        """From now on; 0: as long as it likes."""
        self._jusque = time.process_time() + (duree_s or math.inf)
        if not self.is_alive():
            self.start()

    def run(self) -> None:
        """Until the process ends."""
        attente = Event()
        while not attente.wait(REGARD_S):
            if time.process_time() > self._jusque:
                os._exit(1)


class _Compte(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS, as psapi.h lays it out."""

    _fields_ = (
        ("taille", ctypes.c_uint32),
        ("defauts", ctypes.c_uint32),
        *((nom, ctypes.c_size_t) for nom in ("present_max", "present", "pagine_max", "pagine", "fixe_max", "fixe")),
        ("engage", ctypes.c_size_t),
        ("engage_max", ctypes.c_size_t),
    )


def memory_taken_by(poignee: int) -> int:
    """The most bytes that the process that Windows knows by this handle had at once; 0 elsewhere, where the system limits it.

    Raises OSError when Windows does not say.
    """
    if sys.platform != "win32":
        return 0
    noyau, compte = ctypes.WinDLL("kernel32", use_last_error=True), _Compte()
    compte.taille = ctypes.sizeof(compte)
    if not noyau.K32GetProcessMemoryInfo(ctypes.c_void_p(poignee), ctypes.byref(compte), compte.taille):
        raise ctypes.WinError(ctypes.get_last_error())
    return int(compte.engage_max)
