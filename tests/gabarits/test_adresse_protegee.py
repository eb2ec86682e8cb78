"""Someone must not know where a person is: no document shows it, whoever writes, and each letter asks that nobody be told."""

import datetime as dt
import io
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product

import pytest
from syrupy.assertion import SnapshotAssertion

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande, MoyenPartage
from droits_usagers.domain.demarche.protection import protected_addresses
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import Lettre
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Personne, Qualite, ReponseA
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.lettre.courriers import A_EMPORTER, Courriers, Exemplaire, Format
from tests.gabarits.lettres import demandes_of
from tests.letters.cas import COMPLETE, DEPARTEMENT, ELODIE, ORDINAIRE, by
from tests.outils import besoin_de

#: Every document of every demarche, for every kind of author.
pytestmark = pytest.mark.lent

#: Nothing of it is in any text of ours.
CANARI = ("Villa Zanzibar", "77 impasse du Xylophone", "59123 Quetzalville")
REPONSE = ReponseA("Maître Awa Koné", ("9 place Jules Verne", "75012 Paris"))
#: What would give it away, folded or not.
INDICES = ("zanzibar", "xylophone", "quetzalville", "59123")


def protected(demande: Demande, reponse_a: ReponseA | None = REPONSE) -> Demande:
    """The same, where everyone lives at an address that nobody may read, and signed from there."""
    concerne = None
    if demande.qualite is not Qualite.ORGANISATION:
        concerne = replace(demande.concerne or Personne(), adresse=CANARI, adresse_protegee=True)
    auteur = demande.auteur
    if auteur is not None:
        auteur = replace(auteur, personne=replace(auteur.personne, adresse=CANARI, adresse_protegee=True))
    return replace(demande, concerne=concerne, auteur=auteur, reponse_a=reponse_a, lieu="Quetzalville")


@dataclass(frozen=True, eq=False)
class Papier:
    """A document of a kit: of which demarche, étape, author and answers, in words, and itself."""

    nom: str
    demarche: str
    etape: str
    qualite: str
    texte: str
    exemplaire: Exemplaire


#: Blank or filled in one way or another, with somewhere else to answer or not.
VARIANTES = ((None, REPONSE), (None, None), (1, REPONSE), (3, None))


@pytest.fixture(scope="session")
def papiers(catalogue: Catalogue, courriers_livres: Courriers) -> tuple[Papier, ...]:
    """Every document of every étape of every demarche, for every kind of author, with what one may carry home."""
    return tuple(_papers(catalogue, courriers_livres))


def _papers(catalogue: Catalogue, courriers: Courriers) -> Iterator[Papier]:
    for demarche in catalogue.demarches.values():
        for demande, variante in demandes_of(demarche):
            for etape, ou in product(demarche.etapes, [ou for voulue, ou in VARIANTES if voulue == variante]):
                with suppress(ExpectedError):  # these answers lead to another letter, or to none
                    for un in courriers.kit(protected(demande, ou), etape.id, emporter=A_EMPORTER):
                        nom = f"{demarche.id}/{etape.id}/{demande.qualite}/{variante}/{un.id}"
                        yield Papier(nom, demarche.id, etape.id, demande.qualite, courriers.text(un.document), un)


def tells(texte: str) -> list[str]:
    return [indice for indice in INDICES if indice in texte.casefold()]


def unzipped(contenu: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(contenu)) as archive:
        return "\n".join(archive.read(nom).decode("utf-8", "replace") for nom in archive.namelist())


def test_no_document_shows_it(papiers: tuple[Papier, ...]) -> None:
    assert not [papier.nom for papier in papiers if tells(papier.texte)]
    assert len(papiers) > 1000


@besoin_de("pdftotext")
def test_no_file_shows_it(papiers: tuple[Papier, ...], courriers_livres: Courriers) -> None:
    """Nor the properties of one: of each kind of document, one for each demarche and each kind of author in turn."""
    uns = {(papier.demarche, papier.exemplaire.id): papier for papier in papiers}
    autres = {(papier.qualite, papier.exemplaire.id): papier for papier in papiers}
    for papier in {*uns.values(), *autres.values()}:
        nom, document = papier.nom, papier.exemplaire.document
        word = courriers_livres.render(document, Format.DOCX).contenu
        pdf = courriers_livres.render(document, Format.PDF).contenu
        lu = subprocess.run(["pdftotext", "-", "-"], input=pdf, check=True, capture_output=True).stdout.decode()
        assert not tells(unzipped(word)), nom
        assert not tells(lu), nom
        assert not tells(pdf.decode("latin-1")), nom


