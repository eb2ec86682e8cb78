"""Kills a program that writes to a coffre, again and again, and looks at what is left. Run as a program of its own (it forks).

Usage: harceleur.py DOSSIER KILLS SEED ecrire|phrase. `ecrire` does every use case that writes; `phrase` changes the phrase back
and forth. Prints, as JSON, how many kills were made, how many writes had been acknowledged, how many kills left something
beside the coffre, and the first thing that went wrong (empty when nothing did).

Each child opens the coffre and does one use case after the other; once a use case has returned, it writes on a pipe what must
now be true. After the kill another child opens the coffre, checks all of it, and compares.
"""

import json
import os
import random
import select
import signal
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from droits_usagers.vault import ouverture, restauration  # noqa: F401 - loaded once, before forking
from droits_usagers.vault.retablissement import journal_of
from tests.coffres import AUTRE_PHRASE, PHRASE, Horloge, erase, full, make_coffres, simple

_LONG_DELAY = 0.15
#: How often the child is killed after it opened the coffre; the rest of the time, perhaps while it is opening it.
_READY = 0.9


class Ecrivain:
    """Does random things to a coffre, and acknowledges each on a pipe once it is done."""

    def __init__(self, coffre: Coffre, horloge: Horloge, hasard: random.Random, tube: int) -> None:
        self._coffre = coffre
        self._horloge = horloge
        self._hasard = hasard
        self._tube = tube

    def work(self) -> None:
        gestes = (
            self.create,
            self.record,
            self.letter,
            self.draft,
            self.edit,
            self.throw,
            self.erase,
            self.backup,
            self.refresh,
        )
        poids = (6, 6, 3, 6, 3, 2, 1, 1, 2)
        while True:
            (geste,) = self._hasard.choices(gestes, poids)
            self._horloge.advance(seconds=61)
            geste()

    def say(self, **fait: object) -> None:
        os.write(self._tube, (json.dumps(fait) + "\n").encode())

    def any_reference(self) -> str:
        lignes = self._coffre.liste.page(taille=500).lignes
        return self._hasard.choice(lignes).reference if lignes else self.create()

    def create(self) -> str:
        cle = self._coffre.brouillons.save(full())
        reference = self._coffre.dossiers.create(full(), brouillon=cle)
        self.say(reference=reference, faits=2, draft_gone=cle)
        return reference

    def record(self) -> None:
        reference = self.any_reference()
        self._coffre.faits.take(FaitANoter(reference, Evenement(self._horloge.today(), TypeEvenement.RELANCE_ENVOYEE)))
        self.say(reference=reference, faits=len(self._coffre.dossiers.read(reference).faits))

    def letter(self) -> None:
        reference = self.any_reference()
        contenu = self._hasard.randbytes(self._hasard.choice((500, 60_000)))
        numero = self._coffre.lettres.keep(
            reference, etape="demande", gabarit=GabaritUtilise("a", "1", "b"), nom="l", contenu=contenu
        )
        self.say(reference=reference, courrier=numero)

    def draft(self) -> None:
        cle = self._hasard.choice(("b1", "b2"))
        texte = str(self._hasard.random())
        self._coffre.brouillons.save(simple(texte), cle=cle)
        self.say(draft=cle)

    def edit(self) -> None:
        reference = self.any_reference()
        self._coffre.dossiers.update(reference, simple(str(self._hasard.random())))
        self.say(reference=reference)

    def throw(self) -> None:
        reference = self.any_reference()
        self._coffre.corbeille.put(reference)
        self._coffre.corbeille.take_back(reference)
        self.say(reference=reference)

    def erase(self) -> None:
        reference = self.any_reference()
        # An erasure that was asked for may have happened even if it was not acknowledged.
        self.say(reference=reference, erasing=True)
        erase(self._coffre, [reference])
        self.say(reference=reference, erased=True)

    def backup(self) -> None:
        self._coffre.backup()
        self.say(backup=True)

    def refresh(self) -> None:
        list(self._coffre.liste.refresh())


def fork(action: Callable[[int], None]) -> tuple[int, int]:
    """Runs something in a child that can say things on a pipe. Returns its number and the pipe."""
    lu, ecrit = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(lu)
        action(ecrit)
        os._exit(0)
    os.close(ecrit)
    return pid, lu


def heard(tube: int, patience: float | None = None) -> list[dict[str, object]]:
    """Everything said on a pipe, until it closes or patience runs out after the first word."""
    octets = b""
    while select.select([tube], [], [], patience)[0]:
        bloc = os.read(tube, 65_536)
        if not bloc:
            break
        octets += bloc
    return [json.loads(ligne) for ligne in octets.split(b"\n")[:-1]]


def check(coffre: Coffre, dits: list[dict[str, object]]) -> str:
    """The first thing that is no longer true of what was acknowledged; empty when all of it is."""
    if not coffre.verify().saine:
        return "damaged"
    effaces = {dit["reference"] for dit in dits if "erasing" in dit}
    restants = [dit for dit in dits if dit.get("reference") not in effaces]
    return next((json.dumps(dit) for dit in restants if is_lost(coffre, dit)), "")


