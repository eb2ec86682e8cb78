"""Nobody is named by what is quoted: whoever is named, however often, and wherever the line or the selection cuts the name."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import Masque
from droits_usagers.domain.grille.valeurs import Grille
from droits_usagers.domain.releve.tri import hidden
from tests.chaque import chaque

X = "[nom masqué]"


@pytest.fixture
def masque(catalogue: Catalogue) -> Masque:
    return Masque(catalogue.ecarts)


@chaque(
    ("texte", "masquee"),
    [
        ("le dossier de Mme Kerbrat et celui de M. Diallo", f"le dossier de Mme {X} et celui de M. {X}"),
        ("J'ai vu Mme\nKerbrat. Elle part.", f"J'ai vu Mme\n{X}. Elle part."),
        ("M. et Mme Diallo sont là", f"M. et Mme {X} sont là"),
        ("MM. Diallo et Traoré sont là", f"MM. {X} et {X} sont là"),
        ("les familles Diallo et Traoré", f"les familles {X} et {X}"),
        ("Mme le Goff, M. ben Ali, M. d'Ys", f"Mme {X}, M. {X}, M. {X}"),
        ("Mme van der Meer, M. Ali d' Ys, M. von den Berg", f"Mme {X}, M. {X}, M. {X}"),
        ("M.Diallo et Me Kerbrat", f"M.{X} et {X}"),
        ("Mme Ker-\nbrat est là", f"Mme {X} est là"),
        ("M. A. Diallo dit. La suite", f"M. {X} dit. La suite"),
        ("Monsieur le Maire, Madame la Présidente", "Monsieur le Maire, Madame la Présidente"),
        ("on me dit Oui, la famille nombreuse", "on me dit Oui, la famille nombreuse"),
        ("Mme CAF-1234567 est là", "Mme [numéro masqué] est là"),
        ("Madame Maître Kerbrat plaide", f"Madame {X} plaide"),
        ("Madame, Monsieur, la CAF", "Madame, Monsieur, la CAF"),
        # Whoever it is, without a title too; what comes after stays.
        ("Rose Lambert a vu Petit. La suite", f"{X} a vu {X}. La suite"),
        ("Olivia Fontaine est partie. Elle dort", f"{X} est partie. Elle dort"),
        ("Mme Marie Martin. La CAF écrit", f"Mme {X}. La CAF écrit"),
        ("Madame vit ici. Or chaque MOIS, une fiche est faite.", "Madame vit ici. Or chaque MOIS, une fiche est faite."),
        ("Vu avec B. Marin et J.-P. Forêt", f"Vu avec {X} et {X}"),
        ("J.-A. Forêt et M.-C. Berger", f"{X} et {X}"),
        # Where someone is named, so may be where they live; elsewhere a place stays.
        (
            "Mme Berger, domiciliée au lieu-dit Kermarec en Languidic, est radiée. On le dit à Colmar.",
            f"Mme {X}, domiciliée au lieu-dit {X}, est radiée. On le dit à Colmar.",
        ),
        ("lu les mails de Page, Moulin et Fontaine", f"lu les mails de {X}, {X} et {X}"),
        ("Mme de la Tour au centre Simone-Veil, le centre Simone-Veil", f"Mme de la {X}, le centre Simone-Veil"),
        # What is spelt or hides a sign is no software.
        ("vu K a d i a puis É-L-O-D-I-E, Ker\u200bborgne et Perséphone", f"vu {X} puis {X}, {X} et Perséphone"),
        ("la porte A, M. K. et Mme B", f"la porte A, M. {X}. et Mme {X}"),
    ],
)
def test_each_name_is_hidden_and_nothing_else(*, masque: Masque, texte: str, masquee: str) -> None:
    assert masque.hide(texte) == masquee


N, A = "[numéro masqué]", "[adresse masquée]"


@chaque(
    ("texte", "masquee"),
    [
        ("CAF : 123\n4567", f"CAF : {N}"),
        ("Son numéro CAF 123 \n  4567 est noté", f"Son numéro CAF {N} est noté"),
        ("allocataire n° 12345\n67, hier", f"allocataire n° {N}, hier"),
        ("sous le n° 12345\n67 A. Il", f"sous le n° {N}. Il"),
        ("l'allocataire 12\n345\n67 écrit", f"l'allocataire {N} écrit"),
        ("titre de séjour : 99123\n45678", f"titre de séjour : {N}"),
        ("CAF n° 2008\n312 demandes", f"CAF n° {N} demandes"),
        ("2 84 05 29\n151 123 45", N),
        # What the line does not cut is by itself.
        ("CAF n° 1234567\n12 rue des Lilas", f"CAF n° {N}\n{A}"),
    ],
)
def test_a_number_is_hidden_though_the_line_ends_in_it(*, masque: Masque, texte: str, masquee: str) -> None:
    assert masque.hide(texte) == masquee
    debut = texte.index("\n")
    # Nor is a figure of it left where only one of its lines is marked.
    assert not any(signe.isdigit() for signe in hidden(texte, masque.spans(texte), (0, debut)))


@chaque(
    "texte",
    [
        "La CAF a reçu en 2010\n312 demandes",
        "CAF : 2010\n312 demandes",
        "CAF, 2008\n312",
        "CAF : 1 234\n567 euros",
        "CAF : 1 234\n567 €",
        "CAF : 12/03/\n2024",
        "une allocataire de 35\n2 ans",
        "la CAF, p. 123\n4567",
        "CAF : 123\n\n4567",
        "CAF\n123\n4567",
        "CAF :\n123\n4567",
        "1 234\n567 allocataires",
        "page 123\n4567",
    ],
)
def test_figures_of_two_lines_are_no_number_unless_something_says_so(*, masque: Masque, texte: str) -> None:
    assert masque.hide(texte) == texte


@chaque(
    ("texte", "masquee"),
    [
        ("Rose Diallo, 12 rue des Lilas, 06 12 34 56 78", f"{X}, {A}, {N}"),
        ("IBAN FR76 3000 4000 0312 3456 7890 143.", f"IBAN {N}."),
        ("née le 4 mars 1984, 123 B rue des Lilas", f"née le {N}, {A}"),
        ("sa carte 4970 1012 3456 7893 et AB-123-CD", f"sa carte {N} et {N}"),
        ("passeport 12AB34567, carte d'identité 880692310285", f"passeport {N}, carte d'identité {N}"),
        ("écrire à rose@exemple.fr", f"écrire à {A}"),
        ("CAF 1234567 Diallo", f"CAF {N} {X}"),
        ("au 02.98.44.17.63, matricule 48213. Il vient", f"au {N}, matricule {N}. Il vient"),
        ("efer soixante-seize, trente mille quatre, zéro zéro", N),
        ("chez elle, 8 rue du Four. Elle dort", f"chez elle, {A}. Elle dort"),
        # Neither what is counted, nor a law, nor a day.
        ("loi n° 78-17 du 6 janvier 1978", "loi n° 78-17 du 6 janvier 1978"),
        ("la délibération n° 2004-067 dit 24 mois", "la délibération n° 2004-067 dit 24 mois"),
        ("de 2011 à 2023, 1 250 000 dossiers", "de 2011 à 2023, 1 250 000 dossiers"),
        ("le 12/02/2024, en cité, sur la route", "le 12/02/2024, en cité, sur la route"),
    ],
)
def test_a_number_or_an_address_is_hidden_by_its_shape(*, masque: Masque, texte: str, masquee: str) -> None:
    assert masque.hide(texte) == masquee


def test_a_part_of_a_text_hides_what_the_whole_names(masque: Masque) -> None:
    texte = "J'ai vu Mme Kerbrat, CAF 1234567 A, hier."
    spans = masque.spans(texte)
    for extrait in ("Kerbrat, CAF", "brat", "1234567", "4567 A, hier"):
        debut = texte.index(extrait)
        part = hidden(texte, spans, (debut, debut + len(extrait)))
        assert "rbrat" not in part
        assert not any(signe.isdigit() for signe in part)
    assert hidden(texte, spans) == masque.hide(texte)


@chaque(
    ("titre", "dit", "masque_"),
    [
        ("Solis", "Solis garde six ans.", "Solis garde six ans."),
        ("Dossier social Anis", "Anis est ouvert à tous.", "Anis est ouvert à tous."),
        ("Le logiciel Genesis", "Genesis, lu par Mme Diallo.", f"Genesis, lu par Mme {X}."),
        ("Dossier de Rose Diallo", "Rose Diallo est citée.", f"{X} est citée."),
        ("Dossier de Kerbrat", "Kerbrat est citée.", f"{X} est citée."),
        ("Mme Kerbrat", "Kerbrat est citée.", f"{X} est citée."),
    ],
)
def test_the_software_that_a_grille_is_about_is_nobody(*, catalogue: Catalogue, titre: str, dit: str, masque_: str) -> None:
    assert Masque(catalogue.ecarts, Grille(titre=titre)).hide(dit) == masque_