def test_no_name_of_a_file_shows_it(courriers_livres: Courriers) -> None:
    assert courriers_livres.suggested_name(protected(ORDINAIRE), None, Format.PDF) == "2026-11-24-acces-demande.pdf"


def test_it_is_never_searched_for_in_vain() -> None:
    """The demandes above do hold it, and it is known for what it is."""
    for qualite in Qualite:
        assert protected_addresses(protected(by(qualite))) == (CANARI,)


def test_every_letter_asks_that_nobody_be_told(papiers: tuple[Papier, ...]) -> None:
    """Once each, but those that ask nobody for an answer: the note of an agent, and the end of a mandat said to who had it."""
    lettres = [papier for papier in papiers if isinstance(papier.exemplaire.document, Lettre)]
    assert not [lettre.nom for lettre in lettres if lettre.texte.count("À aucun particulier") > 1]
    muettes = {f"{lettre.demarche}/{lettre.etape}" for lettre in lettres if "À aucun particulier" not in lettre.texte}
    assert muettes == {"note_dpo/demande", "revocation_mandat/mandataire"}


def test_every_letter_that_asks_for_an_answer_asks_for_it_by_post_alone(papiers: tuple[Papier, ...]) -> None:
    """Neither a call, nor a message, nor an online account: others may open them."""
    lettres = [papier for papier in papiers if isinstance(papier.exemplaire.document, Lettre)]
    # The note of an agent alone asks for none.
    dites = {lettre.texte.count("par courrier seulement") for lettre in lettres if lettre.demarche != "note_dpo"}
    assert dites == {1}
    assert not [lettre.nom for lettre in lettres if "accusé de réception électronique" in lettre.texte]


@pytest.mark.parametrize(
    ("demarche", "reponses"),
    [
        ("registre_aipd", {"forme_copie": "courriel", "courriel": "elle@exemple.fr"}),
        ("saisine_cada", {"courriel_cada": "elle@exemple.fr"}),
    ],
)
def test_no_letter_that_wants_post_alone_gives_an_electronic_address(
    courriers_livres: Courriers, demarche: str, reponses: dict[str, str]
) -> None:
    base = replace(ORDINAIRE, demarche=demarche, reponses=reponses)
    assert "elle@exemple.fr" in courriers_livres.text(courriers_livres.compose(base))
    assert "elle@exemple.fr" not in courriers_livres.text(courriers_livres.compose(protected(base)))


@pytest.mark.parametrize("demarche", ["acces", "limitation", "saisine_cada", "plainte_cnil", "mandat"])
@pytest.mark.parametrize("ou", ["chez", "nulle_part"])
def test_what_protected_letters_say(
    catalogue: Catalogue, courriers_livres: Courriers, snapshot: SnapshotAssertion, demarche: str, ou: str
) -> None:
    for qualite in catalogue.demarches[demarche].pour:
        base = by(qualite, replace(ORDINAIRE, demarche=demarche, reponses={}))
        demande = protected(base, REPONSE if ou == "chez" else None)
        assert courriers_livres.text(courriers_livres.compose(demande)) == snapshot(name=f"{demarche}-{ou}-{qualite}")


def test_it_says_neither_why_nor_that_there_is_a_danger(courriers_livres: Courriers) -> None:
    neutre = replace(REPONSE, enveloppe_neutre=True)
    texte = courriers_livres.text(courriers_livres.compose(protected(replace(ORDINAIRE, reponses={}), neutre))).casefold()
    assert "enveloppe neutre" in texte
    assert not [mot for mot in ("sécurité", "violen", "danger", "menac", "peur", "protég") if mot in texte]


def test_a_reply_address_given_without_danger_is_the_only_one_shown(courriers_livres: Courriers) -> None:
    """A woman who gave a safe address had her own printed at the top of the letter."""
    demande = replace(ORDINAIRE, concerne=replace(ELODIE, adresse=CANARI), reponse_a=REPONSE, reponses={})
    lettre = courriers_livres.compose(demande)
    assert isinstance(lettre, Lettre)
    texte = courriers_livres.text(lettre)
    assert not tells(texte)
    assert texte.startswith("Mme Élodie Œuvrard\nMaître Awa Koné\n9 place Jules Verne\n75012 Paris\n")
    assert "À aucun particulier" not in texte
    # Kept all the same.
    assert demande.concerne is not None
    assert demande.concerne.adresse == CANARI


