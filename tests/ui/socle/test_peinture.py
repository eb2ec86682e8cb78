"""Where the system takes no PDF, pages are painted: at their size, on their paper, and nothing is left behind."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from droits_usagers.domain.controle.libre import grant
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.impression import Face, PageImprimee, Part, Support, Travail
from droits_usagers.services.socle.imprimeries import ImprimerieCups, private_spool, sweep
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.socle.peinture import ImprimerieQt, make_printer, paint
from droits_usagers.ui.socle.sorties import SortiesEcran
from tests.imprimantes import Cups
from tests.outils import besoin_de, sous_linux
from tests.ui.socle.conftest import Answer, go_on

pytestmark = pytest.mark.usefixtures("qapp")

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><rect x="50" y="100" width="200" height="20"/></svg>'
DEBOUT, COUCHEE = _SVG.format(595, 842).encode(), _SVG.format(842, 595).encode()
GRANDE, GRANDE_COUCHEE = _SVG.format(842, 1191).encode(), _SVG.format(1191, 842).encode()


def liasse(*pages: bytes, en_deux: Liasse | None = None) -> Liasse:
    return Liasse(b"", (Support.A4,) * len(pages), dessiner=lambda: pages, en_deux=en_deux)


def job(*vues: PageImprimee, support: Support = Support.A4, reduit: bool = False) -> Travail:
    return Travail(0, support, Face.RECTO, vues, reduit=reduit)


def painted(travail: Travail, une: Liasse, dossier: Path) -> list[tuple[int, int]]:
    """The size of each page that came out, in points."""
    imprimante = make_printer("", "Document")
    imprimante.setOutputFileName(str(dossier / "sortie.pdf"))
    assert paint(imprimante, travail, une)
    nombre = str(len(travail.vues))
    dit = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", nombre, dossier / "sortie.pdf"], capture_output=True, text=True, check=True
    ).stdout
    mots = [ligne.split(":")[1].split() for ligne in dit.splitlines() if ligne.startswith("Page ") and "size" in ligne]
    return [(round(float(mot[0])), round(float(mot[2]))) for mot in mots]


def dark(dossier: Path, rang: int) -> tuple[int, int, int, int]:
    """Where something is drawn on a page: left, top, width, height, in points."""
    commande = ["pdftoppm", "-r", "72", "-gray", "-f", str(rang), "-l", str(rang), "-singlefile", str(dossier / "sortie.pdf")]
    brut = subprocess.run(commande, capture_output=True, check=True).stdout
    _, taille, _, points = brut.split(b"\n", 3)
    large, haut = map(int, taille.split())
    noirs = [(place % large, place // large) for place in range(large * haut) if points[place] < 128]
    gauche, dessus = min(x for x, _ in noirs), min(y for _, y in noirs)
    return gauche, dessus, max(x for x, _ in noirs) - gauche + 1, max(y for _, y in noirs) - dessus + 1


@besoin_de("pdfinfo", "pdftoppm")
@pytest.mark.parametrize(
    ("travail", "une", "tailles"),
    [
        (job(PageImprimee(0), PageImprimee(1)), liasse(DEBOUT, COUCHEE), [(595, 842), (842, 595)]),
        (job(PageImprimee(0), support=Support.A3), liasse(GRANDE), [(842, 1191)]),
        (job(PageImprimee(0), support=Support.LETTER), liasse(DEBOUT), [(612, 792)]),
        (job(PageImprimee(0, Part.DEBUT), PageImprimee(0, Part.FIN)), liasse(GRANDE), [(842, 595)] * 2),
        (job(PageImprimee(0, refaite=True)), liasse(GRANDE, en_deux=liasse(COUCHEE)), [(842, 595)]),
    ],
    ids=["tournees", "a3", "letter", "moities", "refaite"],
)
def test_a_page_keeps_its_size_on_any_sheet(
    travail: Travail, une: Liasse, tailles: list[tuple[int, int]], tmp_path: Path
) -> None:
    assert painted(travail, une, tmp_path) == tailles
    # What is drawn is near its top: a second half is blank.
    for rang in (rang for rang, vue in enumerate(travail.vues, start=1) if vue.part is not Part.FIN):
        assert dark(tmp_path, rang) == pytest.approx((50, 100, 200, 20), abs=1)


@besoin_de("pdfinfo", "pdftoppm")
def test_a_page_is_made_smaller_only_when_told(tmp_path: Path) -> None:
    assert painted(job(PageImprimee(0), reduit=True), liasse(GRANDE), tmp_path) == [(595, 842)]
    *_, large, haut = dark(tmp_path, 1)
    assert large == pytest.approx(200 * 0.69, abs=4)
    assert haut == pytest.approx(20 * 0.69, abs=2)


@besoin_de("pdfinfo", "pdftoppm")
def test_the_halves_of_a_wide_page_are_its_left_and_its_right(tmp_path: Path) -> None:
    assert (
        painted(job(PageImprimee(0, Part.DEBUT), PageImprimee(0, Part.FIN)), liasse(GRANDE_COUCHEE), tmp_path)
        == [(595, 842)] * 2
    )
    assert dark(tmp_path, 1) == pytest.approx((50, 100, 200, 20), abs=1)


def test_a_print_job_names_nobody_and_covers_the_whole_sheet() -> None:
    imprimante = make_printer("", "Document")
    assert (imprimante.docName(), imprimante.creator(), imprimante.copyCount()) == ("Document", "", 1)
    assert imprimante.fullPage()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_said(tmp_path: Path) -> None:
    imprimante = make_printer("", "Document")
    imprimante.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    imprimante.setOutputFileName(str(tmp_path / "absent" / "imprime.pdf"))
    assert not paint(imprimante, job(PageImprimee(0)), liasse(DEBOUT))
    with pytest.raises(ExpectedError) as refus:
        ImprimerieQt("Document").send("partie", job(PageImprimee(0)), liasse(DEBOUT))
    assert refus.value.panne is Panne.IMPRIMANTE_REFUSE


# Through a real queue, without the program that takes a PDF


@sous_linux
@besoin_de("cupsd", "lp")
def test_without_that_program_pages_are_painted_and_the_file_of_qt_is_gone(
    ecran: SortiesEcran,
    cups: Cups,
    letters: Callable[[int], list[Liasse]],
    answer: Answer,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(ImprimerieCups, "program", staticmethod(lambda: None))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    answer(go_on("americaine"))
    assert ecran.print_pages(grant(letters(1)))
    (travail,) = cups.came_out(1)
    assert set(travail.tailles) == {(595, 842)}
    assert travail.options["sides"] == "one-sided"
    assert list(tmp_path.iterdir()) == []
    assert os.environ["TMPDIR"] == str(tmp_path)


_MEURT = """
import os, signal, sys
from droits_usagers.services.socle.imprimeries import private_spool
with private_spool() as tampon:
    (tampon.dossier / "lettre").write_bytes(b"nom")
    print("la", flush=True)
    sys.stdin.read()
