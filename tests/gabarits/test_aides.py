"""The letters on an aid refused, stopped or claimed back: to whom, on what ground, and nothing that the text does not give."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.demarches import obstacle_of
from droits_usagers.domain.demarche.questions import Valeur
from droits_usagers.domain.droit.voies import AIDES, Decision
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import Lettre
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.letters.lettre.composer import plain
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import addressee, demande_of, read

_G = GenreOrganisme
RECUE = Evenement(dt.date(2026, 11, 10), TypeEvenement.DECISION_RECUE)
PERSONNES = [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL]


def refused(genre: GenreOrganisme, **reponses: Valeur) -> Demande:
    return replace(demande_of("aide_refusee", reponses, genre=genre), evenements=(RECUE,))


def claimed(genre: GenreOrganisme, **reponses: Valeur) -> Demande:
    return replace(demande_of("somme_reclamee", reponses, genre=genre), evenements=(RECUE,))


@pytest.mark.parametrize(
    ("genre", "question", "aide", "article", "a_qui"),
    [
        (_G.DEPARTEMENT, "aide_collectivite", "rsa", "L262-47", "À l’attention de la présidence"),
        (_G.DEPARTEMENT, "aide_collectivite", "apa", "L134-2", "À l’attention de la présidence"),
        (_G.CAF, "aide_caf", "prime_activite", "L845-2", "Commission de recours amiable"),
        (_G.CAF, "aide_caf", "logement", "L825-2", "Commission de recours amiable"),
        (_G.MSA, "aide_caf", "familiales", "L142-4", "Commission de recours amiable"),
        (_G.CAF, "aide_caf", "ajpa", "L142-4", "Commission de recours amiable"),
        (_G.RETRAITE, "aide_retraite", "aspa", "L142-4", "Commission de recours amiable"),
        (_G.CPAM, "aide_maladie", "maladie", "L142-4", "Commission de recours amiable"),
        (_G.CPAM, "aide_maladie", "medical", "L142-4", "Commission médicale de recours amiable"),
        (_G.MDPH, "aide_mdph", "cdaph", "R241-35", "commission des droits et de l’autonomie"),
        (_G.FRANCE_TRAVAIL, "aide_travail", "sanction", "R5312-47", "Médiateur régional"),
    ],
)
def test_an_appeal_goes_where_the_text_of_that_aid_sends_it(
    courriers_livres: Courriers, genre: GenreOrganisme, question: str, aide: str, article: str, a_qui: str
) -> None:
    demande = refused(genre, **{question: aide})
    texte = read(courriers_livres, demande)

    assert article in texte.partition("Pourquoi")[0]
    assert any(a_qui in ligne for ligne in addressee(courriers_livres, demande))
    assert "10 novembre 2026" in texte


def test_the_letter_cites_what_the_table_says_of_its_voie(catalogue: Catalogue, courriers_livres: Courriers) -> None:
    vues = set()
    for voie in catalogue.voies:
        for demarche, etape, decision in (
            ("aide_refusee", None, Decision.REFUS),
            ("somme_reclamee", "contester", Decision.INDU),
        ):
            questions = [q for q in catalogue.demarches[demarche].questions if q.id in AIDES and voie.aides & {*q.choix}]
            if decision not in voie.decisions or not voie.prealable or not questions:
                continue
            reponses: dict[str, Valeur] = {q.id: min(voie.aides & {*q.choix}) for q in questions}
            ecrite = demande_of(demarche, reponses | {"decision_genre": decision.value}, genre=min(voie.genres))
            ailleurs = replace(ecrite.organisme, adresse=("1 place Foch", "76600 Le Havre"))  # no territory of its own rules
            texte = read(courriers_livres, replace(ecrite, organisme=ailleurs, evenements=(RECUE,)), etape)
            for entree in filter(None, (voie.obligatoire, "" if voie.a_verifier else voie.silence)):
                assert catalogue.droit.entrees[entree].article in texte, voie.id
            vues.add(voie.id)
    assert {"rsa-refus", "logement-indu", "cpam-medical", "cmi-stationnement", "ft-sanction", "apa"} <= vues


@pytest.mark.parametrize(
    ("genre", "question", "aide"),
    [
        (_G.CAF, "aide_caf", "rsa"),
        (_G.CPAM, "aide_maladie", "medical"),
        (_G.FRANCE_TRAVAIL, "aide_travail", "sanction"),
    ],
)
def test_who_is_elsewhere_does_not_get_the_address_of_the_body(
    courriers_livres: Courriers, genre: GenreOrganisme, question: str, aide: str
) -> None:
    demande = refused(genre, **{question: aide})
    assert demande.organisme.adresse
    assert not set(demande.organisme.adresse) & set(addressee(courriers_livres, demande))


def test_who_decides_on_the_rsa_is_not_always_a_conseil_departemental(courriers_livres: Courriers) -> None:
    """A métropole, a collectivité: the presidency is what they all have."""
    lignes = addressee(courriers_livres, refused(_G.DEPARTEMENT, aide_collectivite="rsa"))
    assert not any("conseil départemental" in ligne for ligne in lignes if "attention" in ligne)


@pytest.mark.parametrize("demarche", ["aide_refusee", "somme_reclamee"])
@pytest.mark.parametrize(("genre", "ou"), [(_G.DEPARTEMENT, "93"), (_G.CAF, "974"), (_G.DEPARTEMENT, "974")])
def test_where_the_state_took_the_rsa_back_who_to_write_to_is_copied_from_the_decision(
    courriers_livres: Courriers, genre: GenreOrganisme, ou: str, demarche: str
) -> None:
    question = "aide_collectivite" if genre is _G.DEPARTEMENT else "aide_caf"
    make, etape = {"aide_refusee": (refused, "demande"), "somme_reclamee": (claimed, "contester")}[demarche]
    ici = make(genre, decision_genre="indu" if demarche == "somme_reclamee" else "refus", **{question: "rsa"})
    la_bas = replace(ici, organisme=replace(ici.organisme, territoire=ou))
    lettre = courriers_livres.compose(la_bas, etape)
    assert isinstance(lettre, Lettre)
    lignes = [plain(ligne) for ligne in lettre.destinataire]
    assert set(lignes) == {"…"}
    assert "destinataire_decision" in {remarque.id for remarque in lettre.remarques}
    texte = read(courriers_livres, la_bas, etape)
    assert "peut devoir précéder le juge" in texte
    assert "sera rejeté" not in texte
    autre = courriers_livres.compose(replace(ici, organisme=replace(ici.organisme, territoire="75")), etape)
    assert "destinataire_decision" not in {remarque.id for remarque in autre.remarques}


@pytest.mark.parametrize(("ou", "article"), [("93", "article 43 de la loi n° 2021-1900"), ("976", "article L542-6")])
def test_where_the_caisse_decides_on_the_rsa_its_commission_gets_the_appeal(
    courriers_livres: Courriers, ou: str, article: str
) -> None:
    ici = claimed(_G.CAF, decision_genre="indu", aide_caf="rsa")
    la_bas = replace(ici, organisme=replace(ici.organisme, territoire=ou))
    lettre = courriers_livres.compose(la_bas, "contester")
    assert isinstance(lettre, Lettre)
    assert "Commission de recours amiable" in [plain(ligne) for ligne in lettre.destinataire]
    texte = read(courriers_livres, la_bas, "contester")
    assert article in texte
    assert "peut devoir précéder le juge" in texte
    assert "L262-47" not in texte


def test_the_housing_fund_must_say_why_and_may_ask_nothing_else(courriers_livres: Courriers) -> None:
    demande = refused(_G.DEPARTEMENT, aide_collectivite="fsl", consequence="La coupure est annoncée.")
    texte = read(courriers_livres, demande)
    assert "De me dire ses raisons, en droit et en fait (article 6-2 de la loi n° 90-449 du 31 mai 1990)" in texte
    assert "procédure d’urgence" in texte
    assert "recours gracieux" in texte
    assert "90-449" not in read(courriers_livres, refused(_G.DEPARTEMENT, aide_collectivite="secours"))


def test_what_was_not_read_for_sure_is_not_asserted(courriers_livres: Courriers) -> None:
    """A place in a shelter may be run by a private body; the C2S goes before a commission that was not read."""
    for demande in (refused(_G.HEBERGEMENT, aide_hebergement="chrs"), refused(_G.CPAM, aide_maladie="c2s")):
        texte = read(courriers_livres, demande)
        assert "qui peut devoir précéder le juge" in texte
        assert "sera rejeté" not in texte
    urgence = read(courriers_livres, refused(_G.HEBERGEMENT, aide_hebergement="urgence"))
    assert "s’il en existe un" in urgence
    assert "recours gracieux" not in urgence


def test_a_gracious_appeal_is_one_before_an_administration_only(courriers_livres: Courriers) -> None:
    assert "recours gracieux (article L411-2" in read(courriers_livres, refused(_G.CCAS, aide_collectivite="secours"))
    inconnu = read(courriers_livres, refused(_G.AUTRE))
    assert "recours gracieux" not in inconnu
    assert "s’il en existe un" in inconnu
    assert "L114-2" not in inconnu


@pytest.mark.parametrize("qualite", PERSONNES)
@pytest.mark.parametrize(("demarche", "etape"), [("aide_refusee", "demande"), ("somme_reclamee", "contester")])
def test_an_appeal_can_be_written_with_no_answer_at_all(
    courriers_livres: Courriers, demarche: str, etape: str, qualite: Qualite
) -> None:
    texte = read(courriers_livres, demande_of(demarche, qualite=qualite), etape)
    assert "je conteste cette décision." in texte.lower()
    assert texte.count("…") > 3


@pytest.mark.parametrize(("genre", "aide", "article"), [(_G.CAF, "logement", "R133-9-2"), (_G.CAF, "rsa", "R262-92-1")])
def test_a_sum_is_to_be_corrected_on_the_text_of_its_own_aid(
    courriers_livres: Courriers, genre: GenreOrganisme, aide: str, article: str
) -> None:
    texte = read(courriers_livres, claimed(genre, decision_genre="indu", aide_caf=aide))
    assert article in texte.partition("Ce qui ne va pas")[0]
    assert "ni aveu" in texte
    for demande in ("L114-8", "R114-9-7", "L114-21", "L311-3-1"):
        assert demande in texte, demande
    assert "L311-5" not in texte


def test_what_suspends_is_named_where_a_text_says_it(courriers_livres: Courriers) -> None:
    assert "L262-46" in read(courriers_livres, claimed(_G.CAF, decision_genre="indu", aide_caf="rsa"), "contester")
    assert "L262-46" not in read(courriers_livres, claimed(_G.CAF, decision_genre="indu", aide_caf="logement"), "contester")


def test_a_banker_s_papers_are_asked_of_social_security_only(courriers_livres: Courriers) -> None:
    """CSS L114-21."""
    assert "L114-21" not in read(courriers_livres, claimed(_G.DEPARTEMENT, decision_genre="indu"))


@pytest.mark.parametrize(
    ("reponses", "genre"),
    [
        ({"decision_genre": "contrainte"}, _G.CAF),
        ({"decision_genre": "penalite"}, _G.CAF),
        ({"decision_genre": "penalite"}, _G.FRANCE_TRAVAIL),
        ({"decision_genre": "annonce"}, _G.CAF),
        ({"decision_genre": "controle"}, _G.CAF),
        ({"decision_genre": "titre"}, _G.DEPARTEMENT),
    ],
)
def test_no_appeal_is_written_where_none_exists(
    catalogue: Catalogue, reponses: dict[str, Valeur], genre: GenreOrganisme
) -> None:
    """A penalty goes to the judge, or to the mediator; an order to pay too; and what is only announced decides nothing."""
    demande = claimed(genre, **reponses)
    demarche = catalogue.demarches["somme_reclamee"]
    obstacle = obstacle_of(demarche, "contester", reponses=demande.reponses, contexte=contexte_of(demande))
    assert obstacle is not None


def test_a_sum_that_comes_with_a_penalty_is_contested_as_a_sum(courriers_livres: Courriers) -> None:
    demande = claimed(_G.CAF, decision_genre="penalite", contester_penalite="indu", aide_caf="familiales")
    texte = read(courriers_livres, demande, "contester")
    assert "Recours contre une somme réclamée" in texte
    assert "L142-4" in texte


def test_the_page_that_follows_says_which_date_counts(courriers_livres: Courriers) -> None:
    def page(demande: Demande, etape: str = "demande") -> str:
        (apres,) = [exemplaire for exemplaire in courriers_livres.kit(demande, etape) if exemplaire.id == "apres"]
        assert len(courriers_livres.pages(apres.document)) <= 2
        return courriers_livres.text(apres.document).replace("\u00a0", " ")

    indu = page(claimed(_G.CAF, decision_genre="indu", aide_caf="rsa"))
    assert "La lettre part, avant la fin du 30 novembre 2026." in indu
    assert "10 janvier 2027 | Dernier jour pour le recours avant le juge. Cette lettre ne le remplace pas." in indu
    medical = page(refused(_G.CPAM, aide_maladie="medical"))
    assert "Quatre mois après | Sans réponse, c’est un rejet." in medical
    assert "tribunal judiciaire" in medical
    assert "tribunal administratif" in page(refused(_G.DEPARTEMENT, aide_collectivite="rsa"))


@pytest.mark.parametrize(
    ("depot", "dit"), [(dt.date(2026, 11, 14), "ce jour-là"), (dt.date(2026, 9, 14), "au 14 novembre 2026")]
)
def test_the_page_of_a_request_for_apa_says_that_silence_grants_it(
    courriers_livres: Courriers, depot: dt.date, dit: str
) -> None:
    """CASF L232-14: an agreement, to be claimed from the head of the département; nobody takes two months more."""
    reponses: dict[str, Valeur] = {"aide_collectivite": "apa", "decision_genre": "refus", "dossier_complet": depot}
    organisme = Organisme("Département du Nord", genre=GenreOrganisme.DEPARTEMENT, territoire="59")
    demande = Demande("aide_refusee", date=dt.date(2026, 12, 1), organisme=organisme, reponses=reponses)
    (page,) = [un.document for un in courriers_livres.kit(demande) if un.id == "apres"]
    texte = courriers_livres.text(page).replace("\u202f", " ").replace("’", "'")

    assert f"Aucune décision {dit} ? L'APA est réputée accordée" in texte
    assert "président du conseil départemental" in texte
    assert "deux mois de plus" not in texte
    assert "APA" not in courriers_livres.text(courriers_livres.kit(replace(demande, reponses={}))[-1].document)


@pytest.mark.parametrize("qualite", PERSONNES)
def test_the_letter_of_an_apa_granted_by_silence_claims_it_and_contests_nothing(
    courriers_livres: Courriers, qualite: Qualite
) -> None:
    reponses: dict[str, Valeur] = {"aide_collectivite": "apa", "dossier_complet": dt.date(2026, 8, 31)}
    demande = replace(demande_of("aide_refusee", reponses, qualite=qualite), date=dt.date(2026, 12, 1))
    texte = read(courriers_livres, demande)

    assert "complet depuis le 31 août 2026" in texte
    assert "qui finissaient le 31 octobre 2026" in texte
    assert "réputée accordée, pour un montant forfaitaire" in texte
    assert "L232-14" in texte
    assert "Je conteste" not in texte
    assert "L134-2" not in texte
    assert any("présidence" in ligne for ligne in addressee(courriers_livres, demande))
    # A decision came: it is contested, as any other.
    refusee = read(courriers_livres, replace(demande, evenements=(RECUE,)))
    assert "Je conteste cette décision" in refusee
    assert "réputée accordée" not in refusee
