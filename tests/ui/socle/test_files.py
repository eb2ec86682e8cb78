"""What comes out of real queues, sheet by sheet, whatever each does when it is not told."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from droits_usagers.domain.controle.libre import grant
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.impression import Choix, Imprimante, plan
from droits_usagers.services.socle.imprimeries import ImprimerieCups, send_all
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.impression import DialogueImpression
from droits_usagers.ui.socle.sorties import SortiesEcran
from tests.imprimantes import FILES, Cups, File, cups_of_its_own
from tests.outils import besoin_de, sous_linux
from tests.ui.socle.conftest import Answer, go_on

pytestmark = [sous_linux, besoin_de("cupsd", "lp", "pdftotext", "pdffonts")]

Letters = Callable[[int], list[Liasse]]
_NOM = re.compile(r"Nom\d\d")
_A4 = (595, 842)


@pytest.mark.lent
@pytest.mark.parametrize("file", [file.nom for file in FILES])
def test_twenty_people_never_share_a_sheet_and_each_page_has_its_size(
    file: str,
    ecran: SortiesEcran,
    cups: Cups,
    letters: Letters,
    answer: Answer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    liasses = letters(20)
    answer(go_on(file))
    assert ecran.print_pages(grant(liasses))
    travaux = cups.came_out(20)

    assert {travail.file for travail in travaux} == {file}
    for toujours_deux in (False, True):
        feuilles = [feuille for travail in travaux for feuille in travail.sheets(toujours_deux=toujours_deux)]
        gens = [set(_NOM.findall(" ".join(feuille))) for feuille in feuilles]
        assert all(len(qui) <= 1 for qui in gens)
        assert set.union(*gens) == {f"Nom{rang:02}" for rang in range(20)}
    # One side, whatever the queue does usually.
    assert sum(len(travail.sheets()) for travail in travaux) == sum(len(liasse.pages) for liasse in liasses)
    assert {taille for travail in travaux for taille in travail.tailles} == {_A4}
    assert {(travail.titre, travail.exemplaires) for travail in travaux} == {("Document", 1)}
    # Words, in fonts; and no more than they weigh.
    polices = subprocess.run(["pdffonts", travaux[0].pdf], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert polices
    assert {ligne.split()[-5:-2][0] for ligne in polices} == {"yes"}
    assert max(travail.pdf.stat().st_size for travail in travaux) < 100_000
    # What is at its place is at its size: 25 mm from the edge.
    assert _left_edge(travaux[0].pdf) == pytest.approx(25 * 72 / 25.4, abs=1.5)
    assert list(tmp_path.iterdir()) == []
    assert "Nom0" not in cups.journal


def _left_edge(pdf: Path) -> float:
    dit = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return min(float(trouve) for trouve in re.findall(r'<word xMin="([\d.]+)"', dit))


def test_what_one_is_used_to_asking_of_a_queue_changes_nothing(
    ecran: SortiesEcran, cups: Cups, letters: Letters, answer: Answer, maison: Path
) -> None:
    reglages = maison / ".cups" / "lpoptions"
    reglages.parent.mkdir()
    reglages.write_text("Dest recto-verso Duplex=DuplexTumble number-up=2 fit-to-page=true page-ranges=1 media=Letter\n")
    (liasse,) = letters(1)
    answer(go_on("recto-verso"))
    assert ecran.print_pages(grant([liasse]))
    (travail,) = cups.came_out(1)

    assert travail.tailles == [_A4] * len(liasse.pages)
    assert travail.options["Duplex"] == "None"
    assert travail.options["sides"] == "one-sided"
    assert travail.options["PageSize"] == "A4"


def test_a_queue_whose_maker_has_another_word_for_both_sides_prints_on_one(
    ecran: SortiesEcran, cups: Cups, letters: Letters, answer: Answer
) -> None:
    cups.add(File("autre-mot", d_habitude="DuplexNoTumble", option="JCLDuplex"))
    answer(go_on("autre-mot"))
    try:
        assert ecran.print_pages(grant(letters(1)))
        (travail,) = cups.came_out(1)
    finally:
        cups.remove("autre-mot")
    assert (travail.options["sides"], travail.options["JCLDuplex"]) == ("one-sided", "None")


def test_copies_and_pages_are_those_that_were_asked(ecran: SortiesEcran, cups: Cups, letters: Letters, answer: Answer) -> None:
    def ask(dialogue: DialogueImpression) -> None:
        dialogue.pages.setText("1-1")
        dialogue.exemplaires.setCurrentIndex(1)
        assert dialogue.feuilles.text() == "2 feuilles (A4)"
        go_on("recto")(dialogue)

    answer(ask)
    # No letter is whole: the first has a second page.
    assert ecran.print_pages(grant(letters(3))) == frozenset()
    travaux = cups.came_out(2)

    assert [len(travail.tailles) for travail in travaux] == [1, 1]
    assert all("Nom00" in travail.textes[0] for travail in travaux)


def test_both_sides_are_used_when_asked_and_still_begin_a_sheet(
    ecran: SortiesEcran, cups: Cups, letters: Letters, answer: Answer
) -> None:
    def ask(dialogue: DialogueImpression) -> None:
        dialogue.imprimante.setCurrentIndex(dialogue.imprimante.findData("recto"))
        assert not dialogue.recto_verso.isEnabled()
        dialogue.imprimante.setCurrentIndex(dialogue.imprimante.findData("americaine"))
        dialogue.recto_verso.setChecked(True)
        go_on("americaine")(dialogue)

    answer(ask)
    assert ecran.print_pages(grant(letters(2)))
    travaux = cups.came_out(2)

    assert {travail.options["sides"] for travail in travaux} == {"two-sided-long-edge"}
    assert [len(travail.sheets()) for travail in travaux] == [1, 1]


def test_a_printer_taken_away_is_said_and_nothing_is_sent(
    ecran: SortiesEcran, cups: Cups, letters: Letters, answer: Answer
) -> None:
    cups.add(File("partie"))

    def leave(dialogue: DialogueImpression) -> None:
        cups.remove("partie")
        go_on("partie")(dialogue)

    answer(leave)
    with pytest.raises(ExpectedError) as refus:
        ecran.print_pages(grant(letters(2)))
    assert refus.value.panne is Panne.IMPRIMANTE_REFUSE
    assert refus.value.faits == {"imprimante": "partie"}


def test_a_queue_that_closes_on_the_way_says_how_many_left(
    ecran: SortiesEcran, cups: Cups, letters: Letters, answer: Answer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The program that sends is followed by one that closes the queue after the first job."""
    lp = tmp_path / "lp"
    lp.write_text('#!/bin/sh\n/usr/bin/lp "$@"; fait=$?\ncupsreject recto >/dev/null 2>&1\nexit $fait\n')
    lp.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}:/usr/sbin")
    answer(go_on("recto"))
    try:
        with pytest.raises(ExpectedError) as coupee:
            ecran.print_pages(grant(letters(3)))
    finally:
        cups.run("cupsaccept", "recto")
    assert coupee.value.panne is Panne.IMPRESSION_COUPEE
    assert coupee.value.faits == {"partis": "1", "total": "3"}