def is_lost(coffre: Coffre, dit: dict[str, object]) -> bool:
    """True if what was said done is not there any more. Later work only adds facts and letters, and replaces drafts."""
    brouillons = {brouillon.cle for brouillon in coffre.brouillons.latest()}
    if "draft" in dit:
        return dit["draft"] not in brouillons
    if "reference" not in dit:
        return False
    lu = coffre.dossiers.read(str(dit["reference"]))
    return (
        len(lu.faits) < int(str(dit.get("faits", 0)))
        or ("courrier" in dit and dit["courrier"] not in {courrier.numero for courrier in lu.courriers})
        or dit.get("draft_gone") in brouillons
    )


def kill_while(action: Callable[[int], None], attendre: float, *, once_ready: bool) -> list[dict[str, object]]:
    """Runs something in a child, kills it a while after it is ready (or after it started), and returns what it had said."""
    pid, tube = fork(action)
    if once_ready:
        select.select([tube], [], [])
    # The delay before the kill is the experiment itself.
    select.select([], [], [], attendre)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    dits = heard(tube)
    os.close(tube)
    return [dit for dit in dits if "ready" not in dit]


def answer_of(action: Callable[[int], None]) -> str:
    """What a child, left alone, says is wrong."""
    pid, tube = fork(action)
    reponses = heard(tube)
    os.close(tube)
    os.waitpid(pid, 0)
    return str(reponses[0]["wrong"]) if reponses else "does not open"


class Harcelement:
    """One coffre, and what is done to it between two kills."""

    def __init__(self, dossier: Path, hasard: random.Random) -> None:
        self.chemin = dossier / "harcele.coffre"
        self._hasard = hasard
        self._horloge = Horloge()
        #: The longest wait before a kill, in seconds: until something was acknowledged, a busy machine is given twice as long.
        self._delai = _LONG_DELAY
        self._rien_encore = True
        self._coffres = make_coffres(self._horloge)
        coffre = self._coffres.create(self.chemin, PHRASE, accept_weak=True)
        coffre.dossiers.create(full())
        coffre.close()

    def once(self, genre: str) -> tuple[int, bool, str]:
        """One kill: how many writes were acknowledged, whether a journal was left, what went wrong."""
        graine = self._hasard.random()
        self._horloge.advance(hours=1)
        action = {"ecrire": self._write, "phrase": self._change_phrase}[genre]
        dits = kill_while(
            lambda tube: action(tube, random.Random(graine)),
            self._hasard.uniform(0, self._delai),
            once_ready=self._hasard.random() < _READY,
        )
        self._rien_encore = self._rien_encore and not dits
        if self._rien_encore:
            self._delai = min(2 * self._delai, 20)
        # A write leaves its journal; a change of phrase, the file that was to take the place of the coffre.
        journal = journal_of(self.chemin).exists() or any(self.chemin.parent.glob(".*.tmp"))
        self._horloge.advance(hours=1)
        return len(dits), journal, answer_of(lambda tube: self._look(tube, dits))

    def _open(self) -> tuple[Coffre, str]:
        """With one phrase or the other, and which."""
        try:
            return self._coffres.open(self.chemin, PHRASE), PHRASE
        except ExpectedError as error:
            if error.panne is not Panne.PHRASE_REFUSEE:
                raise
        return self._coffres.open(self.chemin, AUTRE_PHRASE), AUTRE_PHRASE

    def _write(self, tube: int, hasard: random.Random) -> None:
        coffre, _ = self._open()
        os.write(tube, b'{"ready": true}\n')
        Ecrivain(coffre, self._horloge, hasard, tube).work()

    def _change_phrase(self, tube: int, _: random.Random) -> None:
        coffre, actuelle = self._open()
        autre = AUTRE_PHRASE if actuelle is PHRASE else PHRASE
        os.write(tube, b'{"ready": true}\n')
        while True:
            coffre.change_phrase(actuelle, autre, accept_weak=True)
            actuelle, autre = autre, actuelle
            self._horloge.advance(seconds=61)
            os.write(tube, b'{"phrase": true}\n')

    def _look(self, tube: int, dits: list[dict[str, object]]) -> None:
        coffre, _ = self._open()
        os.write(tube, (json.dumps({"wrong": check(coffre, dits)}) + "\n").encode())
        coffre.close()


def main(dossier: Path, kills: int, graine: int, genre: str) -> None:
    """The whole experiment, then its result as JSON."""
    harcelement = Harcelement(dossier, random.Random(graine))
    bilan: dict[str, object] = {"kills": 0, "acknowledged": 0, "journals": 0, "wrong": ""}
    acknowledged = journals = 0
    for rang in range(1, kills + 1):
        dits, journal, wrong = harcelement.once(genre)
        acknowledged += dits
        journals += journal
        bilan = {"kills": rang, "acknowledged": acknowledged, "journals": journals, "wrong": wrong}
        if wrong:
            break
    sys.stdout.write(json.dumps(bilan))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
