"""Objecting: no letter on general fears alone, nor on a ticked box without words; and what the letter must never say."""

import re
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Valeur
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.courriers import Courriers
from tests.letters.cas import ORDINAIRE, by

PROCHE: dict[str, Valeur] = {"situations": ("proche",), "fait_proche": "Ma belle-sœur est à l'accueil."}
AGENT: dict[str, Valeur] = {"situations_agent": ("seul",), "faits_agent": "Je suis seule à Brizac."}


def demande(reponses: dict[str, Valeur]) -> Demande:
    return replace(ORDINAIRE, demarche="opposition", reponses=reponses)


def text(courriers: Courriers, ecrite: Demande) -> str:
    return courriers.text(courriers.compose(ecrite))


def refusal(courriers: Courriers, ecrite: Demande, etape: str | None = None) -> str:
    """The question that has no letter follow."""
    with pytest.raises(ExpectedError) as erreur:
        courriers.compose(ecrite, etape)
    assert erreur.value.panne is Panne.PAS_DE_LETTRE
    return erreur.value.faits["question"]


@pytest.mark.parametrize(
    ("reponses", "question"),
    [
        ({}, "situations"),
        ({"situations": ()}, "situations"),
        # Fears that anyone could have (CE 18/03/2019).
        ({"situations": ("securite",)}, "situations"),
        ({"situations": ("informatique", "principe")}, "situations"),
        # Words that belong to no situation of one's own.
        ({"situations": ("securite",), "fait_proche": "Ma belle-sœur est à l'accueil."}, "situations"),
        # A reason must hold mainly to one's own situation: a box that anyone can tick says nothing of it.
        ({"situations": ("proche",)}, "fait_proche"),
        ({"situations": ("securite", "violences"), "fait_violences": " \n"}, "fait_violences"),
        ({"situations": ("sante",), "fait_proche": "Un fait d'une autre case."}, "fait_sante"),
        # The law closes the way.
        (PROCHE | {"base": "obligation_legale"}, "base"),
        (PROCHE | {"base": "consentement"}, "base"),
    ],
)
def test_there_is_no_letter_without_a_fact_of_the_person_s_own(
    courriers_livres: Courriers, catalogue: Catalogue, reponses: dict[str, Valeur], question: str
) -> None:
    assert refusal(courriers_livres, demande(reponses)) == question
    assert f"refus.{question}" in catalogue.textes_demarche("opposition")


@pytest.mark.parametrize("situation", ["proche", "violences", "notoriete", "agent", "sante", "menaces", "autre"])
def test_one_fact_in_words_is_enough(courriers_livres: Courriers, situation: str) -> None:
    reponses: dict[str, Valeur] = {"situations": (situation, "securite"), f"fait_{situation}": "Voilà ce qui m'arrive."}

    assert "Voilà ce qui m'arrive." in text(courriers_livres, demande(reponses))


def test_one_fact_is_enough_for_several_situations(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, demande(PROCHE | {"situations": ("proche", "menaces")}))

    assert "Ma belle-sœur" in texte
    assert "Des menaces." in texte


def test_general_fears_are_left_out_of_the_letter(courriers_livres: Courriers) -> None:
    seule = text(courriers_livres, demande(PROCHE))

    assert text(courriers_livres, demande(PROCHE | {"situations": ("proche", "securite", "principe")})) == seule


def test_what_explains_leads_somewhere(catalogue: Catalogue) -> None:
    opposition = catalogue.demarches["opposition"]

    assert opposition.vers("situations") == opposition.vers("fait_autre") == ("acces", "registre_aipd", "defaut_information")
    assert opposition.vers("base") == ("acces", "rectification", "retrait_consentement")


def test_an_unknown_basis_never_closes_the_way_the_letter_asks_for_it(courriers_livres: Courriers) -> None:
    for reponses in (PROCHE, PROCHE | {"base": "inconnue"}):
        texte = text(courriers_livres, demande(reponses))
        assert "Je vous demande sur quelle base repose ce traitement" in texte
        assert "je vous demande cet acte et la disposition précise (article 56 de la loi" in texte
    assert "Je vous demande sur quelle base" not in text(courriers_livres, demande(PROCHE | {"base": "mission"}))


