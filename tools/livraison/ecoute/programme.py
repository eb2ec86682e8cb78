"""The program itself, on a chosen day: what is heard would otherwise never be twice the same.

    python programme.py JJ [COFFRE]      JJ: « 2026-11-30T09:12:00 »

Its clock goes on from there, as fast as any other. A line « avance MINUTES » on stdin moves it further: nobody waits half an
hour in front of a hidden screen.
"""

import datetime as dt
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent.parent))

from droits_usagers import app
from droits_usagers.places import find_places
from droits_usagers.services.ensemble import Services


class Horloge:
    """As that of the program, from another instant."""

    def __init__(self, depart: dt.datetime) -> None:
        self._ecart = depart - app.now()

    def now(self) -> dt.datetime:
        """What time it is there."""
        return app.now() + self._ecart

    def today(self) -> dt.date:
        """What day."""
        return self.now().date()

    def listen(self) -> None:
        """Goes forward each time it is asked."""
        for ligne in sys.stdin:
            self._ecart += dt.timedelta(minutes=float(ligne.split()[1]))


def main() -> int:
    """The window; 0 once it is closed."""
    horloge = Horloge(dt.datetime.fromisoformat(sys.argv[1]).astimezone())
    threading.Thread(target=horloge.listen, daemon=True).start()
    from droits_usagers.ui.fenetre.application import run

    return run(Services(places=find_places(), today=horloge.today, now=horloge.now))


if __name__ == "__main__":
    sys.exit(main())
