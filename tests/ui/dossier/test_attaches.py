"""Everything attached to a dossier, of every kind, all the way: said, seen, hidden, found, taken away and put back, told to the
journal, in a backup and in what is saved of a damaged file, in no table, and erased to the last byte.
"""

import datetime as dt
import gc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.mandats import Mandat
from droits_usagers.domain.demarche.questions import Genre
from droits_usagers.domain.dossier.attaches import ATTACHES, NOTE, Attache
from droits_usagers.domain.dossier.dossiers import Action, AVerifier, DossierLu, Filtre, GenrePiece, Note
from droits_usagers.domain.personnes.personnes import CodeConsigne, Consigne, Consignes
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.services.controle.controle import Controle
from droits_usagers.services.suivi.exports import ChoixExport, ColonneExport, Exports, FormatTableau
from droits_usagers.ui.composants import BoutonSecondaire, LigneTexte, TexteLong
from droits_usagers.ui.dossier.attaches import ECRITES
from droits_usagers.ui.dossier.panneau import PanneauDossier
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersDossier
from droits_usagers.ui.suivi.page import EcranSuivi
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.moteur import rows, run, scalar
from droits_usagers.vault.sauvetage import salvage
from tests.coffres import CANARI, KDF_RAPIDE, PHRASE, Horloge, erase, simple
from tests.ui.avec_coffre import ask, button, demande, open_coffre, page_of, plain, said
from tests.ui.gestes import everything_shown, settle, type_in
from tests.vault.clair import decrypted, holds_canary

#: In words that a form would keep as they are.
SECRET = f"{CANARI} l'a vu"
JOUR = dt.date(2026, 12, 24)


@dataclass(frozen=True, slots=True)
class Sorte:
    """A kind: how it is put in a dossier, and undone from what that gave; what a dossier then holds of it."""

    put: Callable[[Coffre, str], Any]
    undo: Callable[[Coffre, str, Any], object] | None
    read: Callable[[DossierLu], object]
    table: str
    #: What the journal says of both.
    actions: tuple[Action, Action]
    #: From what undoing gave; none: it is put again.
    put_back: Callable[[Coffre, str, Any], object] | None = None
    #: Its words find the dossier.
    cherche: bool = False
    #: It holds words of someone, that are hidden with the names.
    masque: bool = True


def _line(attache: Attache[Any]) -> Any:  # noqa: ANN401 - a line of its kind
    """What its form would give; of one that nobody writes, a cell."""
    textes = {une.id: SECRET for une in attache.questions if une.genre in {Genre.TEXTE, Genre.TEXTE_LONG}}
    return attache.said(textes) if textes else AVerifier(SECRET, SECRET)


def _attached(attache: Attache[Any]) -> Sorte:
    return Sorte(
        lambda coffre, reference: coffre.attaches.put(reference, attache, _line(attache)),
        lambda coffre, reference, ligne: coffre.attaches.take(reference, attache, ligne.numero),
        attache.of,
        attache.table or "attaches",
        (attache.posee, attache.retiree),
        put_back=lambda coffre, reference, prise: coffre.attaches.put(reference, attache, prise),
        cherche=bool(tuple(attache.mots(_line(attache)))),
    )


SORTES = {code: _attached(attache) for code, attache in ATTACHES.items()} | {
    "consigne": Sorte(
        lambda coffre, reference: coffre.consignes.put(reference, Consignes(dossier=(Consigne(CodeConsigne.AUTRE, SECRET),))),
        lambda coffre, reference, avant: coffre.consignes.put(reference, avant),
        lambda lu: lu.consignes.dossier,
        "consignes",
        (Action.CONSIGNE_CHANGEE, Action.CONSIGNE_CHANGEE),
    ),
    "revoir": Sorte(
        lambda coffre, reference: coffre.regards.put(reference, JOUR),
        lambda coffre, reference, avant: coffre.regards.put(reference, avant),
        lambda lu: lu.revoir_le,
        "dossiers",
        (Action.DOSSIER_MODIFIE, Action.DOSSIER_MODIFIE),
        masque=False,
    ),
    "piece": Sorte(
        lambda coffre, reference: coffre.pieces.attach(reference, b"%PDF-", nom=f"{SECRET}.pdf", genre=GenrePiece.REPONSE),
        lambda coffre, reference, _: coffre.pieces.detach(reference, coffre.dossiers.read(reference).pieces[0].numero),
        lambda lu: lu.pieces,
        "pieces_jointes",
        (Action.PIECE_AJOUTEE, Action.PIECE_RETIREE),
    ),
    "mandat": Sorte(
        lambda coffre, reference: coffre.mandats.add(Mandat(CANARI, CANARI), [reference]),
        None,
        lambda lu: lu.mandat,
        "mandats",
        (Action.MANDAT_CHANGE, Action.MANDAT_CHANGE),
        masque=False,
    ),
}
par_sorte = pytest.mark.parametrize("sorte", SORTES.values(), ids=SORTES)


