"""Every way out, walked with an address that nobody may read: each keeps it in, and writes nothing."""

import datetime as dt
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from droits_usagers.domain.controle.cadre import RIEN_DE_DECIDE, Cadre, Decisions, Sortant
from droits_usagers.domain.controle.libre import Libre, grant, together
from droits_usagers.domain.controle.lignes import GenreLigne
from droits_usagers.domain.controle.valeurs import Alerte, Poids, Regle
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.agenda import EvenementAgenda, MiseAJour
from droits_usagers.domain.dossier.dossiers import Releve
from droits_usagers.domain.grille import Ecart, Grille, Point
from droits_usagers.domain.lettre.lettre import Lettre
from droits_usagers.domain.notice.traitements import Contact, FicheTraitement, Forme
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite, ReponseA
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.exchange.exports import ColonneTableau, TableauCsv
from droits_usagers.places import Places
from droits_usagers.services.controle.controle import Gestes, SortieRetenue
from droits_usagers.services.ensemble import Services
from droits_usagers.services.grille.imprimee import FormeGrille
from droits_usagers.services.lettre.courriers import Format, form_of
from droits_usagers.services.notice.notices import Impression
from droits_usagers.services.socle.ecriture import NotAllowedError, file_being_written, write_file
from droits_usagers.services.suivi import agenda
from droits_usagers.services.suivi.exports import ChoixExport, ColonneExport, FormatTableau

JOUR = dt.date(2026, 11, 24)
MAINTENANT = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
ADRESSE = ("14 bis, rue des Acacias", "93200 Saint-Denis")
#: The same, as someone else would type it.
DITE = "au 14BIS RUE  DES ACACIAS, chez elle"
QUOI = Demande(
    "acces",
    JOUR,
    concerne=Personne(nom="Œuvrard", adresse=ADRESSE, adresse_protegee=True),
    reponse_a=ReponseA("Association Escale", ("3 place du Marché", "75011 Paris")),
    organisme=Organisme("Département de l'Estuaire", GenreOrganisme.DEPARTEMENT),
    reponses={"documents": ({"document_quoi": f"le rapport écrit {DITE}"},)},
)


@dataclass(frozen=True)
class Porte:
    services: Services
    dossier: Path

    @property
    def chemin(self) -> Path:
        return self.dossier / "sortie.bin"


@pytest.fixture
def porte(places: Places, tmp_path: Path) -> Iterator[Porte]:
    services = Services(places, lambda: JOUR, lambda: MAINTENANT)
    (tmp_path / "sortie").mkdir()
    # As after any letter of hers in this sitting.
    services.controle.hear(services.departs.cadre(QUOI))
    yield Porte(services, tmp_path / "sortie")
    services.courriers.close()


def letter(porte: Porte) -> None:
    services = porte.services
    libre = services.departs.document(QUOI)
    write_file(porte.chemin, libre.map(lambda document: services.courriers.render(document, Format.PDF).contenu))


def kit(porte: Porte) -> None:
    porte.services.departs.kit(QUOI)


def letter_of_many(porte: Porte) -> None:
    porte.services.departs.letter(QUOI, "demande")


def mandate(porte: Porte) -> None:
    mandataire = replace(QUOI, auteur=Auteur(Qualite.MANDATAIRE, Personne(nom="Roux", adresse=(DITE,))), reponse_a=None)
    services = porte.services
    services.controle.release_document(form_of(services.courriers, mandataire, JOUR), services.departs.cadre(mandataire))


def fiche() -> FicheTraitement:
    return FicheTraitement(f"Suivi {DITE}", responsable=Contact(f"Département {DITE}", adresse=(DITE,)))


def notice(forme: Forme) -> Callable[[Porte], None]:
    def go(porte: Porte) -> None:
        notices = porte.services.notices
        langues = tuple(langue.code for langue in notices.langues()) if forme is Forme.LANGUES else ()
        prete = notices.prepare(fiche(), Impression(forme, couper=True, langues=langues, jour=JOUR), Format.DOCX)
        porte.services.controle.release(prete, notices.said(prete))

    return go


