"""A notice to be read aloud or copied: its words, once each, and none of the signs that lay it out."""

from dataclasses import replace

from droits_usagers.domain.lettre.lettre import Liste, Paragraphe, Tableau, Texte
from droits_usagers.domain.notice.traitements import Forme, Papier
from droits_usagers.letters.notice import ordre
from droits_usagers.letters.notice.ordre import MARQUES
from droits_usagers.letters.notice.valeurs import CodeQr, GenrePartie, MentionProjet, Notice, PartieNotice
from tests.chaque import chaque


def dit(*mots: str) -> tuple[Texte, ...]:
    return tuple(map(Texte, mots))


#: A poster on two sheets, with a code: a mark stands where its second page begins, and where the code is drawn.
AFFICHE = Notice(
    Forme.AFFICHE,
    Papier.A4X2,
    "fr",
    "Affiche de l'accueil",
    dit("Vos données"),
    (dit("Accueil du CCAS"),),
    (
        PartieNotice("quoi", GenrePartie.FAIT, dit("Ce que nous notons"), (Liste(((Paragraphe(dit("Votre nom")),),)),)),
        PartieNotice("vide", GenrePartie.FAIT, (), (Paragraphe(dit("  ")), Paragraphe(()))),
        PartieNotice("acces", GenrePartie.DROIT, dit("Lire"), (Paragraphe(dit("Demandez votre dossier.")),)),
    ),
    annonces=(("affiche.droits", dit("Vos droits")), ("affiche.notice", dit("La notice complète", " :"))),
    qr=CodeQr("https://exemple.fr/notice", "Un code", "<svg/>", b""),
)


def test_it_is_read_in_order_without_the_signs_of_its_layout() -> None:
    assert ordre.write(AFFICHE) == (
        "Vos données\n\n"
        "Accueil du CCAS\n\n"
        "Ce que nous notons\n\n"
        "- Votre nom\n\n"
        "Vos droits\n\n"
        "Lire\n\n"
        "Demandez votre dossier.\n\n"
        "La notice complète : https://exemple.fr/notice\n"
    )


@chaque("papier", Papier)
@chaque("forme", [Forme.AFFICHE, Forme.DEPLIANT, Forme.COMPLETE])
def test_no_mark_is_read_whatever_it_is_printed_on(forme: Forme, papier: Papier) -> None:
    annonces = (*AFFICHE.annonces, ("depliant.notice", dit("La notice")), ("complete.notice", dit("La notice")))
    notice = replace(AFFICHE, forme=forme, papier=papier, annonces=annonces)

    assert not MARQUES & set(ordre.write(notice))
    assert "Demandez votre dossier." in ordre.write(notice)


def test_what_is_not_ready_says_so_first_and_a_frame_is_read_where_it_stands() -> None:
    cadre = PartieNotice("cadre", GenrePartie.CADRE, dit("À savoir"), (Paragraphe(dit("C'est gratuit.")),))
    projet = MentionProjet("PROJET", dit("Ce n'est qu'un projet."))
    notice = replace(AFFICHE, projet=projet, parties=(cadre,), qr=None)

    feuille = ordre.sheet(notice)

    assert isinstance(feuille.corps[-1], Tableau)
    assert ordre.write(notice) == ("Vos données\n\nCe n'est qu'un projet.\n\nAccueil du CCAS\n\nÀ savoir\nC'est gratuit.\n")
