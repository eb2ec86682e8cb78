"""What the Suivi and Accueil say of real dossiers, without any screen."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import EtatMandat, Mandat, etat_of
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.domain.mots.horaires import Horaires
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.accueil.accueil import COMPTEES, at_stake, read_week
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.ecran import DossierMontre, Lecteur
from droits_usagers.services.dossier.garde import LettreFaite, keep_dossier
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.suivi.criteres import criteres_of, filtre_for
from droits_usagers.services.suivi.lignes import SIGNES, Presentation, Semaine, Tranche, week_from
from tests.coffres import PHRASE, Horloge, make_coffres

AUJOURDHUI = Horloge().today()
SEMAINE = Semaine(AUJOURDHUI, AUJOURDHUI + dt.timedelta(days=7))
GABARIT = GabaritUtilise("acces/demande", "1", "0" * 16)
_T = TypeEvenement


@pytest.fixture
def coffre(catalogue: Catalogue, tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffres(Horloge(), suivre=Suivant(catalogue)).create(tmp_path / "essai.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


@pytest.fixture
def lire(catalogue: Catalogue, coffre: Coffre) -> "Lire":
    return Lire(Lecteur(Presentation(catalogue, lambda: AUJOURDHUI), Suivant(catalogue)), coffre)


class Lire:
    """Makes a dossier with these facts, so many days ago, and says it."""

    def __init__(self, lecteur: Lecteur, coffre: Coffre) -> None:
        self.lecteur, self._coffre = lecteur, coffre

    def __call__(self, *faits: tuple[TypeEvenement, int], nom: str = "Œuvrard") -> DossierMontre:
        evenements = tuple(Evenement(AUJOURDHUI - dt.timedelta(jours), type_) for type_, jours in faits)
        demande = Demande(
            "acces", concerne=Personne(nom=nom), organisme=Organisme("CD 93", service="Bobigny"), evenements=evenements
        )
        return self.lecteur(self._coffre, self._coffre.dossiers.create(demande))


def test_a_letter_that_was_sent_is_not_said_to_wait_for_it(lire: Lire, coffre: Coffre, catalogue: Catalogue) -> None:
    envoyee = Demande("note_dpo", evenements=(Evenement(AUJOURDHUI, TypeEvenement.ENVOYE),))
    note = lire.lecteur(coffre, coffre.dossiers.create(envoyee))
    assert note.echeances == ()
    assert note.sans_echeance == catalogue.textes("suivi.panneau.sans_delai")
    assert lire().sans_echeance == catalogue.textes("suivi.panneau.aucune_echeance")


@pytest.mark.parametrize(
    ("horaires", "revoir", "dite"),
    [
        (Horaires({1: ("de 14 h à 17 h",)}, "12 rue Colbert"), None, "Permanence du mardi : de 14 h à 17 h, 12 rue Colbert."),
        (Horaires({1: ("de 14 h à 17 h",)}), None, "Permanence du mardi : de 14 h à 17 h."),
        (Horaires(lieu="12 rue Colbert"), None, "Permanence du mercredi : 12 rue Colbert."),
        (Horaires({1: ()}), None, ""),
        (Horaires(), None, ""),
        # A day that someone chose, on which it is closed.
        (Horaires({1: ()}), dt.date(2026, 12, 10), "La permanence n’ouvre pas ce jour-là."),
        (Horaires(lieu="12 rue Colbert"), dt.date(2026, 12, 12), "Permanence du samedi : 12 rue Colbert."),
        (Horaires({4: ("de 9 h à 12 h",)}), dt.date(2027, 1, 1), "La permanence n’ouvre pas ce jour-là."),
        (Horaires({1: ()}, fermetures=(((12, 20), (1, 3)),)), dt.date(2026, 12, 22), "La permanence n’ouvre pas ce jour-là."),
    ],
)
def test_the_day_to_look_again_says_when_and_where_the_desk_receives(
    catalogue: Catalogue, coffre: Coffre, horaires: Horaires, revoir: dt.date | None, dite: str
) -> None:
    """Sent on Tuesday the 24th: fifteen days later is Wednesday the 9th, and the desk's next Tuesday the 15th."""
    lecteur = Lecteur(Presentation(catalogue, lambda: AUJOURDHUI), Suivant(catalogue, horaires))
    demande = Demande("note_dpo", evenements=(Evenement(AUJOURDHUI, _T.ENVOYE),))
    reference = coffre.dossiers.create(demande)
    coffre.regards.put(reference, revoir)
    assert lecteur(coffre, reference).permanence.replace("\N{NO-BREAK SPACE}", " ") == dite
    cachee = replace(demande, concerne=Personne(nom="Œuvrard", adresse_protegee=True))
    assert lecteur(coffre, coffre.dossiers.create(cachee)).permanence == ""