def grid(forme: FormeGrille) -> Callable[[Porte], None]:
    def go(porte: Porte) -> None:
        grilles = porte.services.grilles
        # Without capitals: what hides names would hide them first.
        ecart = Ecart("a", Point.REFUS, ("tract",), 3, (), f"On la cherche {DITE.lower()}.")
        document = grilles.document(Grille(f"Dossier {DITE.lower()}"), (ecart,), au=JOUR, forme=forme)
        porte.services.controle.release(document, Sortant({"grille": grilles.sheet(document)}))

    return go


def table(porte: Porte) -> None:
    choix = ChoixExport(colonnes=tuple(ColonneExport), format_=FormatTableau.CSV, avec_noms=True)
    releve = Releve(
        *(1, "2026-0001", "acces", "a_envoyer", "Département", "departement", "93"),
        *(None, None, None, None, None, ""),
        *(None, "", None, ""),
        *(None, None, False),
        *("Œuvrard", "", "", "", ""),
    )
    releves = [*[releve] * 150, replace(releve, reference="2026-0002", affaire=DITE)]
    run_through(porte.services.exports.writing(releves, choix, porte.chemin))


def calendar(porte: Porte) -> None:
    mise_a_jour = MiseAJour(MAINTENANT, (EvenementAgenda("a", JOUR, f"Répondre {DITE}"),))
    porte.services.controle.release_texts(mise_a_jour, agenda.said(mise_a_jour))


def working_fiche(porte: Porte) -> None:
    porte.services.fiches_traitement.save_as(fiche(), porte.dossier / "fiche.toml")


def working_grid(porte: Porte) -> None:
    porte.services.fichiers_grille.save_as(Grille(f"Dossier {DITE}"), porte.dossier / "grille.toml")


def name(porte: Porte) -> None:
    porte.services.controle.release_as_is(b"", nom="14-bis-rue-des-acacias.pdf")


PORTES: dict[str, Callable[[Porte], None]] = {
    "lettre": letter,
    "tout imprimer": kit,
    "en masse": letter_of_many,
    "mandat": mandate,
    **{f"notice {forme}": notice(forme) for forme in Forme if forme not in (Forme.CLAUSE, Forme.ATTESTATION)},
    **{f"grille {forme}": grid(forme) for forme in FormeGrille},
    "agenda": calendar,
    "fiche en cours": working_fiche,
    "grille en cours": working_grid,
    "nom de fichier": name,
}


@pytest.mark.parametrize("sortir", PORTES.values(), ids=PORTES.keys())
def test_an_address_that_nobody_may_read_leaves_by_no_door(sortir: Callable[[Porte], None], porte: Porte) -> None:
    with pytest.raises(SortieRetenue) as refus:
        sortir(porte)

    assert refus.value.panne is Panne.SORTIE_RETENUE
    assert Regle.ADRESSE_PROTEGEE in refus.value.regles
    assert "cacias" not in str(refus.value.faits)
    assert list(porte.dossier.iterdir()) == []


def test_a_form_to_sign_that_leaves_alone_says_nothing_that_nobody_decided(porte: Porte) -> None:
    """Who signs for her may be who puts her up."""
    heberge = Personne(prenom="Luc", nom="Morel", adresse=("5 chemin des Forges", "56480 Cléguérec"))
    mandataire = replace(DISCRETE, auteur=Auteur(Qualite.MANDATAIRE, heberge), reponse_a=None)
    services, cadre = porte.services, porte.services.departs.cadre(mandataire)
    document = form_of(services.courriers, mandataire, JOUR)
    with pytest.raises(SortieRetenue) as refus:
        services.controle.release_document(document, cadre, id_="mandat")
    assert refus.value.regles == (Regle.A_DECIDER,)

    _, lignes = services.controle.look_at(Sortant({"mandat": document}), cadre)
    decisions = Decisions(laissees=frozenset(ligne.cle for ligne in lignes))
    services.controle.release_document(document, replace(cadre, decisions=decisions), id_="mandat")


