"""A table is taken over whole or not at all, while the coffre goes on answering; and taken back, but for what was worked on."""

import datetime as dt
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import Filtre, Tri
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.valeurs import FaitANoter, NouveauDossier
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.reprise.coffre import Annulation, Reprise
from droits_usagers.services.reprise.reprise import read_colle
from droits_usagers.services.reprise.sans_ecran import try_table
from droits_usagers.services.socle.travail import Avancement, Priorite, Rappels, Tache, Travailleur
from tests.coffres import PHRASE, Horloge, make_coffres
from tests.tableaux import as_text

ENVOI = dt.date(2026, 10, 1)


def demande(nom: str, *, envoi: dt.date | None = ENVOI, organisme: str = "CCAS de Pantin", demarche: str = "acces") -> Demande:
    faits = (Evenement(envoi, TypeEvenement.ENVOYE),) if envoi else ()
    return Demande(demarche, concerne=Personne(prenom="Élodie", nom=nom), organisme=Organisme(organisme), evenements=faits)


def nouveaux(combien: int) -> list[NouveauDossier]:
    return [
        NouveauDossier(
            demande(f"Nom{rang}"),
            recommandes={TypeEvenement.ENVOYE: f"1A{rang:04}"},
            note=f"note {rang}",
            affaire=f"A{rang % 2}",
        )
        for rang in range(combien)
    ]


@pytest.fixture
def coffre(tmp_path: Path, horloge: Horloge) -> Iterator[Coffre]:
    coffre = make_coffres(horloge).create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


def like(coffre: Coffre, demandes: Sequence[Demande]) -> tuple[str, ...]:
    return coffre.reprise.connus([NouveauDossier(une) for une in demandes])


def take_over(coffre: Coffre, combien: int) -> Reprise:
    reprise = Reprise(nouveaux(combien))
    for _ in coffre.reprise.creating(reprise):
        pass
    return reprise


def test_every_line_is_a_dossier_with_all_that_it_says(coffre: Coffre) -> None:
    reprise = take_over(coffre, 23)
    lu = coffre.dossiers.read(reprise.references[3])
    assert len(reprise.references) == 23
    assert (lu.demande, lu.lot) == (demande("Nom3"), reprise.lot)
    assert [note.texte for note in lu.notes] == ["note 3"]
    assert [fait.recommande for fait in lu.faits] == ["1A0003"]
    assert {affaire.titre: affaire.dossiers for affaire in coffre.affaires.all()} == {"A0": 12, "A1": 11}


def test_they_are_found_together_with_other_filters_or_words(coffre: Coffre) -> None:
    autre = coffre.dossiers.create(demande("Nom1"))
    reprise = take_over(coffre, 12)
    ensemble = Filtre(lot=reprise.lot)
    assert [ligne.reference for ligne in coffre.liste.page(ensemble, tri=Tri.REFERENCE).lignes] == list(reprise.references)
    coffre.corbeille.put(reprise.references[-1])
    assert coffre.liste.page(ensemble).total == 11
    assert coffre.liste.page(replace(ensemble, texte="elodie")).total == 11
    assert autre not in {
        ligne.reference for ligne in coffre.liste.page(replace(ensemble, demarches=frozenset({"acces"}))).lignes
    }
    comptes = run_through(coffre.liste.counting(replace(ensemble, texte="elodie")))
    assert (comptes["lot"], comptes["demarche"]) == ({reprise.lot: 11}, {"acces": 11})


def test_stopped_half_way_nothing_is_kept(coffre: Coffre) -> None:
    unites = coffre.reprise.creating(reprise := Reprise(nouveaux(23)))
    # After the backup that comes first.
    assert next(unite for unite in unites if unite.inacheve) == Avancement(10, 23, inacheve=True)
    unites.close()
    assert coffre.liste.page().total == 0
    assert coffre.reprise.faites() == ()
    assert reprise.references == ()


def test_a_line_that_fails_takes_the_others_with_it(coffre: Coffre) -> None:
    mauvais = [*nouveaux(15), NouveauDossier(demande("X"), recommandes={TypeEvenement.ENVOYE: None})]  # type: ignore[dict-item]
    with pytest.raises(Exception, match="NOT NULL"):
        list(coffre.reprise.creating(Reprise(mauvais)))
    assert coffre.liste.page().total == 0


