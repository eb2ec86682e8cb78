"""Run by a plain Python from inside the folder that is delivered for Windows; and, for a coffre, by that of Linux too.

essai_dedans.py coffre FILE PHRASE       what the coffre holds, as a digest that is the same everywhere
essai_dedans.py processus LAUNCHER       everything that the limited process does, begun by the launcher that is delivered
essai_dedans.py limites                  what ends it: computing without end, and taking memory without end
essai_dedans.py ligne COMMAND            runs a line as it is
essai_dedans.py occupe PROGRAM COMMAND   runs it while that program is open: the code it ends with
"""

import dataclasses
import datetime as dt
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: What the template of the trial adds to ours.
MARQUE = "Avec le modèle de la permanence."
_COMBIEN = 40
#: Ten times what the child may compute is when it would be ended whatever it does.
_AVANT_LA_PATIENCE_S = 15.0
#: What CreateProcess calls a program that is there and has not begun.
_SUSPENDU = 0x4


def digest_of_coffre(chemin: str, phrase: str) -> str:
    """How many dossiers there are, and a digest of all that they say."""
    from droits_usagers.app import make_services

    with closing(make_services().coffres.open(Path(chemin), phrase)) as coffre:
        lignes = coffre.liste.page(taille=1000).lignes
        lus = [dataclasses.asdict(coffre.dossiers.read(ligne.reference).demande) for ligne in lignes]
    dits = sorted(json.dumps(lu, default=str) for lu in lus)
    return f"{len(dits)} {hashlib.sha256(json.dumps(dits).encode()).hexdigest()}"


def hold(vrai: object, quoi: str) -> None:
    """Ends all when it is not so."""
    if not vrai:
        sys.exit(quoi)


def try_limited_process(lanceur: str) -> str:
    """What came of each; an assertion that does not hold ends all."""
    # What the launcher says of itself: its children are the launcher.
    sys.frozen = True  # type: ignore[attr-defined]
    sys.executable = sys._base_executable = lanceur  # type: ignore[attr-defined]  # noqa: SLF001
    from droits_usagers.app import make_services
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
    from droits_usagers.services.dossier.pieces import Liseuse
    from droits_usagers.services.lettre.courriers import Format
    from droits_usagers.services.serie.noms import read_personnes
    from droits_usagers.services.serie.serie import Serie

    services = make_services()
    courriers, faits = services.courriers, {}

    services.carnet.set(services.carnet.reglages, keep=True)
    hold((Path(lanceur).parent / "portable" / "reglages.toml").is_file(), "the settings are elsewhere")
    faits["reglages"] = "dans « portable »"

    lettre = courriers.compose(Demande("acces"))
    hold(MARQUE in courriers.text(lettre), "MARQUE in courriers.text(lettre)")
    faits["modele"] = "rendu"

    pdf = courriers.render(lettre, Format.PDF).contenu
    liseuse = Liseuse()
    ouvert = liseuse.open(pdf)
    image = liseuse.page(0, 400)
    hold(ouvert.pages == 1, "ouvert.pages == 1")
    hold(len({*image.octets}) > 1, "the page is blank")
    hold("permanence" in liseuse.text(0), '"permanence" in liseuse.text(0)')
    liseuse.close()
    faits["pdf_recu"] = f"{ouvert.pages} page, {image.largeur} x {image.hauteur} pixels"

    serie = Serie(services.catalogue.demarches)
    serie.choose("acces")
    jour = dt.date(2026, 11, 24)
    serie.personnes = read_personnes("\n".join(f"Martin{rang} Jeanne" for rang in range(_COMBIEN)), jour).valeurs
    serie.organismes = (Organisme("CD", GenreOrganisme.DEPARTEMENT, territoire="93"),)
    lettres = [courriers.compose(prevu.demande) for prevu in serie.projet(jour).plan(jour)]
    hold(all(MARQUE in courriers.text(lettre) for lettre in lettres), "a letter without the template")
    liasse = courriers.join([courriers.render(lettre, Format.PDF).contenu for lettre in lettres])
    pages = courriers.typographe_pieces.count(liasse)
    hold(pages >= _COMBIEN, "pages >= _COMBIEN")
    courriers.close()
    faits["serie"] = f"{len(lettres)} lettres"
    faits["liasse"] = f"{pages} pages"
    return json.dumps(faits)


def go_too_far(fil: "Connection") -> None:
    """The child: computes for as long, or takes as many megabytes, as it is told."""
    from droits_usagers.letters.lettre.processus import answer_all

    def answer(question: object) -> bytes:
        quoi, combien = cast("tuple[str, float]", question)
        fin = time.process_time() + combien
        while quoi == "calculer" and time.process_time() < fin:
            pass
        pris = [b"x" * (1 << 20) for _ in range(int(combien))] if quoi == "prendre" else []
        return f"{len(pris)}".encode()

    answer_all(fil, answer)


def try_limits() -> str:
    """Where the child is ended, in seconds that it computes and in megabytes; what is less than that is answered."""
    from droits_usagers.letters.lettre.processus import Limites, Processus

    processus = Processus(go_too_far, Limites(2.0))
    hold(processus.ask(("calculer", 0.5)) == b"0", "half a second is too long")
    hold(processus.ask(("prendre", 500)) == b"500", "half a gigabyte is too much")
    for question in (("calculer", 60.0), ("prendre", 4000)):
        debut = time.monotonic()
        try:
            hold(not processus.ask(question), f"{question} was answered")
        except (OSError, EOFError):
            hold(time.monotonic() - debut < _AVANT_LA_PATIENCE_S, f"{question} was only waited for")
    hold(processus.ask(("calculer", 0.0)) == b"0", "nothing is answered after that")
    processus.close()
    return "calcul et mémoire comptés, terminé au-delà, et ce qui suit est répondu"


def run_line(ligne: str) -> str:
    """A command as it would be typed; one that ends badly ends all."""
    code = subprocess.run(ligne, check=False).returncode
    hold(code == 0, f"{ligne} -> {code}")
    return ""


def run_while_open(programme: str, ligne: str) -> str:
    """Nothing happens in the program: it is there, and its file is taken."""
    ouvert = subprocess.Popen([programme], creationflags=_SUSPENDU)
    code = subprocess.run(ligne, check=False).returncode
    ouvert.kill()
    return str(code)


if __name__ == "__main__":
    ordre, *reste = sys.argv[1:]
    ordres: dict[str, Callable[..., str]] = {
        "coffre": digest_of_coffre,
        "processus": try_limited_process,
        "limites": try_limits,
        "ligne": run_line,
        "occupe": run_while_open,
    }
    sys.stdout.write(ordres[ordre](*reste))
