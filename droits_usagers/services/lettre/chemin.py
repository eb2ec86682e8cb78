"""Where a person is on a path of screens, and how they move along it."""

from abc import abstractmethod

from droits_usagers.services.lettre.ecrans import FIN, RELIRE, REPONDRE, SITUATION, Ecran, Step


class CheminEcrans:
    """A place on the present path. The path itself depends on the answers: it may change under one's feet."""

    _ecran: str
    _seen: set[Step]

    @property
    @abstractmethod
    def screens(self) -> tuple[Ecran, ...]:
        """The screens of the present path, in order."""

    @property
    def ecran(self) -> Ecran:
        """Where the person is; of what is asked no more about the demande, the first screen about it."""
        screens = self.screens
        fallback = RELIRE if self._ecran in (FIN.cle, REPONDRE.cle) and RELIRE in screens else SITUATION
        autour = screens if self._ecran.startswith(f"{Step.DEMANDE}.") else ()
        voisin = next((ecran for ecran in autour if ecran.step is Step.DEMANDE), fallback)
        return next((ecran for ecran in screens if ecran.cle == self._ecran), voisin)

    def forward(self) -> None:
        """One screen on; at the last one, nothing."""
        self._move(1)

    def back(self) -> None:
        """One screen back; at the first one, nothing."""
        self._move(-1)

    def _move(self, pas: int) -> None:
        screens = self.screens
        rang = screens.index(self.ecran) + pas
        self.go_to(screens[min(max(rang, 0), len(screens) - 1)].cle)

    def go_to(self, ecran: str) -> None:
        """Straight to a screen of the path, by its key."""
        self._seen.add(self.ecran.step)
        self._ecran = ecran

    def go_to_step(self, step: Step) -> None:
        """Straight to the first screen of a step, if the path has one."""
        first = next((ecran for ecran in self.screens if ecran.step is step), None)
        if first is not None:
            self.go_to(first.cle)
        elif step is Step.FIN:
            self.go_to(RELIRE.cle)

    def was_seen(self, step: Step) -> bool:
        """True if the person has been there."""
        return step in self._seen