@pytest.fixture
def seul(coffres: Coffres, tmp_path: Path) -> Coffre:
    """An opened coffre, that the test closes."""
    return coffres.create(tmp_path / "un.coffre", PHRASE, accept_weak=True)


@par_sorte
def test_it_goes_all_the_way(
    sorte: Sorte, coffres: Coffres, seul: Coffre, catalogue: Catalogue, horloge: Horloge, tmp_path: Path
) -> None:
    coffre, reference, chemin = seul, seul.dossiers.create(simple("Kermarec")), tmp_path / "un.coffre"
    rien = sorte.read(coffre.dossiers.read(reference))

    rendu = sorte.put(coffre, reference)
    pose = sorte.read(coffre.dossiers.read(reference))
    assert pose != rien
    assert coffre.journal()[0].action is sorte.actions[0]
    assert [id_ for action in sorte.actions if (id_ := f"coffre.journal.{action}") not in catalogue.textes] == []
    assert CANARI not in repr(coffre.dossiers.read(reference))
    assert (coffre.liste.page(Filtre(texte=CANARI)).total == 1) is sorte.cherche

    if sorte.undo is not None:
        pris = sorte.undo(coffre, reference, rendu)
        assert (sorte.read(coffre.dossiers.read(reference)), coffre.journal()[0].action) == (rien, sorte.actions[1])
        assert coffre.liste.page(Filtre(texte=CANARI)).total == 0
        # As it was, under the same number.
        if sorte.put_back is not None:
            sorte.put_back(coffre, reference, pris)
            assert sorte.read(coffre.dossiers.read(reference)) == pose
        else:
            sorte.put(coffre, reference)

    exports = Exports(catalogue, horloge.today, Controle(catalogue))
    choix = ChoixExport(colonnes=tuple(ColonneExport), format_=FormatTableau.CSV, avec_noms=True)
    run_through(exports.writing(run_through(coffre.exports.gathering(choix)).releves, choix, tmp_path / "t.csv"))
    assert "Kermarec" in (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    assert CANARI not in (tmp_path / "t.csv").read_text(encoding="utf-8-sig")

    pose = sorte.read(coffre.dossiers.read(reference))
    sauvegarde = coffre.backup().chemin
    coffre.close()
    sauvee, lacunes = salvage(Cle(PHRASE, kdf_iter=KDF_RAPIDE), chemin)
    assert (lacunes.tables, bool(scalar(sauvee, f"SELECT count(*) FROM {sorte.table}"))) == (frozenset(), True)  # noqa: S608 - ours
    sauvee.close()
    coffres.restore(chemin, PHRASE)
    coffre = coffres.open(chemin, PHRASE)
    assert sorte.read(coffre.dossiers.read(reference)) == pose

    erase(coffre, [reference])
    coffre.close()
    for fichier in (chemin, sauvegarde):
        assert not holds_canary(decrypted(fichier))


@pytest.mark.parametrize("attache", ATTACHES.values(), ids=ATTACHES)
@pytest.mark.parametrize("valeur", ["", "pas du JSON", "[]", '{"texte": {"a": 1}, "inconnu": 2}'])
def test_a_value_that_nobody_can_read_leaves_its_dossier_readable(seul: Coffre, attache: Attache[Any], valeur: str) -> None:
    reference = seul.dossiers.create(simple())
    with seul._depot.writing():  # noqa: SLF001 - as another program would have written it
        db = seul._depot.dossiers._db  # noqa: SLF001
        if attache.table:
            colonnes_de = "SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'"
            texte = [nom for (nom,) in rows(db, colonnes_de, (attache.table,))]
            colonnes, marques = ", ".join(texte), ", ".join("?" * len(texte))
            run(db, f"INSERT INTO {attache.table} (dossier, {colonnes}) VALUES (1, {marques})", (valeur,) * len(texte))  # noqa: S608
        else:
            run(db, "INSERT INTO attaches (dossier, genre, valeur) VALUES (1, ?, ?)", (attache.code, valeur))
    (ligne,) = attache.of(seul.dossiers.read(reference))
    assert seul.attaches.take(reference, attache, ligne.numero) == ligne
    seul.close()


# On the screen.


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:
    return open_coffre(fenetre, chemin, qtbot, (demande("Œuvrard", envoyee=20),))


@pytest.fixture
def panneau(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> PanneauDossier:  # noqa: ARG001 - opened first
    fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
    panneau = page_of(fenetre, EcranSuivi).panneau
    qtbot.waitUntil(lambda: panneau.dossier is not None and panneau.drawn)
    return panneau


def test_all_that_names_someone_is_hidden_with_the_names_and_gone_once_locked(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, qtbot: QtBot
) -> None:
    """Descriptions that only a screen reader says too."""
    ecran, masquees = page_of(fenetre, EcranSuivi), [sorte for sorte in SORTES.values() if sorte.masque]
    ask(fenetre.contexte.services, lambda: [sorte.put(coffre, "2026-0001") for sorte in masquees], qtbot)
    ecran.dossier_regarde.read()
    qtbot.waitUntil(lambda: panneau.drawn and said(panneau).count(CANARI) >= len(masquees))
    ecran.be_discreet(discreet=True)
    qtbot.waitUntil(lambda: panneau.drawn)
    settle()
    assert not [texte for texte in everything_shown() if CANARI in texte]
    ecran.be_discreet(discreet=False)
    qtbot.waitUntil(lambda: panneau.drawn and CANARI in said(panneau))
    ecran.clear()
    settle()
    assert not [texte for texte in everything_shown() if CANARI in texte]


@pytest.mark.parametrize("attache", ECRITES.values(), ids=ECRITES)
def test_it_is_said_in_its_form_and_undone_from_there(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, qtbot: QtBot, attache: Attache[Any]
) -> None:
    def kept() -> int:
        return len(ask(fenetre.contexte.services, lambda: attache.of(coffre.dossiers.read("2026-0001")), qtbot))

    say = fenetre.contexte.textes.under(f"attaches.{attache.code}")
    button(panneau, plain(say("ajouter"))).click()
    formulaire = panneau.formulaires.attache(attache)
    formulaire.garder.click()
    assert plain(say("vide")) in said(panneau)
    for ligne in (*formulaire.findChildren(LigneTexte), *formulaire.findChildren(TexteLong)):
        type_in(ligne, SECRET)
    formulaire.garder.click()
    qtbot.waitUntil(lambda: panneau.drawn and plain(say("gardee")) in said(panneau))
    assert (kept(), formulaire.drafts()) == (1, ())
    annuler = [un for un in panneau.findChildren(BoutonSecondaire) if un.isVisible() and un.titre == "Annuler"]
    assert bool(annuler) is not attache.sans_retour
    for bouton in annuler:
        # There and back.
        bouton.click()
        qtbot.waitUntil(lambda: panneau.drawn and plain(say("retiree")) in said(panneau))
        assert kept() == 0
        button(panneau, "Annuler").click()
        qtbot.waitUntil(lambda: panneau.drawn and plain(say("gardee")) in said(panneau))
        assert kept() == 1


def test_the_words_of_a_note_are_kept_nowhere_to_be_put_back(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, qtbot: QtBot
) -> None:
    note = ask(fenetre.contexte.services, lambda: SORTES["note"].put(coffre, "2026-0001"), qtbot)
    panneau.geste.emit(lambda vers: vers.gestes.take(NOTE, note.numero))
    note = None
    qtbot.waitUntil(lambda: panneau.drawn and "Note supprimée" in said(panneau))
    settle()
    gc.collect()
    assert not [une for une in gc.get_objects() if isinstance(une, Note) and une.texte == SECRET]
