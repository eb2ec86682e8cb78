"""Coming back from « L'écran est caché » where a desk has set a code: each wrong one makes the next wait longer."""

import datetime as dt
import hmac
from collections.abc import Callable

#: Wrong ones that cost nothing: fingers slip.
GRATUITS = 3
_PREMIERE = dt.timedelta(seconds=5)
#: Never longer: everything is erased before that anyway.
_PLUS_LONGUE = dt.timedelta(minutes=5)


class Retour:
    """Compares, counts, and says how long before another try. It never sleeps: time is asked of `now`."""

    def __init__(self, code: str, now: Callable[[], dt.datetime]) -> None:
        self._code = code
        self._now = now
        self._rates = 0
        self._depuis = now()

    @property
    def is_asked(self) -> bool:
        """True where a code was set."""
        return bool(self._code)

    def left(self) -> dt.timedelta:
        """How long before another try is looked at; zero when it would be now."""
        attente = self._wait()
        passe = self._now() - self._depuis
        # A clock that was set back must not make anyone wait for hours.
        return min(max(attente - passe, dt.timedelta()), attente)

    def try_code(self, saisi: str) -> bool:
        """True if it is the code. While there is still to wait, nothing is looked at, and nothing counted."""
        if self.left():
            return False
        if hmac.compare_digest(saisi.strip().encode(), self._code.encode()):
            self._rates = 0
            return True
        self._rates += 1
        self._depuis = self._now()
        return False

    def reset(self) -> None:
        """Everything was erased: the next person did not miss anything."""
        self._rates = 0

    def _wait(self) -> dt.timedelta:
        if self._rates < GRATUITS:
            return dt.timedelta()
        # Doubling stops early: 2 to the power of a thousand is no length of time.
        fois: int = 2 ** min(self._rates - GRATUITS, 10)
        return min(_PREMIERE * fois, _PLUS_LONGUE)