def test_giving_up_prints_nothing(ecran: SortiesEcran, cups: Cups, letters: Letters, answer: Answer) -> None:
    answer(lambda dialogue: dialogue.annuler.click())
    assert not ecran.print_pages(grant(letters(1)))
    assert cups.run("lpstat", "-o") == ""


def test_a_queue_that_is_full_is_waited_for(letters: Letters, monkeypatch: pytest.MonkeyPatch, fenetre: Fenetre) -> None:
    """It holds two jobs at a time, and prints none until it is started again."""
    del fenetre
    with cups_of_its_own(File("pleine"), travaux=2) as pleine:
        monkeypatch.setenv("CUPS_SERVER", pleine.adresse)
        pleine.run("cupsdisable", "pleine")
        liasses = letters(4)
        tirage = plan([liasse.printable() for liasse in liasses], Imprimante("pleine"), Choix())
        arret = Event()
        programme = ImprimerieCups.program()
        assert programme is not None
        envoi = send_all(ImprimerieCups(programme, "Document", arret), "pleine", tirage, liasses)
        assert [next(envoi).fait, next(envoi).fait] == [1, 2]
        pleine.run("cupsenable", "pleine")
        assert [avancement.fait for avancement in envoi] == [3, 4]
        pleine.came_out(4)

        pleine.run("cupsdisable", "pleine")
        envoi = send_all(ImprimerieCups(programme, "Document", arret), "pleine", tirage, liasses)
        assert [next(envoi).fait, next(envoi).fait] == [1, 2]
        arret.set()
        with pytest.raises(ExpectedError) as coupee:
            next(envoi)
        assert coupee.value.faits == {"partis": "2", "total": "4"}


def test_a_program_that_cannot_be_run_is_a_printer_that_refuses(letters: Letters, tmp_path: Path) -> None:
    (liasse,) = letters(1)
    tirage = plan([liasse.printable()], Imprimante("absente"), Choix())
    envoi = send_all(ImprimerieCups(str(tmp_path / "lp"), "Document", Event()), "absente", tirage, [liasse])
    with pytest.raises(ExpectedError) as refus:
        next(envoi)
    assert refus.value.panne is Panne.IMPRIMANTE_REFUSE
