"""Slips and letters of the day: finding whose they are, recording what they say, never a receipt that is not one."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.services.coffre.valeurs import FaitANoter, FaitPris
from droits_usagers.services.dossier.avis import AUTRES_LETTRES, AVIS, letters_out, say_note
from droits_usagers.services.dossier.faits import ENVOIS, INITIAL, Refus
from droits_usagers.services.envois.courrier_du_jour import (
    Candidat,
    CandidatsTrouves,
    ChoixCourrier,
    CourrierDuJour,
    LigneNotee,
    SaisieCourrier,
    check,
    choices,
    matching,
    proposed,
)
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.suivi.lignes import Presentation
from tests.coffres import PHRASE, Horloge, erase, make_coffres

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre

_T = TypeEvenement
AUJOURDHUI = Horloge().today()
ENVOI = AUJOURDHUI - dt.timedelta(days=8)
RECOMMANDE = "1A 234 567 8482 1"


def fact(type_: TypeEvenement, jours: int, organisme: str = "") -> Evenement:
    """One that happened so many days ago."""
    return Evenement(AUJOURDHUI - dt.timedelta(days=jours), type_, organisme)


class Poste:
    """A coffre and its post."""

    def __init__(self, catalogue: Catalogue, chemin: Path) -> None:
        self.horloge = Horloge()
        self.coffres = make_coffres(self.horloge, suivre=Suivant(catalogue))
        self.chemin = chemin
        self.coffre: Coffre = self.coffres.create(chemin, PHRASE, accept_weak=True)
        self.courrier = CourrierDuJour(Presentation(catalogue, self.horloge.today), Suivant(catalogue))

    def dossier(self, nom: str, *faits: tuple[TypeEvenement, int, str], organisme: str = "CCAS de Pantin") -> str:
        """One with these facts: which, how many days ago, under which registered number."""
        demande = Demande("acces", concerne=Personne(prenom="Élodie", nom=nom), organisme=Organisme(organisme, territoire="93"))
        reference = self.coffre.dossiers.create(demande)
        for type_, jours, numero in faits:
            self.coffre.faits.take(FaitANoter(reference, fact(type_, jours), recommande=numero))
        return reference

    def find(self, texte: str) -> CandidatsTrouves:
        return self.courrier.find(self.coffre, texte)

    def only(self, texte: str) -> Candidat:
        """The dossier that can only be that one."""
        trouves = self.find(texte)
        assert trouves.sur
        return trouves.candidats[0]

    def record(self, texte: str, choix: str, jours: int) -> LigneNotee | Refus:
        saisie = SaisieCourrier(self.only(texte), choix, AUJOURDHUI - dt.timedelta(days=jours))
        return self.courrier.record(self.coffre, saisie)

    def noted(self, texte: str, choix: str, jours: int) -> LigneNotee:
        ligne = self.record(texte, choix, jours)
        assert isinstance(ligne, LigneNotee)
        return ligne

    def facts(self, reference: str) -> list[TypeEvenement]:
        return [fait.type for fait in self.coffre.dossiers.read(reference).demande.evenements]


@pytest.fixture
def poste(catalogue: Catalogue, tmp_path: Path) -> Iterator[Poste]:
    poste = Poste(catalogue, tmp_path / "essai.coffre")
    yield poste
    poste.coffre.close()


def references(trouves: CandidatsTrouves) -> list[str]:
    return [candidat.reference for candidat in trouves.candidats]


@pytest.mark.parametrize("fin", ["4821", "84821", "848 2 1", "821", "1A23456784821", "1a 234 567 8482 1"])
def test_the_end_of_a_registered_number_finds_its_letter(poste: Poste, fin: str) -> None:
    reference = poste.dossier("Œuvrard", (_T.ENVOYE, 8, RECOMMANDE))
    poste.dossier("Diallo", (_T.ENVOYE, 8, "1A 234 567 8990 3"))
    candidat = poste.only(fin)
    assert (candidat.reference, candidat.defaut) == (reference, "recu")
    assert candidat.choix[0].id == "recu"
    assert candidat.situation == "Lettre envoyée, 16 novembre 2026"


def test_a_number_without_its_key_is_shown_and_not_taken_for_sure(poste: Poste) -> None:
    """« 848 2 1 »: what is before the last digit, printed apart on the slip."""
    reference = poste.dossier("Œuvrard", (_T.ENVOYE, 8, RECOMMANDE))
    trouves = poste.find("8482")
    assert (references(trouves), trouves.sur) == ([reference], False)
    exact = poste.dossier("Diallo", (_T.ENVOYE, 8, "1A 999 999 9999 8482"))
    assert poste.only("8482").reference == exact


@pytest.mark.parametrize("texte", ["oeu", "Œuv", "elodie oeu", "pant", "2026-0001", "0001", "1"])
def test_letters_of_a_name_of_a_body_or_a_reference_find_it_too(poste: Poste, texte: str) -> None:
    reference = poste.dossier("Œuvrard", (_T.ENVOYE, 8, ""))
    poste.dossier("Diallo", (_T.ENVOYE, 8, ""), organisme="CAF de la Loire")
    trouves = poste.find(texte)
    assert references(trouves)[:1] == ([reference] if len(texte) > 1 else [])


def test_two_letters_are_not_enough_and_nothing_is_said_of_what_is_not_there(poste: Poste) -> None:
    poste.dossier("Œuvrard", (_T.ENVOYE, 8, RECOMMANDE))
    for texte in ("", "82", "o e", "9999", "xyzxyz", "1Z999999999999"):
        assert poste.find(texte) == CandidatsTrouves(texte)


def test_several_are_all_shown_those_awaited_first(poste: Poste) -> None:
    poste.dossier("Œuvrard", (_T.ENVOYE, 60, ""), (_T.RECU, 58, ""))
    attendu = poste.dossier("Œuvrard", (_T.ENVOYE, 3, ""))
    trouves = poste.find("oeuv")
    assert references(trouves)[0] == attendu
    assert (len(trouves.candidats), trouves.sur) == (2, False)


def test_more_than_can_be_shown_are_counted(poste: Poste) -> None:
    for _ in range(9):
        poste.dossier("Œuvrard", (_T.ENVOYE, 3, RECOMMANDE))
    assert [len(poste.find(texte).candidats) + poste.find(texte).autres for texte in ("oeuv", "4821")] == [9, 7]


def test_what_only_looks_like_it_is_never_sure(poste: Poste) -> None:
    poste.dossier("Œuvrard", (_T.ENVOYE, 3, ""))
    trouves = poste.find("oeuvrand")
    assert len(trouves.candidats) == 1
    assert not trouves.sur


def test_a_letter_in_the_bin_or_cancelled_is_not_found_by_its_number(poste: Poste) -> None:
    jete = poste.dossier("Œuvrard", (_T.ENVOYE, 8, RECOMMANDE))
    annule = poste.dossier("Diallo", (_T.ENVOYE, 8, "1A 999 999 9999 9"))
    poste.coffre.corbeille.put(jete)
    poste.coffre.faits.give_back(FaitPris(annule, poste.coffre.dossiers.read(annule).faits[0].numero))
    assert poste.find("4821").candidats == poste.find("99999").candidats == ()


def test_a_slip_is_recorded_and_says_what_it_changed(poste: Poste) -> None:
    reference = poste.dossier("Œuvrard", (_T.ENVOYE, 8, RECOMMANDE))
    ligne = poste.noted("4821", "recu", 5)
    assert poste.facts(reference) == [_T.ENVOYE, _T.RECU]
    assert ligne.fait == "Lettre reçue par l’organisme, 19 novembre 2026"
    # Spaces that keep the date on one line.
    assert ligne.change.replace("\u00a0", " ") == "réponse due le 21 décembre 2026, dans 27 jours"
    assert ligne.qui == "Élodie Œuvrard"
    assert "Œuvrard" not in repr(ligne) + repr(poste.find("4821"))


def test_a_closed_dossier_says_its_etat(poste: Poste) -> None:
    poste.dossier("Œuvrard", (_T.ENVOYE, 8, RECOMMANDE))
    assert poste.noted("4821", "clos", 0).change == "Clos"


@pytest.mark.parametrize(
    ("choix", "jours", "refus"),
    [("recu", -1, "futur"), ("recu", 9, "trop_tot"), ("envoye", 8, "deja_note"), ("envoye", 7, "autre_date")],
)
def test_what_makes_no_sense_is_not_recorded(poste: Poste, choix: str, jours: int, refus: str) -> None:
    reference = poste.dossier("Œuvrard", (_T.ENVOYE, 8, RECOMMANDE))
    resultat = poste.record("4821", choix, jours)
    assert isinstance(resultat, Refus)
    assert resultat.id == refus
    assert poste.facts(reference) == [_T.ENVOYE]
    assert poste.courrier.today_lines(poste.coffre) == ()


def test_the_same_slip_twice_is_refused_even_when_both_lines_were_ready(poste: Poste) -> None:
    poste.dossier("Œuvrard", (_T.ENVOYE, 8, RECOMMANDE))
    saisie = SaisieCourrier(poste.only("4821"), "recu", AUJOURDHUI)
    assert isinstance(poste.courrier.record(poste.coffre, saisie), LigneNotee)
    assert isinstance(poste.courrier.record(poste.coffre, saisie), Refus)


def test_a_letter_already_received_says_so_and_proposes_nothing(poste: Poste) -> None:
    poste.dossier("Œuvrard", (_T.ENVOYE, 8, RECOMMANDE), (_T.RECU, 5, ""))
    candidat = poste.only("4821")
    assert candidat.defaut == ""
    assert "déjà notée reçue (19 novembre 2026)" in candidat.remarque


def test_the_slip_of_a_reminder_is_not_a_receipt_of_the_request(poste: Poste) -> None:
    reference = poste.dossier("Œuvrard", (_T.ENVOYE, 60, "1A 111 111 1111 1"), (_T.RELANCE_ENVOYEE, 8, RECOMMANDE))
    candidat = poste.only("4821")
    assert candidat.defaut == f"{AVIS}relance_envoyee"
    assert "la relance envoyée (16 novembre 2026)" in candidat.remarque
    assert "manque toujours" in candidat.remarque
    avant = poste.coffre.liste.page().lignes
    ligne = poste.noted("4821", candidat.defaut, 5)
    assert poste.facts(reference) == [_T.ENVOYE, _T.RELANCE_ENVOYEE]
    assert poste.coffre.liste.page().lignes == avant
    (note,) = poste.coffre.dossiers.read(reference).notes
    assert note.texte == "Avis de réception de la relance envoyée (16 novembre 2026)\u00a0: reçue le 19 novembre 2026"
    assert (ligne.fait, ligne.change) == (note.texte, "gardé dans les notes, aucune date ne change")
    assert poste.record("4821", candidat.defaut, 5) == Refus("deja_note")


def test_a_slip_of_another_letter_may_not_come_before_it(poste: Poste) -> None:
    poste.dossier("Œuvrard", (_T.ENVOYE, 60, ""), (_T.RECU, 58, ""), (_T.RELANCE_ENVOYEE, 8, RECOMMANDE))
    assert "manque" not in poste.only("4821").remarque
    choix = f"{AVIS}relance_envoyee"
    tot, tard = poste.record("4821", choix, 9), poste.record("4821", choix, -1)
    assert isinstance(tot, Refus)
    assert (tot.id, tot.autre) == ("trop_tot", _T.RELANCE_ENVOYEE)
    assert isinstance(tard, Refus)
    assert tard.id == "futur"


def test_a_line_is_taken_back_by_another_fact(poste: Poste) -> None:
    reference = poste.dossier("Œuvrard", (_T.ENVOYE, 8, RECOMMANDE))
    annulee = poste.courrier.cancel(poste.coffre, poste.noted("4821", "recu", 5))
    assert annulee.annulee
    assert annulee.change.startswith("réponse due le ")
    assert poste.facts(reference) == [_T.ENVOYE]
    assert [fait.annule for fait in poste.coffre.dossiers.read(reference).faits] == [False, True]
    assert poste.courrier.today_lines(poste.coffre) == ()
    assert poste.only("4821").defaut == "recu"


def test_a_note_is_taken_back_whole(poste: Poste) -> None:
    reference = poste.dossier("Œuvrard", (_T.ENVOYE, 60, ""), (_T.RELANCE_ENVOYEE, 8, RECOMMANDE))
    poste.courrier.cancel(poste.coffre, poste.noted("4821", f"{AVIS}relance_envoyee", 5))
    assert poste.coffre.dossiers.read(reference).notes == ()


def test_the_lines_of_the_day_are_found_again_after_locking(poste: Poste) -> None:
    for nom, numero in (("Œuvrard", "1A 111"), ("Diallo", "1A 222"), ("Nguyen", "1A 333")):
        poste.dossier(nom, (_T.ENVOYE, 60, numero), (_T.RELANCE_ENVOYEE, 8, f"{numero} 4444"))
    lignes = [poste.noted("111", "recu", 5), poste.noted("2224444", f"{AVIS}relance_envoyee", 5), poste.noted("333", "recu", 4)]
    efface, annule = lignes[2].reference, lignes[0]
    poste.coffre.close()
    poste.coffre = poste.coffres.open(poste.chemin, PHRASE)
    assert poste.courrier.today_lines(poste.coffre) == tuple(reversed(lignes))
    erase(poste.coffre, [efface])
    poste.coffre.faits.give_back(FaitPris(annule.reference, annule.numero))
    assert poste.courrier.today_lines(poste.coffre) == (lignes[1],)
    poste.horloge.advance(days=1)
    assert poste.courrier.today_lines(poste.coffre) == ()


def test_facts_are_found_by_their_first_letters() -> None:
    choix = [
        ChoixCourrier("c", "Réponse complète"),
        ChoixCourrier("r", "Reçue"),
        ChoixCourrier("f", "Refus écrit"),
        ChoixCourrier("cnil", "CNIL : réponse"),
    ]
    assert [un.id for un in matching("rec", choix)] == ["r"]
    assert [un.id for un in matching("REP", choix)] == ["c", "cnil"]
    assert [un.id for un in matching("cnil rep", choix)] == ["cnil"]
    assert [un.id for un in matching("  ", choix)] == ["c", "r", "f", "cnil"]
    assert matching("zut", choix) == ()


@pytest.mark.parametrize(
    ("connus", "defaut"),
    [
        ((), "envoye"),
        ((fact(_T.COURRIER_ETABLI, 9),), "envoye"),
        ((fact(_T.ENVOYE, 9),), "recu"),
        ((fact(_T.ENVOYE, 9), fact(_T.RECU, 7)), ""),
        ((fact(_T.ENVOYE, 9), fact(_T.CLOS, 7)), ""),
        ((fact(_T.ENVOYE, 9), fact(_T.IDENTITE_DEMANDEE, 3)), "recu"),
    ],
)
def test_only_what_goes_without_saying_is_proposed(connus: Sequence[Evenement], defaut: str) -> None:
    assert proposed(connus) == defaut


def test_everything_can_be_recorded_once_offered(catalogue: Catalogue) -> None:
    envoyees = [fact(type_, 9) for type_ in (_T.ENVOYE, *AUTRES_LETTRES)]
    offerts = [choix.id for choix in choices(envoyees, catalogue.textes)]
    assert sorted(offerts) == sorted([*TypeEvenement, *(f"{AVIS}{type_}" for type_ in AUTRES_LETTRES)])
    assert not any(choix.id.startswith(AVIS) for choix in choices(envoyees[:1], catalogue.textes))


def test_a_slip_of_a_letter_nobody_noted_as_sent_is_only_checked_against_today() -> None:
    assert check(f"{AVIS}relance_envoyee", AUJOURDHUI, connus=(), today=AUJOURDHUI) is None


def test_the_receipt_by_a_wrong_body_is_not_that_of_the_right_one(poste: Poste) -> None:
    reference = poste.dossier("Œuvrard", (_T.ENVOYE, 8, RECOMMANDE))
    poste.coffre.faits.take(FaitANoter(reference, replace(fact(_T.RECU, 6), organisme=INITIAL)))
    assert poste.only("4821").remarque == ""
    assert isinstance(poste.record("4821", "recu", 3), LigneNotee)


def test_a_slip_found_by_name_is_of_no_letter_while_two_are_out(poste: Poste) -> None:
    """Of the reminder, it starts no clock; of the request, it moves the day of the CADA."""
    reference = poste.dossier("Œuvrard", (_T.ENVOYE, 60, RECOMMANDE), (_T.RELANCE_ENVOYEE, 8, "1A 234 567 8990 3"))
    candidat = poste.only("œuvrard")
    assert (candidat.defaut, candidat.plusieurs) == ("", True)
    assert [choix.id for choix in candidat.choix[:2]] == [f"{AVIS}{_T.RELANCE_ENVOYEE}", _T.RECU]
    assert len({choix.id for choix in candidat.choix}) == len(candidat.choix)

    relance, demande = (poste.courrier.foresee(candidat, choix.id, AUJOURDHUI) for choix in candidat.choix[:2])
    assert "CADA" not in relance
    assert "CADA" in demande
    ligne = poste.noted("œuvrard", candidat.choix[0].id, 2)
    assert ligne.est_note
    assert poste.facts(reference) == [_T.ENVOYE, _T.RELANCE_ENVOYEE]
    poste.courrier.cancel(poste.coffre, ligne)
    assert poste.coffre.dossiers.read(reference).notes == ()


def test_a_letter_to_an_authority_that_left_alone_is_not_said_to_be_several(poste: Poste, catalogue: Catalogue) -> None:
    poste.dossier("Œuvrard", (_T.PLAINTE_CNIL_ENVOYEE, 8, RECOMMANDE))
    (candidat,) = poste.find("oeuvrard").candidats
    for dite in (candidat.remarque, catalogue.textes("avis.quelle_lettre")):
        assert "lettre" in dite
        assert "lusieurs" not in dite


def test_every_letter_that_may_leave_registered_has_its_own_slip() -> None:
    """Without it, the slip of a proof of identity was taken for the receipt of the request, which came before it was asked."""
    assert {_T.ENVOYE, *AUTRES_LETTRES} == ENVOIS


def test_the_slip_of_a_proof_of_identity_starts_no_clock(poste: Poste) -> None:
    poste.dossier("Œuvrard", (_T.ENVOYE, 60, RECOMMANDE), (_T.IDENTITE_FOURNIE, 8, "1A 234 567 8990 3"))
    assert poste.only("89903").defaut == f"{AVIS}{_T.IDENTITE_FOURNIE}"
    assert (poste.only("œuvrard").defaut, poste.only("œuvrard").plusieurs) == ("", True)


def test_the_slip_of_the_first_of_two_reminders_may_come_before_the_second(catalogue: Catalogue) -> None:
    relances = fact(_T.RELANCE_ENVOYEE, 40), fact(_T.RELANCE_ENVOYEE, 8)
    avis = f"{AVIS}{_T.RELANCE_ENVOYEE}"
    assert check(avis, fact(_T.RECU, 38).date, connus=relances, today=AUJOURDHUI) is None
    refus = check(avis, fact(_T.RECU, 41).date, connus=relances, today=AUJOURDHUI)
    assert refus is not None
    assert refus.faits == {"date": date_courte(relances[0].date)}
    note = say_note(avis, fact(_T.RECU, 38).date, connus=relances, textes=catalogue.textes)
    assert date_courte(relances[0].date) in note
    assert date_courte(relances[1].date) not in note


def test_its_number_tells_which_letter_it_is_of(poste: Poste) -> None:
    poste.dossier("Œuvrard", (_T.ENVOYE, 60, RECOMMANDE), (_T.RELANCE_ENVOYEE, 8, "1A 234 567 8990 3"))
    assert poste.only("84821").defaut == _T.RECU
    assert poste.only("89903").defaut == f"{AVIS}{_T.RELANCE_ENVOYEE}"


@pytest.mark.parametrize(
    ("faits", "parties"),
    [
        ((fact(_T.ENVOYE, 60),), ()),
        ((fact(_T.ENVOYE, 60), fact(_T.RECU, 58), fact(_T.RELANCE_ENVOYEE, 8)), ()),
        ((fact(_T.RELANCE_ENVOYEE, 8),), ("avis:relance_envoyee", "recu")),
        (
            (fact(_T.ENVOYE, 60), fact(_T.CADA_SAISIE, 5), fact(_T.RELANCE_ENVOYEE, 8), fact(_T.RECU, 57, INITIAL)),
            ("avis:cada_saisie", "avis:relance_envoyee", "recu"),
        ),
    ],
)
def test_which_letters_are_out_the_last_first(faits: Sequence[Evenement], parties: Sequence[str]) -> None:
    assert letters_out(faits) == tuple(parties)