"""


@sous_linux
def test_what_a_program_that_died_left_is_swept_and_what_another_prints_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, racine: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", _MEURT], cwd=racine, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as imprime:
        assert imprime.stdout is not None
        assert imprime.stdout.readline() == b"la\n"
        (reste,) = tmp_path.glob("*/lettre")
        # Another name of the same file, to see what became of it.
        temoin = tmp_path / "temoin"
        temoin.hardlink_to(reste)
        sweep()
        assert reste.read_bytes() == b"nom"
        imprime.send_signal(signal.SIGKILL)
    assert reste.exists()
    sweep()
    assert not reste.parent.exists()
    assert temoin.read_bytes() == b"\0\0\0"


@sous_linux
def test_what_is_still_held_is_written_over_and_goes_at_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows removes nothing that is open."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with monkeypatch.context() as windows:
        windows.setattr("droits_usagers.services.socle.imprimeries.shutil.rmtree", lambda *_, **__: None)
        with private_spool() as tampon:
            (tampon.dossier / "lettre").write_bytes(b"nom")
    assert (tampon.dossier / "lettre").read_bytes() == b"\0\0\0"

    sweep()

    assert [*tmp_path.iterdir()] == []


@sous_linux
def test_what_may_not_even_be_written_over_stays_as_it_is_until_it_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A driver of Windows may open a file for itself alone: the others are wiped all the same, and it is not forgotten."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    ouvre = Path.open

    def refuse(chemin: Path, mode: str = "r", buffering: int = -1) -> object:
        if chemin.name == "tenu" and mode == "r+b":
            raise PermissionError(errno.EACCES, "sharing violation", str(chemin))
        return ouvre(chemin, mode, buffering)

    with monkeypatch.context() as windows:
        windows.setattr(Path, "open", refuse)
        windows.setattr("droits_usagers.services.socle.imprimeries.shutil.rmtree", lambda *_, **__: None)
        with private_spool() as tampon:
            for nom in ("avant", "tenu", "zut"):
                (tampon.dossier / nom).write_bytes(b"nom")
        sweep()
    assert {un.name: un.read_bytes() for un in tampon.dossier.iterdir() if un.name != "verrou"} == {
        "avant": b"\0\0\0",
        "tenu": b"nom",
        "zut": b"\0\0\0",
    }
    temoin = tmp_path / "temoin"
    temoin.hardlink_to(tampon.dossier / "tenu")

    sweep()

    assert [*tmp_path.iterdir()] == [temoin]
    assert temoin.read_bytes() == b"\0\0\0"


@sous_linux
def test_nothing_is_held_any_more_when_it_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows would keep it for ever: the lock itself was open."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    tenus: list[str] = []

    def look(dossier: Path, **_options: object) -> None:
        ouverts = [lien.resolve() for lien in Path("/proc/self/fd").iterdir()]
        tenus.extend(str(chemin) for chemin in ouverts if dossier in chemin.parents)

    monkeypatch.setattr("droits_usagers.services.socle.imprimeries.shutil.rmtree", look)
    with private_spool() as tampon:
        (tampon.dossier / "lettre").write_bytes(b"nom")
    sweep()

    assert tenus == []


@sous_linux
@pytest.mark.parametrize("piege", ["lien", "ouvert"])
def test_what_someone_else_put_there_under_that_name_wipes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piege: str
) -> None:
    """In a common folder, a link to one's own documents."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    documents = tmp_path / "documents"
    documents.mkdir(mode=0o700)
    (documents / "lettre.docx").write_bytes(b"lettre")
    tirage = tmp_path / "droits-usagers-tirage-x"
    if piege == "lien":
        tirage.symlink_to(documents)
    else:
        documents.chmod(0o777)
        documents = documents.rename(tirage)
    sweep()
    assert (documents / "lettre.docx").read_bytes() == b"lettre"
    assert [*documents.iterdir()] == [documents / "lettre.docx"]


