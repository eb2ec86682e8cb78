"""An address that nobody may read: kept, marked, and found by nobody who types it."""

from dataclasses import replace
from pathlib import Path

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande, MoyenPartage
from droits_usagers.domain.dossier.dossiers import Filtre
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.exchange.demandes import read_demande
from droits_usagers.services.coffres import Coffre, Coffres
from tests.coffres import PHRASE, make_coffres, simple, write_note
from tests.fichiers import write_demande

ADRESSE = ("Villa Zanzibar", "59123 Quetzalville")


def protected(nom: str = "Œuvrard") -> Demande:
    return replace(simple(nom), lieu="Quetzalville", concerne=Personne(nom=nom, adresse=ADRESSE, adresse_protegee=True))


def found(coffre: Coffre, mots: str) -> int:
    return coffre.liste.page(Filtre(texte=mots)).total


def test_it_is_kept_and_marked(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(protected())
    assert coffre.dossiers.read(reference).demande == protected()


def test_it_is_kept_in_a_draft_and_what_is_to_be_kept_quiet_is_not(coffre: Coffre) -> None:
    coffre.brouillons.save(
        replace(protected(), a_taire=("Foyer Les Tilleuls",), ouverts=tuple(MoyenPartage), changer_acces=True)
    )
    (brouillon,) = coffre.brouillons.latest()
    assert brouillon.demande == protected()


def test_nobody_finds_it_by_typing_it(coffre: Coffre) -> None:
    coffre.dossiers.create(protected())
    assert (found(coffre, "zanzibar"), found(coffre, "quetzalville"), found(coffre, "œuvrard")) == (0, 0, 1)


def test_nobody_finds_it_in_what_was_typed_elsewhere_in_the_dossier(coffre: Coffre) -> None:
    recit = {"recit": "Il est venu à la VILLA  zanzibar, jeudi."}
    reference = coffre.dossiers.create(replace(protected(), reponses=recit))
    write_note(coffre, reference, "Écrire villa-Zanzibar, jamais")
    assert (found(coffre, "zanzibar"), found(coffre, "jeudi"), found(coffre, "jamais")) == (0, 1, 1)
    assert coffre.dossiers.read(reference).demande.reponses == recit


def test_it_is_protected_in_every_dossier_of_the_same_person(coffre: Coffre) -> None:
    """One made before, whose reminder would have printed it."""
    ancien = coffre.dossiers.create(replace(protected(), lieu="", concerne=Personne(nom="Œuvrard", adresse=ADRESSE)))
    assert found(coffre, "zanzibar") == 1
    coffre.dossiers.create(protected())
    concerne = coffre.dossiers.read(ancien).demande.concerne
    assert concerne is not None
    assert concerne.adresse_protegee
    # The words of the other dossier are written again with the lines that time changed.
    list(coffre.liste.refresh())
    assert found(coffre, "zanzibar") == 0


def test_it_says_nothing_of_someone_else_or_of_a_blank_address(coffre: Coffre) -> None:
    sienne = coffre.dossiers.create(replace(protected(), concerne=Personne(adresse_protegee=True)))
    autre = coffre.dossiers.create(replace(protected(), concerne=Personne()))
    assert coffre.dossiers.read(autre).demande.concerne == Personne()
    # That it is blank yet does not undo what was chosen: it may be typed the day after.
    assert coffre.dossiers.read(sienne).demande.concerne == Personne(adresse_protegee=True)


def test_that_of_whoever_writes_for_another_is_found_no_more(coffre: Coffre) -> None:
    mandataire = Auteur(Qualite.MANDATAIRE, Personne(nom="Roux", adresse=ADRESSE, adresse_protegee=True))
    coffre.dossiers.create(replace(simple(), auteur=mandataire))
    assert (found(coffre, "zanzibar"), found(coffre, "roux")) == (0, 1)


def test_the_doors_that_know_nobody_are_told_those_of_the_coffre(chemin: Path, coffre: Coffre) -> None:
    coffre.dossiers.create(protected())
    coffre.close()
    dites: list[tuple[tuple[str, ...], ...]] = []
    make_coffres(entendre=dites.append).open(chemin, PHRASE).close()
    assert ADRESSE in {adresse for adresses in dites for adresse in adresses}


def test_it_survives_the_lock(coffres: Coffres, chemin: Path, coffre: Coffre) -> None:
    reference = coffre.dossiers.create(protected())
    coffre.close()
    rouvert = coffres.open(chemin, PHRASE)
    assert rouvert.dossiers.read(reference).demande == protected()
    rouvert.close()


def test_a_file_of_it_says_that_it_is_protected_and_not_what_it_is(catalogue: Catalogue) -> None:
    contenu = write_demande(replace(protected(), demarche="acces", a_taire=("Foyer Les Tilleuls",)))
    assert not [mot for mot in (b"Zanzibar", b"Quetzalville", b"Tilleuls") if mot in contenu]
    relue = read_demande(contenu, "R.toml", catalogue.demarches)
    assert relue.concerne == Personne(nom="Œuvrard", adresse_protegee=True)


def test_a_file_may_say_what_is_to_be_kept_quiet(catalogue: Catalogue) -> None:
    contenu = b'demarche = "acces"\na_taire = ["Foyer Les Tilleuls"]\n[concerne]\nadresse = ["ici"]\nadresse_protegee = true\n'
    lue = read_demande(contenu, "R.toml", catalogue.demarches)
    assert lue.a_taire == ("Foyer Les Tilleuls",)
    assert lue.concerne == Personne(adresse=("ici",), adresse_protegee=True)
