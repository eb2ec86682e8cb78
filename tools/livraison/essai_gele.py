"""What the frozen program is asked by its own Python: what it does in its limited process, and what no command does.

It is not run from here: its text is handed to the program that was installed, as multiprocessing hands it what to do
(`handed_over`), with the tests of the repository on the path for the dossiers they invent. One line of JSON says what was seen.
"""

import json
import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: Where the tests are, inside the root.
TESTS = "/essai"
#: The arguments by which a frozen program reads what to do from its standard input.
ARGUMENTS = ("--multiprocessing-fork", "tracker_fd=None", "pipe_handle=0")


class _ARunner:
    def __init__(self, texte: str) -> None:
        self._texte = texte

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str, dict[str, str]]]:
        return exec, (self._texte, {"__name__": "__main__"})


def handed_over(texte: str) -> bytes:
    """What to write on the standard input of the program for it to run this text."""
    return pickle.dumps(_ARunner(texte), protocol=4)


def main() -> None:
    """Each trial in turn."""
    # What is read here came as a process to be: this one starts others.
    multiprocessing.process.current_process()._inheriting = False  # type: ignore[attr-defined]  # noqa: SLF001
    sys.path.append(TESTS)
    faits: dict[str, Any] = {"gele": bool(getattr(sys, "frozen", False)), "executable": sys.executable}
    for essai in (read_received, refuse_harmful, bind, write_many):
        faits[essai.__name__] = essai()
    faits["ssl"] = "ssl" in sys.modules
    faits["bibliotheques_pour_les_autres"] = os.environ.get("LD_LIBRARY_PATH", "") + os.environ.get("QT_PLUGIN_PATH", "")
    print(json.dumps(faits), flush=True)


def _pdf(texte: str) -> bytes:
    import typst

    return bytes(typst.compile(texte.encode()))


def read_received() -> dict[str, Any]:
    """A PDF that someone sent: its pages, one drawn, its text."""
    from droits_usagers.services.dossier.pieces import Liseuse

    liseuse = Liseuse()
    ouvert = liseuse.open(_pdf("Nous refusons.\n#pagebreak()\nsuite"))
    image = liseuse.page(0, 400)
    enfants = [Path(f"/proc/{enfant.pid}/cmdline").read_bytes().split(b"\0") for enfant in multiprocessing.active_children()]
    vu = {"pages": ouvert.pages, "points": image.largeur, "texte": liseuse.text(0).strip()}
    liseuse.close()
    return vu | {"enfants": [enfant[1].decode() for enfant in enfants]}


def refuse_harmful() -> str:
    """A file that is no PDF beyond its first bytes is refused, and the next one is read."""
    from droits_usagers.domain.socle.errors import ExpectedError
    from droits_usagers.services.dossier.pieces import Liseuse

    liseuse = Liseuse()
    try:
        liseuse.open(b"%PDF-1.7\n" + b"\0" * 10_000)
    except ExpectedError as error:
        refus = error.panne.value
    else:
        refus = ""
    assert liseuse.open(_pdf("bien")).pages == 1  # noqa: S101 - a trial
    liseuse.close()
    return refus


def bind() -> list[str]:
    """The exhibits of a complaint, put together: the first words of each page."""
    from pypdfium2 import PdfDocument

    from droits_usagers.domain.dossier.dossiers import GenrePiece
    from droits_usagers.services.envois.chantier import ChantierFichiers, DepartEnvois
    from droits_usagers.services.envois.pieces import PiecesDePlainte
    from droits_usagers.services.envois.tri import Geste
    from tests.services.en_masse import JOUR, SILENCE, T, demande, run, sort

    services, coffre, dossier = _workshop("pieces")
    reference = coffre.dossiers.create(demande(*SILENCE, (40, T.REFUS), (30, T.RELANCE_ENVOYEE)))
    envoyee = _pdf("La lettre envoyée\n#pagebreak()\nsuite")
    coffre.pieces.attach(reference, envoyee, nom="envoyee", genre=GenrePiece.VERSION_ENVOYEE)
    pieces = PiecesDePlainte(services=services, dossier=dossier, today=JOUR)
    lignes = sort(services, coffre, Geste.PLAINTE_CNIL, reference)
    depart = DepartEnvois(services.courriers, services.departs)
    run(ChantierFichiers(depart=depart, lignes=lignes, dossier=dossier, suite=pieces), coffre)
    document = PdfDocument(pieces.fichiers[0].read_bytes())
    pages = [document[rang].get_textpage().get_text_bounded() for rang in range(len(document))]
    coffre.close()
    services.courriers.close()
    return [" ".join(page.split())[:24] for page in pages]


def write_many() -> dict[str, int]:
    """Forty reminders at once, each in its file, with a template of one's own: all go through the limited process."""
    from droits_usagers.services.envois.chantier import ChantierFichiers, DepartEnvois
    from droits_usagers.services.envois.tri import Geste
    from tests.services.en_masse import SILENCE, demande, run, sort

    services, coffre, dossier = _workshop("relances")
    references = [coffre.dossiers.create(demande(*SILENCE, nom=f"Nom{rang}")) for rang in range(40)]
    depart = DepartEnvois(services.courriers, services.departs)
    run(ChantierFichiers(depart=depart, lignes=sort(services, coffre, Geste.RELANCE, *references), dossier=dossier), coffre)
    fichiers = list(dossier.iterdir())
    coffre.close()
    services.courriers.close()
    return {"fichiers": len(fichiers), "vides": sum(not fichier.stat().st_size for fichier in fichiers)}


def _workshop(nom: str) -> tuple[Any, Any, Path]:
    """The services, a coffre, and an empty folder."""
    from droits_usagers.places import find_places
    from droits_usagers.services.ensemble import Services
    from tests.coffres import Horloge
    from tests.services.en_masse import make_coffre

    horloge = Horloge()
    services = Services(find_places(), horloge.today, horloge.now)
    coffre = make_coffre(services, Path(f"{nom}.coffre").absolute())
    dossier = Path(nom).absolute()
    dossier.mkdir()
    return services, coffre, dossier


if __name__ == "__main__":
    main()
    sys.exit()