def test_a_late_one_says_one_s_own_last_day_first_then_the_day_it_was_due_and_what_to_do(lire: Lire) -> None:
    dossier = lire((_T.ENVOYE, 40), (_T.RECU, 35))
    assert (dossier.demarche, dossier.organisme) == ("Accès", "CD 93, Bobigny")
    assert (dossier.etat, dossier.signe) == ("Refus par silence", SIGNES["refus_tacite"])
    assert dossier.dates.geste == "Saisir la CADA"
    assert dossier.dates.dessous.startswith("service en retard de ")
    assert [etape.titre for etape in dossier.etapes[:2]] == ["Saisir la CADA", "Relancer"]
    assert dossier.etapes[0].possible
    assert [echeance.titre for echeance in dossier.echeances[:2]] == [
        "Votre dernier jour pour saisir la CADA",
        "Dernier jour du service pour répondre",
    ]
    assert "dépassée" in dossier.echeances[1].quand
    assert dossier.echeances[1].douce


def test_only_a_right_that_can_be_lost_is_red(lire: Lire) -> None:
    def red(*faits: tuple[TypeEvenement, int]) -> list[str]:
        return [echeance.titre for echeance in lire(*faits).echeances if echeance.presse]

    cada = "Votre dernier jour pour saisir la CADA"
    assert red((_T.ENVOYE, 40), (_T.RECU, 35)) == []
    assert red((_T.ENVOYE, 90), (_T.RECU, 88)) == [cada]
    assert red((_T.ENVOYE, 150), (_T.RECU, 148)) == [cada]
    assert red((_T.ENVOYE, 150), (_T.RECU, 148), (_T.CADA_SAISIE, 100)) == []
    assert red((_T.ENVOYE, 150), (_T.RECU, 148), (_T.CLOS, 2)) == []


def test_a_refusal_leads_to_the_cada_and_to_the_cnil(lire: Lire) -> None:
    dossier = lire((_T.ENVOYE, 40), (_T.RECU, 35))
    offertes = {etape.titre: etape for etape in dossier.etapes if etape.possible}
    assert {"Saisir la CADA", "Se plaindre à la CNIL"} <= set(offertes)
    assert not any(etape.refaire for etape in offertes.values())


def test_a_window_that_closed_leads_to_the_same_demande_again(lire: Lire) -> None:
    dossier = lire((_T.ENVOYE, 150), (_T.RECU, 148))
    assert [etape.titre for etape in dossier.etapes if etape.refaire] == ["Refaire une demande"]


def test_every_date_explains_itself_and_names_its_rule(lire: Lire) -> None:
    for echeance in lire((_T.ENVOYE, 40), (_T.RECU, 35)).echeances:
        assert " → " in echeance.explications[0]
        assert echeance.explications[-1].startswith("Règle")


def warnings(dossier: DossierMontre) -> list[str]:
    return [
        ligne.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
        for echeance in dossier.echeances
        for ligne in echeance.avertissements
    ]


def test_when_both_clocks_end_the_same_day_it_is_said_once_without_being_asked(lire: Lire) -> None:
    dits = warnings(lire((_T.ENVOYE, 12), (_T.RECU, 10)))
    assert len([dit for dit in dits if dit.endswith("N'attendez pas la première pour la seconde.")]) == 1
    dits = warnings(lire((_T.ENVOYE, 12), (_T.RECU, 10), (_T.PROLONGATION_ANNONCEE, 2)))
    assert len([dit for dit in dits if dit.endswith("N'attendez pas la réponse pour saisir la CADA.")]) == 1


