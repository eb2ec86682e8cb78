"""Questions to the data protection officer: one per box, and the delay that really runs."""

import pytest

from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.chaque import chaque
from tests.gabarits.ecriture import demande_of, read

SUJETS = {
    "finalites": "Les buts.",
    "durees": "La durée.",
    "habilitations": "Les accès.",
    "nir": "Le numéro de sécurité sociale.",
    "sources": "La source.",
    "statistiques": "Les statistiques.",
    "commentaires": "Les commentaires.",
    "refus": "Le refus.",
}
PERSONNES = [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL]
AUTRES = [Qualite.AGENT, Qualite.ORGANISATION]


@chaque("sujet", SUJETS)
@chaque("qualite", [*PERSONNES, *AUTRES])
def test_one_box_asks_one_question(courriers_livres: Courriers, sujet: str, qualite: Qualite) -> None:
    texte = read(courriers_livres, demande_of("question_dpo", {"sujets": (sujet,)}, qualite=qualite))

    assert [code for code, titre in SUJETS.items() if f". {titre}" in texte] == [sujet]
    assert "))" not in texte


def test_nothing_ticked_asks_everything(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("question_dpo"))

    assert all(f"{rang}. {titre}" in texte for rang, titre in enumerate(SUJETS.values(), start=1))


def test_it_is_addressed_to_the_officer(courriers_livres: Courriers) -> None:
    lignes = read(courriers_livres, demande_of("question_dpo")).splitlines()

    assert lignes[lignes.index("Conseil départemental de la Seine-Saint-Denis") + 1] == "Délégué à la protection des données"


@pytest.mark.parametrize("qualite", PERSONNES)
def test_ones_own_data_open_the_month_and_the_rest_opens_none(courriers_livres: Courriers, qualite: Qualite) -> None:
    texte = read(courriers_livres, demande_of("question_dpo", qualite=qualite))

    for dit in (
        "article 38, paragraphe 4",
        "article 15, paragraphe 1",
        "Le délai est d’un mois à compter de la réception (article 12, paragraphe 3",
        "Je vous remercie de répondre en même temps aux questions plus générales.",
    ):
        assert dit in texte
    assert "silence vaut refus" not in texte


def test_a_mandate_to_ask_is_no_mandate_to_object(courriers_livres: Courriers) -> None:
    (mandat,) = [e for e in courriers_livres.kit(demande_of("question_dpo", qualite=Qualite.MANDATAIRE)) if e.id == "mandat"]
    texte = courriers_livres.text(mandat.document)

    assert "s’opposer" not in texte
    assert "article 15" in texte


@pytest.mark.parametrize("qualite", AUTRES)
def test_who_asks_about_others_is_promised_no_delay(courriers_livres: Courriers, qualite: Qualite) -> None:
    lettre = courriers_livres.compose(demande_of("question_dpo", qualite=qualite))
    texte = read(courriers_livres, demande_of("question_dpo", qualite=qualite))

    assert "article 12, paragraphe 3" not in texte
    assert "Je vous remercie de me répondre dans le mois." in texte
    assert "Aucun délai n’est fixé pour sa réponse." in lettre.en_clair


def test_the_number_is_asked_about_never_declared_forbidden(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("question_dpo", {"sujets": ("nir",)}))

    assert "pour lequel des usages prévus" in texte
    assert "article 2, A, du décret n° 2019-341" in texte
    assert "interdit" not in texte


def test_no_duration_is_given_for_the_law(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("question_dpo", {"sujets": ("durees",), "durees_dites": "cinq ans"}))

    assert "deux ans" not in texte
    assert "Qu’est-ce qui justifie cette durée" in texte
    assert "cinq ans\n" in texte
    assert "Laquelle est appliquée ?" in texte


def test_refusing_is_asked_about_without_inventing_a_text(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("question_dpo", {"sujets": ("refus",)}))

    assert "Je ne connais pas de texte qui permette de subordonner l’accueil à l’informatisation." in texte
    assert "L115-2" not in texte


@pytest.mark.parametrize("qualite", [*PERSONNES, *AUTRES])
def test_the_precedent_on_social_work_is_for_agents_and_organisations(courriers_livres: Courriers, qualite: Qualite) -> None:
    texte = read(courriers_livres, demande_of("question_dpo", {"sujets": ("statistiques",)}, qualite=qualite))

    assert ("2005-038" in texte) is (qualite in AUTRES)


def test_a_question_of_one_s_own_can_be_the_only_one(courriers_livres: Courriers) -> None:
    mienne = "– Sur quelle base légale ?\n– Combien de temps ?"
    demande = demande_of("question_dpo", {"sujets": ("autre",), "autre_question": mienne}, qualite=Qualite.AGENT)
    texte = read(courriers_livres, demande)

    assert [code for code, titre in SUJETS.items() if f". {titre}" in texte] == []
    assert "Voici ce que je vous demande :\n– Sur quelle base légale ?\n– Combien de temps ?" in texte


def test_a_letter_asks_something_whatever_was_ticked(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("question_dpo", {"sujets": ("autre",)}))

    assert all(f". {titre}" in texte for titre in SUJETS.values())


def test_what_becomes_of_the_data_is_asked_to_the_end(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("question_dpo", {"sujets": ("durees",)}))

    assert "triées avec les archives" in texte
    assert "que deviennent-elles quand la personne déménage ?" in texte
