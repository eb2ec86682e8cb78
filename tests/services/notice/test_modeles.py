"""What is made from a model is a draft, on every sheet, until each of its lines was changed or said to be true here."""

from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.notice import check_notice, missing, unconfirmed
from droits_usagers.domain.notice.origine import proposed
from droits_usagers.domain.notice.traitements import A_DEMANDER, Contact, Droits, FicheTraitement, Forme
from droits_usagers.places import Places, find_places
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.notice.atelier import MODELES, REFERENTIEL
from droits_usagers.services.notice.notices import FORMATS, Impression, Notices
from droits_usagers.services.socle.lecture import read_fiche
from tests.notices import SOUND

IDS = sorted(chemin.stem for chemin in (find_places().resources / MODELES).glob("*.toml"))
PUBLIEES = [forme for forme in Forme if forme is not Forme.JOURNAL]


@pytest.fixture(scope="module")
def notices(catalogue: Catalogue, places: Places) -> Notices:
    return Notices(catalogue, places)


def filled(catalogue: Catalogue, places: Places, id_: str) -> FicheTraitement:
    """A model whose contacts alone were filled in: all that was left blank."""
    fiche = read_fiche(places.resources / MODELES / f"{id_}.toml", catalogue)
    assert isinstance(fiche.responsable, Contact)
    assert isinstance(fiche.droits, Droits)
    courriel = "donnees@arance.exemple.fr"
    qui = replace(fiche.responsable, nom="Association des Deux Rives", courriel=courriel)
    dpo = replace(fiche.dpo if isinstance(fiche.dpo, Contact) else Contact(), courriel=courriel)
    assert isinstance(fiche.finalites, tuple)
    textes = (replace(une, texte="CASF L123-5") if une.texte is A_DEMANDER else une for une in fiche.finalites)
    return replace(
        fiche,
        responsable=qui,
        dpo=None if "dpo" in fiche.sans_objet else dpo,
        finalites=tuple(textes),
        droits=replace(fiche.droits, contact=courriel),
    )


@pytest.mark.parametrize("id_", IDS)
def test_filling_in_the_contacts_makes_nothing_that_may_be_put_up(
    notices: Notices, catalogue: Catalogue, places: Places, id_: str
) -> None:
    fiche = filled(catalogue, places, id_)

    assert missing(check_notice(fiche, notices.reference)) == ()
    prete = notices.prepare(fiche, Impression(Forme.CLAUSE), Format.PDF)
    assert prete.notice.projet is not None
    assert any(remarque.id == "notice_modele" for remarque in prete.remarques)


@pytest.mark.parametrize("id_", IDS)
def test_it_stays_a_draft_up_to_the_last_line(notices: Notices, catalogue: Catalogue, places: Places, id_: str) -> None:
    fiche = filled(catalogue, places, id_)
    noms = [une.nom for une in proposed(fiche, notices.reference.modeles)]

    for rang in range(len(noms)):
        avant = replace(fiche, confirmees=tuple(noms[:rang]))
        assert len(unconfirmed(check_notice(avant, notices.reference))) == len(noms) - rang
    toutes = replace(fiche, confirmees=tuple(noms))
    assert unconfirmed(check_notice(toutes, notices.reference)) == ()


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("forme", PUBLIEES)
def test_every_sheet_is_a_draft_until_the_last_line_is_ones_own(
    notices: Notices, catalogue: Catalogue, places: Places, forme: Forme, format_: Format
) -> None:
    fiche = filled(catalogue, places, "service-social")
    noms = [une.nom for une in proposed(fiche, notices.reference.modeles)]
    impression = Impression(forme, langues=("es",) if forme is Forme.LANGUES else ())

    for confirmees, projet in (((), True), (noms[1:], True), (noms, False)):
        prete = notices.prepare(replace(fiche, confirmees=tuple(confirmees)), impression, format_)
        assert (prete.notice.projet is not None) is projet
        assert any(remarque.id == "notice_modele" for remarque in prete.remarques) is projet


def test_the_band_says_why_and_the_complete_notice_which_lines(notices: Notices, catalogue: Catalogue, places: Places) -> None:
    fiche = filled(catalogue, places, IDS[0])
    (projet, vide) = (
        notices.prepare(une, Impression(Forme.COMPLETE), Format.PDF).notice.projet
        for une in (fiche, replace(fiche, droits=None))
    )
    assert projet is not None
    assert vide is not None
    # What is missing and what is not one's own are not the same thing to do.
    assert projet.bande != vide.bande
    texte = notices.text(fiche, Impression(Forme.COMPLETE))
    assert isinstance(fiche.conservations, tuple)
    dernier = texte[texte.index("Ce qui vient d’un modèle") :]
    assert all(str(ligne.duree) in dernier for ligne in fiche.conservations)


def test_a_fiche_that_no_model_is_behind_is_none_the_less_printed(notices: Notices) -> None:
    for forme in PUBLIEES:
        impression = Impression(forme, langues=("es",) if forme is Forme.LANGUES else ())
        assert notices.prepare(SOUND, impression, Format.DOCX).notice.projet is None


def test_every_model_says_that_it_is_one_and_the_referentiel_is_one_too(notices: Notices) -> None:
    modeles = notices.reference.modeles

    assert set(modeles) == {*IDS, REFERENTIEL}
    for id_ in IDS:
        assert modeles[id_].modeles == (id_,)


def test_a_copy_of_a_model_made_by_hand_is_known_too(
    notices: Notices, catalogue: Catalogue, places: Places, tmp_path: Path
) -> None:
    copie = tmp_path / "a-nous.toml"
    copie.write_bytes((places.resources / MODELES / f"{IDS[0]}.toml").read_bytes())

    assert unconfirmed(check_notice(read_fiche(copie, catalogue), notices.reference))