def test_the_eve_to_aim_at_and_the_other_day_that_may_be_argued_for_are_said_without_being_asked(lire: Lire) -> None:
    dits = warnings(lire((_T.ENVOYE, 12), (_T.RECU, 10), (_T.PRECISION_DEMANDEE, 8), (_T.PRECISION_FOURNIE, 4)))
    assert any(" au plus tard ; visez le " in dit for dit in dits)
    assert any("Vous pouvez soutenir que le dernier jour est le " in dit for dit in dits)


def test_what_is_said_at_once_is_not_said_again_in_the_explanation(lire: Lire) -> None:
    for echeance in lire((_T.ENVOYE, 12), (_T.RECU, 10)).echeances:
        assert not set(echeance.avertissements) & set(echeance.explications)


def test_of_a_day_that_is_over_one_is_told_what_is_left_and_nothing_else(lire: Lire) -> None:
    (dit,) = warnings(lire((_T.ENVOYE, 150), (_T.RECU, 148)))
    assert dit.startswith("Ce délai paraît passé. Il reste : la CADA, si aucun accusé")
    (dit,) = warnings(lire((_T.ENVOYE, 150), (_T.RECU, 148), (_T.ACCUSE_CONFORME, 147)))
    assert dit.startswith("Ce délai paraît passé, et refaire la même demande ne le rouvre pas.")


def test_nothing_is_left_to_say_of_a_day_that_was_kept(lire: Lire) -> None:
    dits = warnings(lire((_T.ENVOYE, 150), (_T.RECU, 148), (_T.CADA_SAISIE, 100)))
    assert not any("Ce délai paraît passé" in dit for dit in dits)


def test_a_date_estimated_from_the_sending_says_so(lire: Lire) -> None:
    assert "date estimée" in lire((_T.ENVOYE, 10)).echeances[0].marques


def test_a_delay_that_stands_still_has_no_date(lire: Lire) -> None:
    quand = [echeance.quand for echeance in lire((_T.ENVOYE, 12), (_T.RECU, 10), (_T.IDENTITE_DEMANDEE, 5)).echeances]
    assert any("le délai est arrêté" in dit for dit in quand)


def test_while_the_body_waits_for_an_answer_there_is_something_to_do(lire: Lire) -> None:
    demandee = lire((_T.ENVOYE, 12), (_T.RECU, 10), (_T.IDENTITE_DEMANDEE, 5))
    fournie = lire((_T.ENVOYE, 12), (_T.RECU, 10), (_T.IDENTITE_DEMANDEE, 5), (_T.IDENTITE_FOURNIE, 3))
    (repondre,) = demandee.etapes
    assert (repondre.titre, repondre.possible) == ("Répondre au service", False)
    assert "Répondez-lui sans attendre" in repondre.pourquoi
    assert demandee.dates.d_abord == "Répondre au service dès maintenant"
    assert fournie.etapes == ()
    assert fournie.sans_etape.startswith("Rien à faire pour le moment")


def test_past_days_are_said_by_what_they_were_for(lire: Lire) -> None:
    dossier = lire((_T.ENVOYE, 40), (_T.RECU, 35), (_T.REPONSE_COMPLETE, 20))
    assert all("dépassée" not in echeance.quand for echeance in dossier.echeances)


def test_nobody_in_a_repr(lire: Lire) -> None:
    assert "Œuvrard" not in repr(lire((_T.ENVOYE, 12)))


def test_an_unknown_reference_is_an_expected_failure(lire: Lire, coffre: Coffre) -> None:
    with pytest.raises(ExpectedError) as raised:
        lire.lecteur(coffre, "1999-0001")
    assert raised.value.panne is Panne.DOSSIER_INCONNU


# Accueil.