@pytest.mark.parametrize("qualite", list(Qualite))
def test_a_reply_address_takes_the_place_of_the_others_whoever_writes(courriers_livres: Courriers, qualite: Qualite) -> None:
    base = by(qualite, replace(ORDINAIRE, demarche="question_dpo", reponses={}))
    concerne = base.concerne and replace(base.concerne, adresse=CANARI)
    auteur = base.auteur and replace(base.auteur, personne=replace(base.auteur.personne, adresse=CANARI))
    demande = replace(base, concerne=concerne, auteur=auteur, reponse_a=REPONSE)
    lettre = courriers_livres.text(courriers_livres.compose(demande))
    assert not tells(lettre)
    assert "9 place Jules Verne" in lettre
    # An organisation is found where it is, whoever answers it: a mandate says so.
    mandats = [un for un in courriers_livres.kit(demande) if un.id == "mandat"]
    assert [bool(tells(courriers_livres.text(un.document))) for un in mandats] == [True] * len(mandats)


def test_a_reply_address_given_by_its_name_alone_shows_no_home_either(courriers_livres: Courriers) -> None:
    demande = replace(ORDINAIRE, concerne=replace(ELODIE, adresse=CANARI), reponse_a=ReponseA("Mme Diallo"), reponses={})
    texte = courriers_livres.text(courriers_livres.compose(demande))
    assert not tells(texte)
    assert texte.startswith("Mme Élodie Œuvrard\nMme Diallo\n…")


def test_a_neutral_envelope_alone_hides_no_address(courriers_livres: Courriers) -> None:
    demande = replace(COMPLETE, reponse_a=ReponseA(enveloppe_neutre=True))
    assert "12 rue des Lilas" in courriers_livres.text(courriers_livres.compose(demande))


def test_whoever_acts_by_mandate_is_where_the_answer_goes(courriers_livres: Courriers) -> None:
    demande = by(Qualite.MANDATAIRE, replace(ORDINAIRE, reponses={}))
    concerne = replace(ELODIE, adresse=CANARI, adresse_protegee=True)
    kit = {un.id: courriers_livres.text(un.document) for un in courriers_livres.kit(replace(demande, concerne=concerne))}
    assert "Bourse du travail" in kit["lettre"]
    assert "Où la joindre | par la personne qui reçoit mandat | Bourse du travail" in kit["mandat"]
    assert "À la personne qui reçoit mandat." in kit["mandat"]


def test_a_parent_who_writes_for_a_protected_child_lives_there_too(courriers_livres: Courriers) -> None:
    demande = by(Qualite.REPRESENTANT_LEGAL, replace(ORDINAIRE, reponses={}))
    assert demande.auteur is not None
    auteur = replace(demande.auteur, personne=replace(demande.auteur.personne, adresse=CANARI))
    cachee = replace(demande, concerne=replace(ELODIE, adresse=CANARI, adresse_protegee=True), auteur=auteur)
    assert not tells(courriers_livres.text(courriers_livres.compose(cachee)))
    assert protected_addresses(cachee) == (CANARI,)


def test_the_place_is_the_town_of_the_reply_or_none(courriers_livres: Courriers) -> None:
    ici = courriers_livres.text(courriers_livres.compose(protected(replace(ORDINAIRE, reponses={}))))
    nulle_part = courriers_livres.text(courriers_livres.compose(protected(replace(ORDINAIRE, reponses={}), None)))
    assert "\nParis, le 24 novembre 2026" in ici
    assert "\nLe 24 novembre 2026" in nulle_part


def test_nothing_is_carried_home_unless_wanted(courriers_livres: Courriers) -> None:
    demande = protected(replace(ORDINAIRE, reponses={"envoi": "guichet"}))
    ids = [(un.id, un.nombre) for un in courriers_livres.kit(demande)]
    voulus = [(un.id, un.nombre) for un in courriers_livres.kit(demande, emporter=("apres", "copie"))]
    assert ids == [("lettre", 1)]
    assert voulus == [("lettre", 2), ("apres", 1)]