@pytest.mark.parametrize("sortir", [table, calendar, working_fiche, name])
def test_the_next_person_is_asked_nothing_of_the_one_before(sortir: Callable[[Porte], None], porte: Porte) -> None:
    porte.services.controle.forget()

    sortir(porte)


DISCRETE = replace(QUOI, reponses={})


def test_what_a_letter_that_leaves_keeps_in_holds_at_the_doors_that_know_nobody(porte: Porte) -> None:
    porte.services.controle.forget()
    left(porte.services, DISCRETE)

    for sortir in (calendar, working_fiche, name):
        with pytest.raises(SortieRetenue):
            sortir(porte)


@pytest.mark.parametrize("sortir", [calendar, working_fiche, working_grid])
def test_what_no_dossier_of_the_opened_coffre_may_say_leaves_by_no_door_that_knows_nobody(
    sortir: Callable[[Porte], None], porte: Porte
) -> None:
    porte.services.controle.forget()
    porte.services.controle.hear_coffre((ADRESSE,))

    with pytest.raises(SortieRetenue):
        sortir(porte)


def test_a_table_leaves_without_the_cells_that_say_where_someone_lives(porte: Porte) -> None:
    table(porte)

    ecrit = porte.chemin.read_text("utf-8-sig")
    assert ecrit.count("2026-000") == 151
    assert "cacias" not in ecrit.lower()


def test_a_name_to_be_kept_quiet_holds_the_letter(porte: Porte) -> None:
    dite = {"documents": ({"document_quoi": "du foyer les TILLEULS"},)}

    with pytest.raises(SortieRetenue) as refus:
        porte.services.departs.document(replace(DISCRETE, a_taire=("Foyer Les Tilleuls",), reponses=dite))

    assert Regle.ADRESSE_PROTEGEE in refus.value.regles


# What the permission is


def test_nobody_makes_one() -> None:
    with pytest.raises(TypeError):
        Libre(object(), b"", frozenset())


def test_what_is_made_of_several_remembers_what_was_confirmed_for_any() -> None:
    ensemble = together([grant("a", frozenset({Regle.NUMERO})), grant("b")])

    assert ensemble.map(len).contenu == 2
    assert ensemble.confirmees == {Regle.NUMERO}
    assert "a" not in repr(ensemble).removeprefix("Libre")


def test_a_table_that_nobody_let_go_is_a_defect_and_leaves_no_file(tmp_path: Path) -> None:
    with (
        pytest.raises(NotAllowedError),
        file_being_written(tmp_path / "a.csv") as fichier,
        TableauCsv(fichier.temp, [ColonneTableau("a", 3)]) as tableau,
    ):
        tableau.finish()

    assert list(tmp_path.iterdir()) == []


# What one chooses to keep


A, B = Alerte(Regle.NUMERO, Poids.A_CONFIRMER, cas="caf"), Alerte(Regle.NUMERO, Poids.A_CONFIRMER, cas="fiscal")


def test_a_rule_is_passed_once_all_it_found_was_kept_and_asks_again_for_what_comes_after() -> None:
    gestes = Gestes()
    gestes.keep(A)

    assert gestes.confirmees((A,)) == {Regle.NUMERO}
    assert gestes.confirmees((A, B)) == frozenset()
    gestes.take_back(A)
    assert gestes.confirmees((A,)) == frozenset()


def test_what_was_confirmed_stays_with_the_letter(porte: Porte) -> None:
    sans_adresse = replace(QUOI, concerne=Personne(nom="Œuvrard"))
    avec_numero = replace(sans_adresse, reponses={"documents": ({"document_quoi": "n° allocataire 1234567"},)})
    with pytest.raises(SortieRetenue) as refus:
        porte.services.departs.document(avec_numero)
    gestes = Gestes()
    for alerte in refus.value.alertes:
        gestes.keep(alerte)

    assert porte.services.departs.document(avec_numero, gestes=gestes).confirmees == {Regle.NUMERO}