def test_a_week_says_what_can_be_lost_the_nearest_first_and_what_others_owe(lire: Lire, coffre: Coffre) -> None:
    lire((_T.ENVOYE, 300), (_T.RECU, 298))
    lire((_T.ENVOYE, 90), (_T.RECU, 86))
    lire((_T.ENVOYE, 92), (_T.RECU, 90))
    lire((_T.ENVOYE, 3), (_T.RECU, 2))
    semaine = read_week(coffre, SEMAINE)
    assert [(perte.delai, perte.dossiers, perte.ligne.reference) for perte in semaine.pertes if perte.ligne] == [
        ("saisine_cada", 1, "2026-0003"),
        ("saisine_cada", 1, "2026-0002"),
    ]
    assert (semaine.dossiers, semaine.comptes["votre_delai"], semaine.comptes["depassees"]) == (4, 2, 3)
    # What can be lost was said: it is not said again.
    assert [ligne.reference for ligne in semaine.retards] == ["2026-0001"]


def test_a_last_day_of_many_dossiers_is_said_once_and_leads_to_all_of_them(lire: Lire, coffre: Coffre) -> None:
    for _ in range(51):
        lire((_T.ENVOYE, 90), (_T.RECU, 86))
    # Reminded: its own last day is the nearest all the same.
    demain = lire((_T.ENVOYE, 92), (_T.RECU, 90), (_T.RELANCE_ENVOYEE, 10)).reference
    d_abord, ensuite = read_week(coffre, SEMAINE).pertes
    assert (d_abord.dossiers, ensuite.dossiers, ensuite.ligne) == (1, 51, None)
    assert at_stake(coffre, d_abord) == (demain,)
    assert len(at_stake(coffre, ensuite)) == 51


_FAITS = st.lists(st.tuples(st.sampled_from(TypeEvenement), st.integers(0, 300)), max_size=4)


@settings(max_examples=12)
@given(histoires=st.lists(_FAITS, min_size=1, max_size=8))
def test_what_opens_from_a_week_holds_as_many_as_it_says(catalogue: Catalogue, histoires: list[list[tuple[_T, int]]]) -> None:
    with tempfile.TemporaryDirectory() as dossier:
        coffre = make_coffres(suivre=Suivant(catalogue)).create(Path(dossier) / "a.coffre", PHRASE, accept_weak=True)
        for histoire in histoires:
            faits = tuple(Evenement(AUJOURDHUI - dt.timedelta(jours), type_) for type_, jours in histoire)
            coffre.dossiers.create(Demande("acces", evenements=faits))
        semaine = read_week(coffre, SEMAINE)
        for tranche in COMPTEES:
            filtre = filtre_for("", criteres_of((tranche,)), SEMAINE)
            assert semaine.comptes[tranche] == coffre.liste.page(filtre, taille=100).total
        assert sum(perte.dossiers for perte in semaine.pertes) == semaine.comptes[Tranche.VOTRE_DELAI]
        for ligne in coffre.liste.page(taille=100).lignes:
            assert (ligne.prochaine_date is None) == (ligne.etat == "clos")
        coffre.close()


def test_a_day_chosen_to_look_again_holds_until_something_happens(lire: Lire, coffre: Coffre) -> None:
    reference = lire((_T.ENVOYE, 40), (_T.RECU, 38)).reference
    jour = AUJOURDHUI + dt.timedelta(days=5)
    assert coffre.regards.put(reference, jour) is None
    (ligne,) = coffre.liste.page().lignes
    assert (ligne.prochaine_date, ligne.revoir_le) == (jour, jour)
    assert read_week(coffre, SEMAINE).comptes["a_revoir"] == 1
    coffre.faits.take(FaitANoter(reference, Evenement(AUJOURDHUI, _T.REFUS)))
    assert coffre.dossiers.read(reference).revoir_le is None


def test_accueil_counts_what_does_not_press(lire: Lire, coffre: Coffre) -> None:
    envoyee = lire((_T.ENVOYE, 3)).reference
    lire((_T.COURRIER_ETABLI, 1))
    lire()
    lire((_T.ENVOYE, 800), (_T.CLOS, 400))
    for jours, signe, revoque in ((10, 90, None), (30, 90, None), (31, 90, None), (-1, 90, None), (9, 90, 1), (9, -1, None)):
        fin, signature = AUJOURDHUI + dt.timedelta(days=jours), AUJOURDHUI - dt.timedelta(days=signe)
        revoque_le = AUJOURDHUI - dt.timedelta(days=revoque) if revoque else None
        coffre.mandats.add(Mandat("Élodie", "Syndicat", signature, fin, revoque_le), [envoyee])
    comptes = read_week(coffre, SEMAINE).comptes
    assert {id_: nombre for id_, nombre in comptes.items() if nombre} == {
        "a_envoyer": 2,
        "a_prouver": 1,
        # Made today, and not sent: to be looked at today.
        "a_revoir": 1,
        "semaine": 1,
        "mandats": 2,
        "conservation": 1,
    }
    finissent = [mandat for mandat in coffre.mandats.all() if etat_of(mandat, AUJOURDHUI) is EtatMandat.FINIT_BIENTOT]
    assert len(finissent) == comptes["mandats"]