def test_the_first_day_that_matters_is_told_and_printed_on_ones_own_copy_alone(courriers_livres: Courriers) -> None:
    """Nothing that bears a date is carried home: it would be absent in silence."""
    faits = (Evenement(dt.date(2026, 9, 1), TypeEvenement.ENVOYE), Evenement(dt.date(2026, 9, 4), TypeEvenement.RECU))
    demande = protected(replace(ORDINAIRE, reponses={}, evenements=faits))
    dits = [dit.replace("\u00a0", " ") for dit in courriers_livres.to_remember(demande, "relance")]
    assert dits == [
        "Dernier jour pour la CADA : 4 décembre 2026. Visez le 3 décembre 2026.",
        "Revenez dès aujourd’hui.",
    ]
    kit = courriers_livres.kit(demande, "relance", emporter=("jour",))
    assert [(un.id, un.nombre) for un in kit] == [("lettre", 1), ("jour", 1)]
    envoyee, sienne = (courriers_livres.text(un.document).replace("\u00a0", " ") for un in kit)
    assert "4 décembre 2026" not in envoyee
    assert sienne.endswith(f"À retenir : {' '.join(dits)}\n")


def test_before_any_date_how_it_will_be_counted_is_told(courriers_livres: Courriers) -> None:
    dits = courriers_livres.to_remember(protected(replace(ORDINAIRE, reponses={})))
    assert [dit.replace("\u00a0", " ") for dit in dits] == [
        "Un mois de silence, ou une lettre de refus : vous avez alors deux mois pour saisir la CADA.",
        "Revenez le 29 décembre 2026.",
    ]


def test_every_protected_letter_tells_when_to_come_back(catalogue: Catalogue, courriers_livres: Courriers) -> None:
    for demarche in catalogue.demarches.values():
        for etape in demarche.etapes:
            demande = protected(replace(ORDINAIRE, demarche=demarche.id, reponses={}))
            with suppress(ExpectedError):
                dits = courriers_livres.to_remember(demande, etape.id)
                assert bool(dits) is isinstance(courriers_livres.compose(demande, etape.id), Lettre), (demarche.id, etape.id)


def test_who_is_told_of_a_change_becomes_a_choice(courriers_livres: Courriers) -> None:
    def asked(**reponses: str) -> str:
        demande = replace(ORDINAIRE, demarche="limitation", organisme=DEPARTEMENT, reponses=dict(reponses))
        return courriers_livres.text(courriers_livres.compose(protected(demande)))

    assert "d’attendre mon accord (article 19 du RGPD)." in asked()
    assert "sauf à" not in asked()
    assert "sauf à\u00a0: l'école. Je vous prie" in asked(prevenir="sauf", prevenir_sauf="l'école")
    assert "à chaque destinataire de ces données, sauf si c’est impossible" in asked(prevenir="tous")


def test_its_own_sheet_alone_bears_it(courriers_livres: Courriers) -> None:
    for qualite in Qualite:
        demande = protected(by(qualite))
        feuille = courriers_livres.address_sheet(demande)
        assert feuille.id == "feuille_adresse"
        assert set(tells(courriers_livres.text(feuille.document))) == set(INDICES)
        assert "Koné" not in courriers_livres.text(feuille.document)
        assert "feuille_adresse" not in {un.id for un in courriers_livres.kit(demande, emporter=A_EMPORTER)}


def other_ways(*ouverts: MoyenPartage, changer: bool = False) -> Demande:
    """A protected letter of someone whose account, mail or telephone is opened by someone else."""
    return protected(replace(ORDINAIRE, reponses={}, ouverts=ouverts, changer_acces=changer))


def test_each_way_that_others_open_is_closed_by_the_letter(courriers_livres: Courriers) -> None:
    def said(demande: Demande) -> str:
        return courriers_livres.text(courriers_livres.compose(demande)).replace("\u00a0", " ")

    compte = said(other_ways(MoyenPartage.COMPTE))
    assert "Rien de cette demande ne doit paraître sur le compte en ligne, et aucune notification" in compte
    assert "fermer les accès" not in compte
    assert "fermer les accès actuels à ce compte" in said(other_ways(MoyenPartage.COMPTE, changer=True))
    assert "l’adresse électronique que vous avez notée." in said(other_ways(MoyenPartage.COURRIEL))
    assert "téléphone que vous avez noté." in said(other_ways(MoyenPartage.TELEPHONE))
    assert "l’adresse électronique ni du téléphone que vous avez notés." in said(
        other_ways(MoyenPartage.COURRIEL, MoyenPartage.TELEPHONE)
    )


