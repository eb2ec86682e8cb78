"""« Créer en série » without its screen: what is asked once, what it makes, what is already there, mandats, and taking back."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import Doute, Mandat
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.places import Places
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.garde import LettreFaite, keep_dossier
from droits_usagers.services.dossier.mandats import ETATS, SANS, count_by_state, lines_of, only, read_end, read_mandats
from droits_usagers.services.lettre.courriers import Courriers, form_for, form_of
from droits_usagers.services.lettre.formulaires import Section
from droits_usagers.services.serie.lecture import read_lines
from droits_usagers.services.serie.noms import read_organismes, read_personnes
from droits_usagers.services.serie.serie import LIMITE, Serie, with_doublons
from droits_usagers.services.socle.suivant import Suivant
from tests.coffres import PHRASE, Horloge, erase, make_coffres

JOUR = dt.date(2026, 11, 24)
CD = Organisme("Département de la Seine-Saint-Denis", GenreOrganisme.DEPARTEMENT, territoire="93")
QUARANTE = read_personnes("\n".join(f"Martin{chr(97 + rang % 26)}{rang // 26} Jeanne" for rang in range(40)), JOUR).valeurs


@pytest.fixture
def serie(catalogue: Catalogue) -> Serie:
    return Serie(catalogue.demarches)


@pytest.fixture
def coffre(tmp_path: Path, catalogue: Catalogue) -> Iterator[Coffre]:
    coffre = make_coffres(Horloge(), suivre=Suivant(catalogue)).create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


def mandated(serie: Serie, *personnes: Personne) -> tuple[Demande, ...]:
    """What a union asks for these people."""
    serie.choose("acces")
    serie.answer(Section.VOUS, "qualite", "mandataire")
    serie.answer(Section.VOUS, "auteur_denomination", "Syndicat du département")
    serie.personnes, serie.organismes = personnes, (CD,)
    return tuple(prevu.demande for prevu in serie.projet(JOUR).plan(JOUR))


# What it makes


def test_only_what_opens_a_story_is_made_in_series(serie: Serie) -> None:
    assert {"acces", "acces_agent", "registre_aipd"} <= serie.demarches.keys()
    assert not {"saisine_cada", "plainte_cnil", "defenseur_droits", "aide_refusee"} & serie.demarches.keys()


def test_an_association_asks_the_same_of_a_body_that_claims_a_sum_back_from_many(serie: Serie) -> None:
    """The day each got the letter is left to note in each dossier."""
    serie.choose("somme_reclamee")
    serie.answer(Section.VOUS, "qualite", "mandataire")
    serie.answer(Section.VOUS, "auteur_denomination", "Droits devant Roubaix")
    for question, valeur in (("decision_genre", "indu"), ("aide_caf", "logement"), ("raisons", ("calcul",))):
        serie.answer("somme_reclamee", question, valeur)
    caf = Organisme("Caisse d'allocations familiales du Nord", GenreOrganisme.CAF, territoire="59")
    serie.personnes, serie.organismes = QUARANTE, (caf,)
    plan = serie.projet(JOUR).plan(JOUR)

    assert len(plan) == 40
    assert not any(prevu.obstacle or prevu.demande.evenements for prevu in plan)
    assert {prevu.demande.reponses["aide_caf"] for prevu in plan} == {"logement"}


def test_forty_members_ask_the_same(serie: Serie) -> None:
    serie.choose("acces_agent")
    serie.answer("acces_agent", "logiciel", "le logiciel du dossier social")
    serie.personnes, serie.organismes = QUARANTE, (CD,)
    plan = serie.projet(JOUR).plan(JOUR)
    assert len(plan) == serie.count == 40
    assert [prevu.demande.concerne for prevu in plan] == list(QUARANTE)
    assert {prevu.demande.auteur for prevu in plan} == {Auteur(Qualite.AGENT)}
    assert {prevu.demande.reponses["logiciel"] for prevu in plan} == {"le logiciel du dossier social"}
    assert not any(prevu.obstacle for prevu in plan)


def test_an_organisation_writes_to_many_bodies_in_its_own_name(serie: Serie) -> None:
    serie.choose("registre_aipd")
    serie.answer(Section.VOUS, "qualite", "organisation")
    serie.answer(Section.VOUS, "auteur_denomination", "Syndicat du département")
    # People pasted before are not written for.
    serie.personnes = QUARANTE
    serie.organismes = read_organismes("\n".join(f"CCAS de la ville {chr(97 + rang)}" for rang in range(26))).valeurs
    plan = serie.projet(JOUR).plan(JOUR)
    assert len(plan) == serie.count == 26
    assert all(prevu.demande.concerne is None for prevu in plan)
    assert {prevu.demande.signataire.denomination for prevu in plan} == {"Syndicat du département"}


def test_everyone_writes_to_everybody(serie: Serie) -> None:
    serie.choose("acces")
    serie.personnes, serie.organismes = QUARANTE[:3], (CD, Organisme("CCAS de Pantin", GenreOrganisme.CCAS))
    assert len(serie.projet(JOUR).plan(JOUR)) == serie.count == 6
    serie.organismes = ()
    assert [prevu.demande.organisme for prevu in serie.projet(JOUR).plan(JOUR)] == [Organisme()] * 3


def test_a_question_is_asked_as_soon_as_one_letter_needs_it_and_goes_to_no_other(serie: Serie) -> None:
    serie.choose("acces_agent")
    serie.personnes = QUARANTE[:1]
    serie.organismes = (Organisme("La Poste"),)
    assert "comite" not in serie.asked("acces_agent")
    serie.organismes = (Organisme("La Poste"), CD)
    assert "comite" in serie.asked("acces_agent")
    poste, departement = serie.projet(JOUR).plan(JOUR)
    assert "comite" not in poste.demande.reponses
    assert departement.demande.reponses["comite"] is True


def test_who_writes_decides_what_is_asked_of_them(serie: Serie) -> None:
    serie.choose("acces_agent")
    assert "auteur_denomination" not in serie.asked(Section.VOUS)
    serie.answer(Section.VOUS, "qualite", "organisation")
    assert "auteur_denomination" in serie.asked(Section.VOUS)
    # A capacity that the next demarche does not have gives way to its own.
    serie.choose("heritier")
    assert serie.qualite is not Qualite.ORGANISATION


def test_lines_of_a_groupe_are_asked_as_in_the_wizard(serie: Serie, catalogue: Catalogue) -> None:
    serie.choose("registre_aipd")
    groupe = next(question for question in catalogue.demarches["registre_aipd"].questions if question.id == "traitements")
    assert [question.id for question in serie.asked_on_line(groupe, {})] == ["traitement_quoi"]


def test_what_excludes_a_letter_is_said_for_each(serie: Serie) -> None:
    serie.choose("opposition")
    serie.personnes, serie.organismes = QUARANTE[:2], (CD,)
    assert all(prevu.obstacle for prevu in serie.projet(JOUR).plan(JOUR))


def test_nothing_is_kept_once_cleared(serie: Serie) -> None:
    assert serie.is_untouched
    mandated(serie, *QUARANTE)
    serie.answer(Section.VOUS, "auteur_denomination", None)
    assert not serie.is_untouched
    serie.clear()
    assert serie.is_untouched
    assert serie.count == 0
    with pytest.raises(ValueError, match="no demarche"):
        serie.projet(JOUR)


def test_the_lines_of_a_file_are_those_one_would_paste(tmp_path: Path) -> None:
    chemin = tmp_path / "liste.csv"
    chemin.write_text("Nom;Prénom;Né le\nPetit;Paul;03/02/1970\n;;\nDiop;Awa;\n", encoding="cp1252")
    (paul, awa) = read_personnes(read_lines(chemin), JOUR).valeurs
    assert paul == Personne(nom="Petit", prenom="Paul", naissance=dt.date(1970, 2, 3))
    assert awa == Personne(nom="Diop", prenom="Awa")
    with pytest.raises(ExpectedError) as caught:
        read_lines(tmp_path / "absent.csv")
    assert caught.value.panne is Panne.FICHIER_ABSENT


# In a coffre


def test_a_series_is_made_at_once_and_taken_back_at_once(coffre: Coffre, serie: Serie) -> None:
    demandes = mandated(serie, *QUARANTE)
    faite = coffre.series.create(demandes, mandats=False)
    assert len(faite.references) == 40
    assert faite.mandats == 0
    assert len({coffre.dossiers.read(reference).lot for reference in faite.references}) == 1
    assert coffre.reprise.faites() == ()
    run_through(coffre.liste.discarding(faite.references))
    assert coffre.liste.page().total == 0
    assert len(coffre.corbeille.content()) == 40


def test_what_is_already_there_is_told_apart(coffre: Coffre, serie: Serie) -> None:
    demandes = mandated(serie, *QUARANTE[:3])
    avant = coffre.series.create(demandes[:1], mandats=False)
    autre = coffre.dossiers.create(Demande("rectification", concerne=QUARANTE[1], organisme=CD))
    prevus = with_doublons(serie.projet(JOUR).plan(JOUR), coffre.series.doublons(demandes))
    assert [prevu.doublons for prevu in prevus] == [avant.references, (), ()]
    # Thrown away, it no longer counts; nobody in particular is never the same as nobody else.
    run_through(coffre.liste.discarding((*avant.references, autre)))
    coffre.dossiers.create(Demande("acces", organisme=CD))
    assert coffre.series.doublons([demandes[0], Demande("acces", organisme=CD)]) == ((), ())


def test_the_same_people_and_bodies_are_taken_from_dossiers(coffre: Coffre, serie: Serie) -> None:
    faite = coffre.series.create(mandated(serie, *QUARANTE[:2]), mandats=False)
    assert [demande.concerne for demande in coffre.series.parties(faite.references)] == list(QUARANTE[:2])
    coffre.dossiers.create(Demande("acces"))
    assert coffre.series.organismes() == ((CD, 2),)


def test_each_person_gets_one_mandat_to_sign_unless_there_is_one(coffre: Coffre, serie: Serie) -> None:
    premiere = coffre.series.create(mandated(serie, *QUARANTE[:2]), mandats=True)
    assert premiere.mandats == 2
    mandats = coffre.mandats.all()
    assert {mandat.signe_le for mandat in mandats} == {None}
    assert {mandat.mandataire for mandat in mandats} == {"Syndicat du département"}
    seconde = coffre.series.create(mandated(serie, *QUARANTE[1:3]), mandats=True)
    assert seconde.mandats == 1
    partage = coffre.dossiers.read(premiere.references[1]).mandat
    assert partage is not None
    assert coffre.mandats.dossiers(partage) == (premiere.references[1], seconde.references[0])
    # Those who write for themselves need none, nor do those that nobody named.
    serie.clear()
    serie.choose("acces")
    serie.personnes = QUARANTE[:1]
    soi = serie.projet(JOUR).plan(JOUR)[0].demande
    sans_nom = Demande("acces", auteur=Auteur(Qualite.MANDATAIRE), organisme=CD)
    assert coffre.series.create([soi, sans_nom], mandats=True).mandats == 0


def test_too_many_at_once_is_more_than_one_can_sign_and_post() -> None:
    assert LIMITE == 500


# Mandats


def test_a_dossier_rests_on_the_mandat_there_is_unless_its_own_holds(coffre: Coffre, serie: Serie) -> None:
    (demande,) = mandated(serie, QUARANTE[0])
    reference = coffre.dossiers.create(demande)
    assert coffre.mandats.situation(demande) == (None, Doute.SANS_MANDAT)
    assert coffre.mandats.settle(reference) is None
    nom = QUARANTE[0].nom_complet
    fini = Mandat(nom, "Syndicat du département", JOUR - dt.timedelta(90), JOUR - dt.timedelta(1))
    ancien = coffre.mandats.add(fini, [reference])
    assert coffre.mandats.doutes([reference]) == {reference: Doute.TERMINE}
    mandat, doute = coffre.mandats.situation(demande)
    assert (mandat and mandat.numero, doute) == (ancien, Doute.TERMINE)
    # Nothing better: it stays.
    reste = coffre.mandats.settle(reference)
    assert reste is not None
    assert reste.numero == ancien
    nouveau = coffre.mandats.add(Mandat(nom, "Syndicat du département", JOUR), [])
    trouve = coffre.mandats.settle(reference)
    assert trouve is not None
    assert coffre.dossiers.read(reference).mandat == trouve.numero == nouveau
    assert coffre.mandats.doutes([reference]) == {}
    # Its own holds: no other is looked for.
    coffre.mandats.add(Mandat(nom, "Syndicat du département", JOUR, JOUR + dt.timedelta(500)), [])
    encore = coffre.mandats.settle(reference)
    assert encore is not None
    assert encore.numero == nouveau
    soi = coffre.dossiers.create(Demande("acces", concerne=QUARANTE[0]))
    assert coffre.mandats.settle(soi) is None
    assert coffre.mandats.situation(Demande("acces", concerne=QUARANTE[0])) == (None, None)


def test_a_letter_that_becomes_a_dossier_brings_it_its_mandat(coffre: Coffre, serie: Serie, catalogue: Catalogue) -> None:
    (demande,) = mandated(serie, QUARANTE[0])
    mandat = coffre.mandats.add(Mandat(QUARANTE[0].nom_complet, "Syndicat du département", JOUR), [])
    lettre = LettreFaite(catalogue.demarches["acces"], "demande")
    reference = keep_dossier(coffre, demande, lettre=lettre, today=JOUR)
    assert coffre.dossiers.read(reference).mandat == mandat
    # Revoked, it is proposed to nobody any more.
    coffre.mandats.update(Mandat(QUARANTE[0].nom_complet, "Syndicat du département", JOUR, None, JOUR, mandat))
    autre = keep_dossier(coffre, demande, lettre=lettre, today=JOUR)
    assert coffre.dossiers.read(autre).mandat is None


def test_those_written_for_without_a_mandat_are_listed_by_name(coffre: Coffre, serie: Serie) -> None:
    faite = coffre.series.create(mandated(serie, QUARANTE[1], QUARANTE[0], QUARANTE[0]), mandats=False)
    (une, deux) = coffre.mandats.missing()
    assert (une.mandant, une.references) == (QUARANTE[0].nom_complet, faite.references[1:])
    assert (deux.mandant, deux.references) == (QUARANTE[1].nom_complet, faite.references[:1])
    assert QUARANTE[0].nom not in repr(une)
    coffre.mandats.add(Mandat(une.mandant, une.mandataire), une.references)
    assert [sans.mandant for sans in coffre.mandats.missing()] == [deux.mandant]


def test_what_needs_doing_comes_first_and_is_counted(coffre: Coffre, serie: Serie) -> None:
    faite = coffre.series.create(mandated(serie, *QUARANTE[:6]), mandats=False)
    dates = [
        (None, None, None),
        (JOUR, None, None),
        (JOUR, JOUR + dt.timedelta(9), None),
        (JOUR - dt.timedelta(9), JOUR - dt.timedelta(1), None),
        (JOUR, None, JOUR),
    ]
    for personne, reference, siennes in zip(QUARANTE, faite.references, dates, strict=False):
        coffre.mandats.add(Mandat(personne.nom_complet, "Syndicat", *siennes), [reference])
    coffre.mandats.add(Mandat("Plus Personne", "Syndicat", *dates[3]), [])
    lus = read_mandats(coffre)
    lignes = lines_of(lus, JOUR)
    assert [ligne.etat for ligne in lignes] == [*ETATS, "termine"]
    assert count_by_state(lignes)["termine"] == 2
    assert [ligne.etat for ligne in only(lignes, etats=(SANS,))] == [SANS]
    assert [ligne.mandat.mandant for ligne in only(lignes, mots="personne PLUS")] == ["Plus Personne"]
    assert [ligne.inactif for ligne in lignes] == [False] * len(ETATS) + [True]
    # A closed dossier asks for nothing more.
    coffre.faits.take(FaitANoter(faite.references[3], Evenement(JOUR, TypeEvenement.CLOS)))
    lus = read_mandats(coffre)
    assert [ligne.inactif for ligne in lines_of(lus, JOUR)].count(True) == 2
    assert [ligne.mandat.mandant for ligne in lines_of(lus, JOUR)[-2:]] == [QUARANTE[3].nom_complet, "Plus Personne"]


def test_a_mandat_that_only_the_bin_rests_on_is_out_of_sight(coffre: Coffre, serie: Serie) -> None:
    faite = coffre.series.create(mandated(serie, QUARANTE[0]), mandats=True)
    (mandat,) = coffre.mandats.all()
    coffre.corbeille.put(faite.references[0])
    assert coffre.mandats.all() == ()
    assert coffre.mandats.dossiers(mandat.numero) == ()
    coffre.corbeille.take_back(faite.references[0])
    assert coffre.mandats.all() == (mandat,)
    # And goes away with the last dossier that rested on it.
    erase(coffre, faite.references)
    assert coffre.mandats.read(mandat.numero) is None


def test_several_are_signed_at_once_or_not_at_all(coffre: Coffre, serie: Serie) -> None:
    coffre.series.create(mandated(serie, *QUARANTE[:2]), mandats=True)
    signes = [Mandat(m.mandant, m.mandataire, JOUR, None, None, m.numero) for m in coffre.mandats.all()]
    coffre.mandats.update_all(signes)
    assert {mandat.signe_le for mandat in coffre.mandats.all()} == {JOUR}
    with pytest.raises(ExpectedError):
        coffre.mandats.add_all([(Mandat("Un", "Deux"), ()), (Mandat("Trois", "Quatre"), ["2026-9999"])])
    assert len(coffre.mandats.all()) == 2


def test_the_signed_paper_is_kept_with_every_dossier_that_rests_on_it(coffre: Coffre, serie: Serie) -> None:
    faite = coffre.series.create(mandated(serie, QUARANTE[0], QUARANTE[0]), mandats=True)
    (mandat,) = coffre.mandats.all()
    assert coffre.mandats.attach_signed(mandat.numero, b"%PDF-1.7", "mandat.pdf") == 2
    assert [coffre.dossiers.read(reference).pieces[0].nom for reference in faite.references] == ["mandat.pdf"] * 2


@pytest.mark.parametrize(
    ("texte", "jour"),
    [
        ("6 mois", dt.date(2027, 5, 24)),
        ("1 an", dt.date(2027, 11, 24)),
        ("2 ANS", dt.date(2028, 11, 24)),
        ("31/12/2027", dt.date(2027, 12, 31)),
        ("toujours", None),
    ],
)
def test_an_end_is_a_date_or_a_length_of_time(texte: str, jour: dt.date | None) -> None:
    assert read_end(texte, JOUR, JOUR) == jour


def test_the_form_to_sign_is_that_of_the_letter_or_the_general_one(catalogue: Catalogue, places: Places, serie: Serie) -> None:
    courriers = Courriers(catalogue, places)
    (demande,) = mandated(serie, QUARANTE[0])
    sienne = form_of(courriers, demande, JOUR)
    assert sienne.gabarit.id == "_communs/mandat"
    assert QUARANTE[0].nom in courriers.text(sienne)
    # A demarche whose first letter waits for answers has no letter yet.
    attend = next(id_ for id_ in serie.demarches if id_ == "opposition")
    generale = form_of(courriers, Demande(attend, concerne=QUARANTE[0], auteur=demande.auteur, organisme=CD), JOUR)
    assert generale.gabarit.id == "mandat/demande"


def test_a_person_with_several_letters_signs_one_form(catalogue: Catalogue, places: Places, serie: Serie) -> None:
    courriers = Courriers(catalogue, places)
    (demande,) = mandated(serie, QUARANTE[0])
    assert form_for(courriers, [demande], JOUR).gabarit.id == "_communs/mandat"
    # The same body: it is named; several: it is not.
    meme = courriers.text(form_for(courriers, [demande, replace(demande, demarche="effacement")], JOUR))
    assert QUARANTE[0].nom in meme
    assert demande.organisme.nom in meme
    autre = replace(demande, organisme=Organisme("Autre maison"))
    deux = courriers.text(form_for(courriers, [demande, autre], JOUR))
    assert QUARANTE[0].nom in deux
    assert demande.organisme.nom not in deux
    assert "Autre maison" not in deux