def test_the_proof_is_for_the_service_and_none_is_asked_of_the_person(
    courriers_livres: Courriers, catalogue: Catalogue
) -> None:
    texte = text(courriers_livres, demande(PROCHE))

    assert "Cette preuve vous revient" in texte
    assert "sans justificatif" in texte
    assert catalogue.demarches["opposition"].pieces[0].id == "mandat"
    assert not re.search("justificatif|attestation|certificat|plainte", " ".join(_asked(catalogue)))


def _asked(catalogue: Catalogue) -> list[str]:
    textes = catalogue.textes_demarche("opposition")
    return [textes(cle) for cle in textes if cle.startswith("questions.fait")]


def test_the_freeze_does_not_hide_its_exceptions(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, demande(PROCHE))

    assert "article 18, paragraphe 1, point d, du RGPD" in texte
    for exception in (
        "accord de la personne",
        "droits en justice",
        "droits d’une autre personne",
        "motif important d’intérêt public",
    ):
        assert exception in texte
    assert "plus rien" not in texte


@pytest.mark.parametrize("genre", GenreOrganisme)
def test_no_request_for_help_is_withdrawn(courriers_livres: Courriers, genre: GenreOrganisme) -> None:
    ecrite = demande(PROCHE)
    texte = text(courriers_livres, replace(ecrite, organisme=replace(ecrite.organisme, genre=genre)))

    assert "Ma demande ne retire rien à mes autres demandes d’aide." in texte
    assert "Je ne connais pas de texte qui permette de subordonner un rendez-vous à l’informatisation d’un dossier." in texte
    assert ("L123-2" in texte) is (genre is GenreOrganisme.DEPARTEMENT)
    assert "L116-2" not in texte
    assert "L115-2" not in texte


def test_decisions_by_analogy_are_for_a_union_that_wants_them(courriers_livres: Courriers) -> None:
    analogies = demande(PROCHE | {"analogies": True})
    for qualite in (Qualite.CONCERNE, Qualite.REPRESENTANT_LEGAL):
        assert "317182" not in text(courriers_livres, by(qualite, analogies))
    assert "317182" not in text(courriers_livres, by(Qualite.MANDATAIRE, demande(PROCHE)))

    texte = text(courriers_livres, by(Qualite.MANDATAIRE, analogies))
    assert "317182" in texte
    assert "tribunal administratif de Bastia" in texte
    assert "par analogie" in texte


def test_those_decisions_cannot_be_cited_in_a_usager_s_letter(catalogue: Catalogue) -> None:
    for id_ in ("ce-317182", "ta-bastia-1101179"):
        assert not catalogue.droit.entrees[id_].citable(GenreOrganisme.DEPARTEMENT, Qualite.CONCERNE)


@pytest.mark.parametrize(
    ("reponses", "question"),
    [
        ({}, "situations_agent"),
        ({"situations_agent": ("contre", "principe")}, "situations_agent"),
        ({"situations_agent": ("seul",)}, "faits_agent"),
        # The usager's questions are not asked of an agent.
        (PROCHE, "situations_agent"),
    ],
)
def test_an_agent_needs_a_situation_of_her_own_too(
    courriers_livres: Courriers, reponses: dict[str, Valeur], question: str
) -> None:
    assert refusal(courriers_livres, by(Qualite.AGENT, demande(reponses))) == question


def test_an_agent_objects_to_what_measures_her(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, by(Qualite.AGENT, demande(AGENT | {"statistiques": "le tableau mensuel"})))

    assert "le tableau mensuel" in texte
    assert "Je suis seule à Brizac." in texte
    assert "2005-038" in texte
    assert "article 21, paragraphe 6, du RGPD" in texte
    assert "demandes d’aide" not in texte