def test_nothing_of_it_is_written_once_nobody_has_to_be_kept_from_knowing(courriers_livres: Courriers) -> None:
    sans = replace(ORDINAIRE, reponses={})
    ouverts = replace(sans, ouverts=tuple(MoyenPartage), changer_acces=True)
    assert courriers_livres.compose(ouverts) == courriers_livres.compose(sans)
    # Nor is an access changed that nobody else has.
    ferme = replace(protected(sans), changer_acces=True)
    assert courriers_livres.compose(ferme) == courriers_livres.compose(protected(sans))


def remarks(courriers: Courriers, demande: Demande) -> set[str]:
    return {remarque.id for remarque in courriers.compose(demande).remarques}


def test_what_a_letter_cannot_prevent_is_said_before_it_leaves(courriers_livres: Courriers) -> None:
    assert "compte_ouvert" in remarks(courriers_livres, other_ways(MoyenPartage.COMPTE))
    assert "acces_change" in remarks(courriers_livres, other_ways(MoyenPartage.COMPTE, changer=True))
    courriel = other_ways(MoyenPartage.COURRIEL)
    assert not remarks(courriers_livres, courriel) & {"compte_ouvert", "acces_change", "courriel_ouvert"}
    assert "courriel_ouvert" in remarks(courriers_livres, replace(courriel, reponses={"envoi": "courriel"}))


def test_to_who_had_a_mandat_nothing_is_said_of_an_account(courriers_livres: Courriers) -> None:
    """No service reads it: the letter asks for an answer by post, and what is open to others is no business of theirs."""
    compte = replace(other_ways(*MoyenPartage, changer=True), demarche="revocation_mandat")
    lettre = courriers_livres.compose(compte, "mandataire")
    texte = " ".join(courriers_livres.text(lettre).replace("\u00a0", " ").split())
    assert "répondre par courrier seulement, à l’adresse écrite en haut de cette lettre" in texte
    assert "sur le compte" not in texte
    assert "fermer les accès" not in texte
    assert not {remarque.id for remarque in lettre.remarques} & {"compte_ouvert", "acces_change"}
    assert {"compte_ouvert", "acces_change"} <= remarks(courriers_livres, compte)


@pytest.mark.parametrize("demarche", ["acces", "lettre_collective"])
def test_an_organisation_asks_with_one_voice(courriers_livres: Courriers, demarche: str) -> None:
    demande = replace(by(Qualite.ORGANISATION, COMPLETE), demarche=demarche, reponses={}, ouverts=tuple(MoyenPartage))
    texte = courriers_livres.text(courriers_livres.compose(protected(replace(demande, changer_acces=True))))
    voix = {voix for voix in ("Je vous prie de", "Je vous prie d’", "Nous vous prions") if voix in texte}
    assert ("Nous vous prions" in voix) is (len(voix) == 1), voix


@pytest.mark.parametrize("demarche", ["plainte_cnil", "saisine_cada", "defenseur_droits"])
def test_an_online_form_may_write_by_e_mail(courriers_livres: Courriers, demarche: str) -> None:
    en_ligne = replace(ORDINAIRE, demarche=demarche, reponses={"envoi": "teleservice"})
    assert "teleservice_ecrit" in remarks(courriers_livres, protected(en_ligne))
    assert "teleservice_ecrit" not in remarks(courriers_livres, en_ligne)
    assert "teleservice_ecrit" not in remarks(courriers_livres, protected(replace(en_ligne, reponses={"envoi": "lrar"})))


def test_the_other_parent_may_be_told_of_what_is_put_right_at_a_caf(courriers_livres: Courriers) -> None:
    caf = replace(ORDINAIRE, demarche="rectification", reponses={}, organisme=Organisme(genre=GenreOrganisme.CAF))
    assert "autre_parent" in remarks(courriers_livres, protected(caf))
    for foyer in ("effacement", "limitation"):
        assert "autre_parent" in remarks(courriers_livres, protected(replace(caf, demarche=foyer)))
    assert "autre_parent" in remarks(courriers_livres, protected(replace(caf, organisme=Organisme(genre=GenreOrganisme.MSA))))
    assert "autre_parent" not in remarks(courriers_livres, caf)
    assert "autre_parent" not in remarks(courriers_livres, protected(replace(caf, organisme=DEPARTEMENT)))
    assert "autre_parent" not in remarks(courriers_livres, protected(replace(caf, demarche="acces")))