def test_accueil_mentions_the_bin_only_when_the_day_is_near(lire: Lire, coffre: Coffre, catalogue: Catalogue) -> None:
    coffre.corbeille.put(lire((_T.ENVOYE, 60)).reference)
    assert read_week(coffre, SEMAINE).bientot_effaces == ()
    assert len(read_week(coffre, week_from(AUJOURDHUI + dt.timedelta(25), catalogue.feries)).bientot_effaces) == 1


# From a letter to a dossier.


def _demande(**reponses: str) -> Demande:
    return Demande("acces", concerne=Personne(nom="Œuvrard"), reponses=dict(reponses))


def test_a_printed_letter_makes_a_dossier_that_says_it_was_made(catalogue: Catalogue, coffre: Coffre) -> None:
    cle = coffre.brouillons.save(_demande())
    lettre = LettreFaite(catalogue.demarches["acces"], "demande", GABARIT)
    reference = keep_dossier(coffre, _demande(), lettre=lettre, today=AUJOURDHUI, brouillon=cle)
    lu = coffre.dossiers.read(reference)
    assert [fait.evenement.type for fait in lu.faits] == [_T.COURRIER_ETABLI]
    assert [courrier.gabarit for courrier in lu.courriers] == [GABARIT]
    assert coffre.brouillons.latest() == ()


def test_a_letter_not_printed_yet_makes_a_dossier_without_facts(catalogue: Catalogue, coffre: Coffre) -> None:
    lettre = LettreFaite(catalogue.demarches["acces"], "demande")
    assert coffre.dossiers.read(keep_dossier(coffre, _demande(), lettre=lettre, today=AUJOURDHUI)).faits == ()


def test_printing_twice_records_one_making(catalogue: Catalogue, coffre: Coffre) -> None:
    lettre = LettreFaite(catalogue.demarches["acces"], "demande", GABARIT)
    reference = keep_dossier(coffre, _demande(), lettre=lettre, today=AUJOURDHUI)
    keep_dossier(coffre, _demande(), lettre=lettre, today=AUJOURDHUI, reference=reference)
    assert len(coffre.dossiers.read(reference).faits) == 1
    assert len(coffre.dossiers.read(reference).courriers) == 2


def test_a_reminder_keeps_the_answers_it_did_not_ask_for(catalogue: Catalogue, coffre: Coffre) -> None:
    acces = catalogue.demarches["acces"]
    premiere = LettreFaite(acces, "demande")
    reference = keep_dossier(coffre, _demande(suivi_par="le centre de Bobigny"), lettre=premiere, today=AUJOURDHUI)
    relance = LettreFaite(acces, "relance", GABARIT)
    keep_dossier(coffre, _demande(preuve_reception="avis"), lettre=relance, today=AUJOURDHUI, reference=reference)
    lu = coffre.dossiers.read(reference)
    assert set(lu.demande.reponses) == {"suivi_par", "preuve_reception"}
    assert [fait.evenement.type for fait in lu.faits] == []


def test_what_happened_since_is_recorded_with_the_letter_it_calls_for(catalogue: Catalogue, coffre: Coffre) -> None:
    acces = catalogue.demarches["acces"]
    envoye = Evenement(AUJOURDHUI - dt.timedelta(40), _T.ENVOYE)
    reference = coffre.dossiers.create(replace(_demande(), evenements=(envoye,)))
    refus = Evenement(AUJOURDHUI - dt.timedelta(2), _T.REFUS)
    absurde = Evenement(AUJOURDHUI - dt.timedelta(50), _T.REPONSE_PARTIELLE)
    autre_envoi = replace(envoye, date=AUJOURDHUI)
    demande = replace(_demande(), evenements=(absurde, envoye, refus, autre_envoi))
    lettre = LettreFaite(acces, "contestation_refus", GABARIT)
    for _ in range(2):
        keep_dossier(coffre, demande, lettre=lettre, today=AUJOURDHUI, reference=reference)
    assert coffre.dossiers.read(reference).demande.evenements == (envoye, refus)