@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL])
def test_the_cnil_s_precedent_on_social_work_is_not_for_usagers(courriers_livres: Courriers, qualite: Qualite) -> None:
    assert "2005-038" not in text(courriers_livres, by(qualite, demande(PROCHE)))


@pytest.mark.parametrize("etape", ["relance", "complement", "contestation_refus"])
def test_what_follows_asks_for_no_fact_again(courriers_livres: Courriers, etape: str) -> None:
    """Someone who comes back with the paper has not typed the first letter's answers again."""
    assert "opposition" in text_of(courriers_livres, Demande("opposition"), etape)


def text_of(courriers: Courriers, ecrite: Demande, etape: str) -> str:
    return courriers.text(courriers.compose(ecrite, etape))


@pytest.mark.parametrize(("portee", "suite"), [("dossier", True), ("partie", True), ("usage", False)])
def test_how_the_file_will_be_kept_is_asked_when_it_leaves_the_computer(
    courriers_livres: Courriers, portee: str, *, suite: bool
) -> None:
    texte = text(courriers_livres, demande(PROCHE | {"portee": portee}))

    assert ("par exemple sur papier" in texte) is suite


@pytest.mark.parametrize(
    ("genre", "publique"), [(GenreOrganisme.DEPARTEMENT, True), (GenreOrganisme.CCAS, True), (GenreOrganisme.AUTRE, False)]
)
def test_a_public_authority_has_no_legitimate_interest_in_its_missions(
    courriers_livres: Courriers, genre: GenreOrganisme, *, publique: bool
) -> None:
    ecrite = demande({"base": "interets_legitimes", "situations": ("menaces",), "fait_menaces": "Un voisin me menace."})
    ecrite = replace(ecrite, organisme=replace(ecrite.organisme, genre=genre))

    assert ("Une autorité publique ne peut d’ailleurs pas invoquer cette base" in text(courriers_livres, ecrite)) is publique


@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL, Qualite.AGENT])
def test_the_reasons_are_not_to_be_entered_and_that_is_only_asked(courriers_livres: Courriers, qualite: Qualite) -> None:
    texte = text(courriers_livres, by(qualite, demande(AGENT if qualite is Qualite.AGENT else PROCHE)))

    assert "Je vous demande qu’elles soient lues seulement par les personnes chargées de me répondre" in texte
    assert "saisies ni dans un logiciel, ni dans un commentaire" in texte
    assert "article 5, paragraphe 1, point c, du RGPD" in texte.replace("\N{NO-BREAK SPACE}", " ")
    assert "zones de commentaires" in texte
    # No text says so in as many words.
    assert "vous ne pouvez pas les saisir" not in texte
    # What concerns an agent is in another file, that must hold everything.
    assert ("à part du dossier" in texte) is (qualite is not Qualite.AGENT)


DANGER: dict[str, Valeur] = PROCHE | {"interieur": ("limiter", "journal")}


@pytest.mark.parametrize(
    ("situation", "demandee"),
    [
        ("proche", True),
        ("agent", True),
        ("violences", True),
        ("menaces", True),
        ("autre", True),
        ("sante", False),
        ("notoriete", False),
    ],
)
def test_who_may_open_the_file_is_asked_where_someone_inside_may_be_the_danger(
    courriers_livres: Courriers, situation: str, *, demandee: bool
) -> None:
    reponses: dict[str, Valeur] = DANGER | {"situations": (situation,), f"fait_{situation}": "Voilà ce qui m'arrive."}

    assert ("L’accès à mon dossier" in text(courriers_livres, demande(reponses))) is demandee