def test_others_may_read_meanwhile_but_their_writes_wait(tmp_path: Path) -> None:
    """A write that came between two units would go away with the table, if it were stopped."""
    ordre: list[object] = []
    fini = threading.Event()
    travail = Travailleur()
    taches: list[Tache] = []

    def begin() -> None:
        coffre = make_coffres().create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
        rappels = Rappels(
            on_progress=lambda _: None,
            on_success=lambda _: ordre.append("done"),
            on_failure=ordre.append,
            on_cancelled=lambda _: ordre.append("stop"),
        )
        taches.append(travail.submit_units(lambda: units(coffre), rappels))
        travail.submit(lambda: end(coffre), priorite=Priorite.MASSE, on_success=lambda _: fini.set(), on_failure=ordre.append)

    def units(coffre: Coffre) -> Iterator[Avancement]:
        for avancement in coffre.reprise.creating(Reprise(nouveaux(25))):
            if not avancement.inacheve:
                # The backup that comes first.
                yield avancement
                continue
            ordre.append(avancement.fait)
            if avancement.fait == 10:
                travail.submit(lambda: write(coffre), on_success=lambda _: None, on_failure=ordre.append)
                travail.submit(
                    coffre.brouillons.latest,
                    priorite=Priorite.PAGE_VISIBLE,
                    on_success=lambda _: ordre.append("read"),
                    on_failure=ordre.append,
                )
            else:
                taches[0].cancel()
            yield avancement

    def write(coffre: Coffre) -> None:
        coffre.brouillons.save(demande("B"))
        ordre.append("write")

    def end(coffre: Coffre) -> None:
        ordre.extend((coffre.liste.page().total, len(coffre.brouillons.latest())))
        coffre.close()

    travail.submit(begin, on_success=lambda _: None, on_failure=ordre.append)
    assert fini.wait(30)
    travail.stop()
    assert ordre == [10, "read", 20, "stop", "write", 0, 1]


def test_taken_back_it_all_goes_to_the_bin_but_what_was_worked_on(coffre: Coffre, horloge: Horloge) -> None:
    reprise = take_over(coffre, 12)
    horloge.advance(hours=1)
    touche = reprise.references[4]
    coffre.faits.take(FaitANoter(touche, Evenement(dt.date(2026, 10, 20), TypeEvenement.RECU)))
    annulation = Annulation(reprise.lot)
    list(coffre.reprise.undoing(annulation))
    assert annulation.gardes == (touche,)
    assert [ligne.reference for ligne in coffre.liste.page().lignes] == [touche]
    assert {element.reference for element in coffre.corbeille.content()} == set(reprise.references) - {touche}
    (reste,) = coffre.reprise.faites()
    assert (reste.numero, reste.dossiers) == (reprise.lot, 1)
    list(coffre.reprise.undoing(Annulation(reprise.lot, tout=True)))
    assert coffre.liste.page().total == len(coffre.reprise.faites()) == 0


def test_taking_back_stopped_half_way_changes_nothing(coffre: Coffre) -> None:
    reprise = take_over(coffre, 12)
    unites = coffre.reprise.undoing(Annulation(reprise.lot))
    next(unites)
    unites.close()
    assert coffre.liste.page().total == 12
    assert coffre.corbeille.content() == ()


def test_a_dossier_like_another_is_told_however_the_name_is_cut(coffre: Coffre) -> None:
    connu = coffre.dossiers.create(demande("Œuvrard"))
    sans_envoi = coffre.dossiers.create(demande("Diallo", envoi=None))
    jete = coffre.dossiers.create(demande("Roux"))
    coffre.corbeille.put(jete)
    entier = Demande("acces", concerne=Personne(nom="OEUVRARD Elodie"), organisme=Organisme("Ccas de Pantin"))
    pareille = demande("Œuvrard").evenements
    autres = (
        demande("Œuvrard", demarche="opposition"),
        demande("Œuvrard", envoi=dt.date(2026, 10, 2)),
        demande("Œuvrard", organisme="CCAS de Bobigny"),
        demande("Roux"),
        Demande("acces", organisme=Organisme("CCAS de Pantin"), evenements=pareille),
    )
    memes = (
        demande("Œuvrard"),
        Demande(entier.demarche, concerne=entier.concerne, organisme=entier.organisme, evenements=pareille),
    )
    assert like(coffre, memes) == (connu, connu)
    assert like(coffre, (demande("Diallo", envoi=None),)) == (sans_envoi,)
    assert like(coffre, autres) == ("",) * len(autres)


def test_without_a_screen_a_doubtful_name_is_not_taken_apart(coffre: Coffre, catalogue: Catalogue) -> None:
    lignes = [("NOM Prénom", "Organisme", "Demande"), *((f"DIOP{lettre} Awa", "CAF", "accès") for lettre in "ABCDEF")]
    classeur = read_colle(as_text([*lignes, ("Camille Lacroix", "CAF", "accès")]))
    _, essaye = try_table(coffre, catalogue, classeur, fichier="suivi.csv", today=ENVOI)
    concernes = [nouveau.demande.concerne for nouveau in essaye.chosen()]
    dits = [(un.prenom, un.nom) for un in concernes if un]
    assert dits == [*(("Awa", f"DIOP{lettre}") for lettre in "ABCDEF"), ("", "Camille Lacroix")]