def test_an_answer_can_only_come_to_what_was_sent(lire: Lire) -> None:
    assert not lire().repondable
    assert lire((_T.ENVOYE, 10)).repondable


def test_a_last_day_that_may_still_run_presses_and_is_said_first(lire: Lire, coffre: Coffre) -> None:
    """Sent in August, seen on the 24th of November: the CADA until the 1st, or until the 30th."""
    envoyee = Demande("acces", evenements=(Evenement(MoisConnu(2026, 8, 1), _T.ENVOYE),))
    cada, *autres = lire.lecteur(coffre, coffre.dossiers.create(envoyee)).echeances
    assert "saisir la CADA" in cada.titre
    assert cada.presse
    # What is possible, or has come to be, since a day is not « over »; nor may a delay that is over still be prolonged.
    for echeance in autres:
        assert ("dépassée" in echeance.quand) is ("Dernier jour" in echeance.titre), echeance.quand
        assert not any("peut encore être prolongée" in dit for dit in echeance.explications)


def test_a_last_day_before_a_judge_that_may_be_over_is_not_said_to_be_to_come(lire: Lire, coffre: Coffre) -> None:
    def told(decision: dt.date) -> str:
        reponses = {"aide_travail": "sanction", "decision_genre": "refus"}
        organisme = Organisme("France Travail", genre=GenreOrganisme.FRANCE_TRAVAIL)
        faits = (Evenement(decision, _T.DECISION_RECUE), Evenement(dt.date(2026, 11, 20), _T.ENVOYE))
        demande = Demande("somme_reclamee", organisme=organisme, reponses=reponses, evenements=faits)
        judge = lire.lecteur(coffre, coffre.dossiers.create(demande)).etapes[0]
        assert judge.juge
        return judge.pourquoi.replace("\N{NO-BREAK SPACE}", " ")

    assert "avant la fin du jeudi 10 décembre 2026" in told(dt.date(2026, 10, 10))
    assert "le délai a pu finir. S’il court encore, c’est jusqu’au lundi 30 novembre 2026" in told(MoisConnu(2026, 9, 1))


def test_a_medical_file_says_of_which_items_its_day_is(lire: Lire, coffre: Coffre) -> None:
    organisme = Organisme("Clinique", genre=GenreOrganisme.SANTE)
    recu = Evenement(AUJOURDHUI - dt.timedelta(14), _T.RECU)
    demande = Demande("dossier_medical", organisme=organisme, evenements=(recu,))
    dossier = lire.lecteur(coffre, coffre.dossiers.create(demande))
    (sante,) = (echeance for echeance in dossier.echeances if "dossier médical" in echeance.titre)
    assert "Pour ce qui a moins de cinq ans." in sante.avertissements
    assert any("jusqu’à deux mois" in dit for dit in sante.avertissements)


def test_an_appeal_that_a_table_says_was_sent_is_one_that_was_made(lire: Lire, coffre: Coffre) -> None:
    """« Envoyé le », of a demarche whose letter is the appeal."""
    faits = (Evenement(dt.date(2026, 8, 20), _T.DECISION_RECUE), Evenement(dt.date(2026, 9, 10), _T.ENVOYE))
    demande = Demande(
        "aide_refusee",
        organisme=Organisme("CAF", genre=GenreOrganisme.CAF),
        reponses={"aide_caf": "prime_activite", "decision_genre": "refus"},
        evenements=faits,
    )
    dossier = lire.lecteur(coffre, coffre.dossiers.create(demande))
    (appel,) = (echeance for echeance in dossier.echeances if "recours obligatoire" in echeance.titre)
    assert not appel.presse
    assert not any("paraît passé" in dit for dit in appel.avertissements)