def test_the_file_is_asked_to_be_closed_to_someone_told_by_a_link(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    seul: dict[str, Valeur] = DANGER | {"interieur": ("limiter",), "qui_limiter": "ma belle-sœur, à l'accueil"}
    texte = text(courriers_livres, demande(seul))

    assert "seules puissent ouvrir ce dossier les personnes qui en ont besoin" in texte
    assert "qu’il soit fermé à\u00a0:\nma belle-sœur, à l'accueil" in texte
    assert "article 5, paragraphe 1, point f" in texte
    assert "article 4, 6°" in texte
    assert "C-579/21" not in texte
    assert "fermé à" not in text(courriers_livres, demande(DANGER))
    assert "plutôt qu’un nom" in catalogue.textes_demarche("opposition")("questions.qui_limiter.aide")


def test_who_opened_the_file_is_asked_without_the_names(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, demande(DANGER | {"interieur": ("journal",), "soupcon": "Elle m'en a parlé."}))

    assert "la date et le but de chaque consultation" in texte
    assert "le service et la fonction de qui a consulté" in texte
    assert "C-579/21" in texte
    assert "447495" not in texte
    assert "Je ne demande pas le nom des agents" in texte
    assert "Elle m'en a parlé." in texte
    assert "vérifier ce point et de me dire le résultat" in texte
    assert "fermé à" not in texte


def test_nothing_of_the_kind_is_asked_unless_it_was_ticked(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, demande(PROCHE))

    assert "L’accès à mon dossier" not in texte
    assert "C-579/21" not in texte
    assert "téléphoner" not in texte


@pytest.mark.parametrize(
    ("qualite", "phrase"),
    [
        (Qualite.CONCERNE, "de ne pas me téléphoner, et de ne laisser aucun message"),
        (Qualite.MANDATAIRE, "de ne pas téléphoner à cette personne, et de ne lui laisser aucun message"),
    ],
)
def test_no_call_and_no_message(courriers_livres: Courriers, qualite: Qualite, phrase: str) -> None:
    assert phrase in text(courriers_livres, by(qualite, demande(PROCHE | {"sans_appel": True})))


def test_what_one_may_expect_tells_of_a_safe_address_and_that_it_is_a_request(catalogue: Catalogue) -> None:
    attente = catalogue.textes_demarche("opposition")("attente")

    assert "C’est une demande" in attente
    assert "Donnez une autre adresse pour la réponse" in attente


@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL])
def test_a_card_to_keep_is_printed_with_the_letter(courriers_livres: Courriers, qualite: Qualite) -> None:
    kit = {exemplaire.id: exemplaire for exemplaire in courriers_livres.kit(by(qualite, demande(PROCHE)))}

    # The very page that is printed alone: it says nothing of anyone.
    assert kit["guichet"].document == courriers_livres.fiche("guichet")


def test_what_a_freeze_may_delay_and_what_cannot_be_refused_is_said_before(catalogue: Catalogue) -> None:
    textes = catalogue.textes_demarche("opposition")
    attente = textes("attente").replace("\u00a0", " ").replace("\u202f", " ")

    assert "Une aide en cours qui a besoin de ces informations peut être retardée" in attente
    assert "demandez conseil avant d’envoyer la lettre" in attente
    assert "s’il a besoin de ces informations pour un procès" in attente
    assert "Une lettre vous refuse une aide ? Ce refus a son propre délai pour contester" in attente
    # RGPD 21(6).
    assert "Ce qu’il faut pour un procès, ou pour les statistiques d’une mission publique." in textes(
        "volets.impossible.lignes"
    )


def test_statistics_are_not_refused_at_a_counter(courriers_livres: Courriers) -> None:
    assert "guichet" not in {exemplaire.id for exemplaire in courriers_livres.kit(by(Qualite.AGENT, demande(AGENT)))}


def test_silence_before_an_administration_is_said_to_open_a_court_as_it_is_elsewhere(catalogue: Catalogue) -> None:
    for demarche in ("opposition", "refus_accueil"):
        attente = catalogue.textes_demarche(demarche)("attente").replace("\u00a0", " ")
        assert "peuvent valoir un refus" in attente, demarche
        assert "qui se discute" in attente, demarche
        assert "Le Suivi montre alors jusqu’à quand saisir le tribunal administratif" in attente, demarche