# Nothing empty is ever held back


def test_every_demarche_gives_a_letter_without_any_answer(porte: Porte) -> None:
    services = porte.services
    services.controle.forget()
    faites = 0
    for demarche in services.catalogue.demarches.values():
        try:
            libre = services.departs.kit(Demande(demarche.id, JOUR))
        except SortieRetenue as error:
            # The fact without which there is no opposition.
            assert demarche.id == "opposition", (demarche.id, error.regles)  # noqa: PT017 - which rule held it is to be said
            continue
        except ExpectedError as error:
            assert error.panne is Panne.PAS_DE_LETTRE  # noqa: PT017 - its answers come first
            continue
        faites += 1
        for exemplaire in libre.contenu:
            assert services.courriers.render(exemplaire.document, Format.DOCX).contenu
        # But the names of file that we propose, which are of nobody.
        assert replace(services.controle.cadre, noms_proposes=()) == Cadre()

    assert faites >= 15


def test_what_the_header_of_ones_own_word_model_says_is_read_with_the_letter(places: Places, tmp_path: Path) -> None:
    document = Document(str(places.resources / "modele.docx"))
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = f"Chez nous, {DITE}"
    document.save(str(tmp_path / "modele.docx"))
    tue = replace(QUOI, reponses={})

    with pytest.raises(SortieRetenue) as retenue:
        with_model(places, tmp_path).departs.document(tue)

    assert Regle.ADRESSE_PROTEGEE in retenue.value.regles
    assert isinstance(left(Services(places, lambda: JOUR, lambda: MAINTENANT), tue), Lettre)


def test_what_ones_own_word_model_says_is_decided_as_the_rest_where_someone_must_not_be_found(
    places: Places, tmp_path: Path
) -> None:
    document = Document(str(places.resources / "modele.docx"))
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "Permanence de Plouzévédé"
    document.save(str(tmp_path / "modele.docx"))
    tue, services = replace(QUOI, reponses={}), with_model(places, tmp_path)

    with pytest.raises(SortieRetenue) as retenue:
        services.departs.document(tue)
    assert retenue.value.regles == (Regle.A_DECIDER,)
    restent = [*services.departs.undecided(tue, None, RIEN_DE_DECIDE)]
    assert ("Permanence de Plouzévédé", GenreLigne.MODELE) in [(ligne.texte, ligne.genre) for ligne in restent]
    assert isinstance(left(services, tue), Lettre)


def test_a_picture_of_ones_own_word_model_is_one_line_that_says_nobody_read_it(places: Places, tmp_path: Path) -> None:
    document, photo = Document(str(places.resources / "modele.docx")), io.BytesIO()
    Image.new("RGB", (60, 20), "white").save(photo, "PNG")
    document.sections[0].different_first_page_header_footer = True
    for entete in (document.sections[0].header, document.sections[0].first_page_header):
        entete.paragraphs[0].add_run().add_picture(photo)
    document.save(str(tmp_path / "modele.docx"))
    tue, services = replace(QUOI, reponses={}), with_model(places, tmp_path)

    restent = [*services.departs.undecided(tue, None, RIEN_DE_DECIDE)]
    modele = [ligne.texte.replace("\u00a0", " ") for ligne in restent if ligne.genre is GenreLigne.MODELE]
    assert modele == ["image1.png : une image, qui n’a pas été lue"]
    assert isinstance(left(services, tue), Lettre)


def left(services: Services, demande: Demande) -> object:
    """Its letter, with each line that was to be decided left in."""
    restent = services.departs.undecided(demande, None, RIEN_DE_DECIDE)
    laisse = Decisions(laissees=frozenset(ligne.cle for ligne in restent))
    return services.departs.kit(demande, None, decisions=laisse).contenu[0].document


def with_model(places: Places, dossier: Path) -> Services:
    """With this folder's own Word model."""
    return Services(replace(places, gabarits_utilisateur=dossier), lambda: JOUR, lambda: MAINTENANT)