_IMPRIME = """
import sys
from PySide6.QtWidgets import QApplication
from droits_usagers.domain.socle.impression import Face, Support, Travail, PageImprimee
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.socle.peinture import ImprimerieQt
application = QApplication([])
page = sys.argv[1].encode()
liasse = Liasse(b"", (Support.A4,), dessiner=lambda: (page,))
ImprimerieQt("Document").send("recto", Travail(0, Support.A4, Face.RECTO, (PageImprimee(0),)), liasse)
"""


@sous_linux
@besoin_de("cupsd", "lp", "strace")
def test_qt_writes_what_it_prints_nowhere_but_in_a_folder_of_its_own(cups: Cups, tmp_path: Path, racine: Path) -> None:
    memoire = tmp_path / "memoire"
    memoire.mkdir()
    trace = tmp_path / "trace"
    commande = ["strace", "-f", "-o", str(trace), "-e", "trace=openat,link,linkat,unlink", sys.executable, "-c", _IMPRIME]
    # What measures the tests writes too.
    environnement = {nom: valeur for nom, valeur in os.environ.items() if not nom.startswith("COV")}
    environnement |= {"XDG_RUNTIME_DIR": str(memoire), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([*commande, DEBOUT.decode()], env=environnement, cwd=racine, check=True, capture_output=True)
    cups.came_out(1)

    lignes = trace.read_text("utf-8", "replace").splitlines()
    ecrits = [ligne for ligne in lignes if "O_CREAT" in ligne and " = -1 " not in ligne]
    ailleurs = [ligne for ligne in ecrits if str(memoire) not in ligne and "/dev/" not in ligne]
    assert ailleurs == []
    # What Qt wrote has another name, by which it is wiped once Qt has removed its own.
    assert any("link" in ligne and str(memoire) in ligne and " = 0" in ligne for ligne in lignes if "unlink" not in ligne)
    assert any("O_RDWR" in ligne and "O_CREAT" not in ligne and str(memoire) in ligne for ligne in lignes)
    assert list(memoire.iterdir()) == []
