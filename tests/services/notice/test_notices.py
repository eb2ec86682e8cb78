"""What is printed for a fiche de traitement: all of it or a refusal, never smaller; a draft while a mention is missing."""

import dataclasses
import io
import re
import subprocess
from pathlib import Path

import pytest
from docx import Document

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    ADemander,
    Affichage,
    Base,
    Conservation,
    Contact,
    DecisionAutomatisee,
    Destinataire,
    Donnee,
    DroitNotice,
    Droits,
    FicheTraitement,
    Finalite,
    Forme,
    Papier,
    SourceDonnees,
)
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.notice.valeurs import least
from droits_usagers.places import Places
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.notice.notices import Impression, Notices, format_of
from tests.letters.lecture import Mot, convert, word_text, words
from tests.notices import EMPTY, INSTRUIRE, SOUND, with_bases, with_purposes
from tests.outils import besoin_de

pytestmark = besoin_de("pdftotext", "pdfinfo")

#: The height of a word that poppler tells, in points of its size (Noto Sans).
HAUTEUR = 1.362 * 25.4 / 72
LANGUES = ("en", "ro")


def asked(forme: Forme, papier: Papier | None = None) -> Impression:
    """That form, in some languages where it takes any."""
    return Impression(forme, papier, langues=LANGUES if forme is Forme.LANGUES else ())


#: A log of posters tells no rights; the sheet of languages does in other words.
SANS_DROITS = {Forme.LANGUES, Forme.JOURNAL}
NOTICES = [forme for forme in Forme if forme is not Forme.JOURNAL]
TOUTES = [asked(forme, papier) for forme in Forme for papier in forme.papiers]


@pytest.fixture(scope="module")
def notices(catalogue: Catalogue, places: Places) -> Notices:
    return Notices(catalogue, places)


def text(contenu: bytes, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, "-", "-"], input=contenu, check=True, capture_output=True).stdout.decode()


def plain(contenu: bytes) -> str:
    """The text in one line."""
    return " ".join(text(contenu).split())


def read(notices: Notices, fiche: FicheTraitement, impression: Impression) -> str:
    return plain(notices.render(fiche, impression, Format.PDF).contenu)


def placed(notices: Notices, fiche: FicheTraitement, impression: Impression, dossier: Path) -> list[Mot]:
    chemin = dossier / "notice.pdf"
    chemin.write_bytes(notices.render(fiche, impression, Format.PDF).contenu)
    return words(chemin)


def sizes(mots: list[Mot]) -> list[float]:
    return [(mot.bas - mot.haut) / HAUTEUR for mot in mots]


@pytest.mark.parametrize("impression", TOUTES, ids=lambda i: f"{i.forme}-{i.papier}")
@pytest.mark.parametrize("fiche", [SOUND, EMPTY], ids=["sound", "empty"])
def test_every_form_is_a_tagged_pdf_with_a_title_and_a_language(
    notices: Notices, fiche: FicheTraitement, impression: Impression
) -> None:
    contenu = notices.render(fiche, impression, Format.PDF).contenu
    infos = subprocess.run(["pdfinfo", "-"], input=contenu, check=True, capture_output=True).stdout.decode()

    assert re.search(r"Tagged: +yes", infos)
    assert re.search(r"Title: +\S", infos)
    assert re.search(rb"/Lang ?\(fr", contenu)
    assert b"pdfuaid" in contenu


@pytest.mark.parametrize("impression", TOUTES, ids=lambda i: f"{i.forme}-{i.papier}")
def test_nothing_is_written_smaller_than_its_form_allows(notices: Notices, impression: Impression, tmp_path: Path) -> None:
    mots = placed(notices, SOUND, impression, tmp_path)
    # The number of a page is not read from afar.
    pied = 270 if impression.forme in {Forme.COMPLETE, Forme.SIMPLIFIEE, Forme.LANGUES, Forme.JOURNAL} else 1000
    tailles = sizes([mot for mot in mots if mot.haut < pied and mot.texte != "□"])
    assert impression.papier is not None

    moindre = least(impression.forme, impression.papier)
    assert min(tailles) >= moindre.texte - 0.05
    assert max(tailles) >= moindre.titre - 0.05


def test_a_poster_is_legible_at_two_metres() -> None:
    assert least(Forme.AFFICHE, Papier.A3).titre >= 60
    assert least(Forme.AFFICHE, Papier.A3).texte >= 24
    assert least(Forme.AFFICHE, Papier.A4X2) == least(Forme.AFFICHE, Papier.A3)
    assert least(Forme.AFFICHE, Papier.A4).texte == pytest.approx(24 * 0.71, abs=0.1)


def test_a_poster_says_three_facts_and_four_rights_first_then_the_right_to_object(notices: Notices) -> None:
    lu = read(notices, SOUND, Impression(Forme.AFFICHE, Papier.A4, adresse="https://exemple.fr/n"))
    ordre = [
        "Département de l’Arance",
        "demandes d’aide",
        "2 ans",
        "Vos droits",
        "Lire",
        "corriger",
        "effacer",
        "geler",
        "opposer",
    ]
    positions = [lu.index(mots) for mots in [*ordre, "Écrivez à dpo@arance.exemple.fr", "cnil.fr", "https://exemple.fr/n"]]

    assert positions == sorted(positions)


def test_apostrophes_are_those_of_print_whatever_the_fiche_has(notices: Notices) -> None:
    contact = "l'accueil (d'abord par l'adresse n'oublie.pas@d'ici.exemple.fr)"
    assert isinstance(SOUND.droits, Droits)
    fiche = dataclasses.replace(SOUND, nom="L'aide d'hiver", droits=dataclasses.replace(SOUND.droits, contact=contact))

    lu = notices.text(fiche, Impression(Forme.AFFICHE, Papier.A4))

    for mots in ("L’aide d’hiver", "Département de l’Arance", "demandes d’aide", "Écrivez à l’accueil (d’abord par l’adresse"):
        assert mots in lu
    assert "n'oublie.pas@d'ici.exemple.fr" in lu
    assert notices.compose(fiche, Impression(Forme.AFFICHE))[0].intitule.endswith("L’aide d’hiver")


@pytest.mark.parametrize(
    ("duree", "depart", "dit"),
    [
        ("2 ans", "dernier rendez-vous", "2 ans après le dernier rendez-vous"),
        ("2 ans", "Dernière visite", "2 ans après la dernière visite"),
        ("six mois", "l'entretien", "six mois après l’entretien"),
        ("1 an", "Clôture du dossier", "1 an après la clôture du dossier"),
        ("3 mois", "votre départ", "3 mois après votre départ"),
        # What cannot be read so is said as it was typed.
        ("2 ans", "à compter du dernier contact", "2 ans, à partir de : à compter du dernier contact"),
        ("2 ans", "30 juin", "2 ans, à partir de : 30 juin"),
        ("2 ans maximum", "dernier contact", "2 ans maximum, à partir de : dernier contact"),
        ("jusqu'à 18 ans", "naissance", "jusqu’à 18 ans, à partir de : naissance"),
        ("2 ans", A_DEMANDER, "2 ans, à partir de : [à demander au délégué à la protection des données]"),
        (A_DEMANDER, "dernier contact", "protection des données], à partir de : dernier contact"),
    ],
)
def test_a_poster_says_how_long_after_what(notices: Notices, duree: str | ADemander, depart: str | ADemander, dit: str) -> None:
    for donnees in ("Dossier", ""):
        fiche = dataclasses.replace(SOUND, conservations=(Conservation(donnees, duree, depart),))

        lu = notices.text(fiche, Impression(Forme.AFFICHE, Papier.A3)).replace("\u00a0", " ")

        assert dit in lu
        assert ("Dossier : " in lu) is bool(donnees)


def test_the_other_forms_say_it_as_before(notices: Notices) -> None:
    assert "Dossier : 2 ans, à partir de : dernier contact" in read(notices, SOUND, Impression(Forme.DEPLIANT))


def test_a_poster_says_the_telephone_and_the_place_that_the_fiche_gives_each_once(notices: Notices) -> None:
    affiche = Impression(Forme.AFFICHE, Papier.A4)
    assert isinstance(SOUND.responsable, Contact)
    telephone = dataclasses.replace(SOUND.responsable, telephone="01 00 00 00 01")
    dpo = Contact(courriel="dpo@arance.exemple.fr", telephone="01 00 00 00 02", adresse=SOUND.responsable.adresse)

    seule = read(notices, SOUND, affiche)
    assert "Le service : 1 rue Neuve, 89999 Bellerive Pas de réponse" in seule
    assert "Délégué" not in seule
    tous = read(notices, dataclasses.replace(SOUND, responsable=telephone, dpo=dpo), affiche)
    assert "Le service : 01 00 00 00 01, 1 rue Neuve, 89999 Bellerive" in tous
    assert "Délégué à la protection des données : 01 00 00 00 02 Pas de réponse" in tous
    assert tous.count("dpo@arance.exemple.fr") == 1


def test_a_poster_leaves_no_hole_for_a_telephone_or_a_place(notices: Notices) -> None:
    inconnus = Contact("Mairie", adresse=A_DEMANDER, telephone=A_DEMANDER)
    for responsable, dpo in ((inconnus, inconnus), (A_DEMANDER, A_DEMANDER), (Contact("Mairie"), None)):
        lu = read(notices, dataclasses.replace(SOUND, responsable=responsable, dpo=dpo), Impression(Forme.AFFICHE, Papier.A4))
        assert "Le service :" not in lu
        assert "Délégué à" not in lu
    sans = dataclasses.replace(SOUND, sans_objet=("transferts", "dpo"), dpo=Contact(telephone="01 00 00 00 02"))
    assert "01 00 00 00 02" not in read(notices, sans, Impression(Forme.AFFICHE, Papier.A4))


def test_the_telephone_and_the_place_are_what_a_full_poster_does_without(notices: Notices) -> None:
    """Rather than a list cut, or no poster: but it is said."""
    affiche = Impression(Forme.AFFICHE, Papier.A3)
    assert isinstance(SOUND.responsable, Contact)
    joints = dataclasses.replace(SOUND.responsable, telephone="01 00 00 00 01")
    dpo = Contact(courriel="dpo@arance.exemple.fr", telephone="01 00 00 00 02", adresse=("2 rue Neuve", "89999 Bellerive"))
    pleines = {nombre: dataclasses.replace(with_purposes(nombre), responsable=joints, dpo=dpo) for nombre in (6, 14, 15, 16)}
    dites = {nombre: notices.compose(pleine, affiche)[1] for nombre, pleine in pleines.items()}
    premiere = next(nombre for nombre, remarques in dites.items() if remarques)

    assert [remarque.id for remarque in dites[premiere]] == ["notice_breve"]
    assert "01 00 00 00 02" in notices.text(pleines[6], affiche)
    lu = notices.text(pleines[premiere], affiche)
    assert "89999 Bellerive" not in lu
    assert lu.count("But numéro") == premiere


@pytest.mark.parametrize("papier", [Papier.A3, Papier.A4])
def test_six_purposes_and_five_lengths_hold_on_a_poster_with_all_that_it_says(
    notices: Notices, papier: Papier, tmp_path: Path
) -> None:
    """Whatever is set closer, no letter is smaller than what is legible from there."""
    joints = Contact(
        "Département de l'Arance", "Service social", ("1 rue Neuve", "89999 Bellerive"), telephone="01 00 00 00 01"
    )
    dpo = Contact(courriel="dpo@arance.exemple.fr", telephone="01 00 00 00 02")
    durees = tuple(
        Conservation(f"Dossier numéro {rang} de qui est accompagné", f"{rang} ans", "dernier rendez-vous")
        for rang in range(2, 7)
    )
    fiche = dataclasses.replace(with_purposes(6), responsable=joints, dpo=dpo, conservations=durees)
    impression = Impression(Forme.AFFICHE, papier)

    assert notices.compose(fiche, impression)[1] == ()
    lu = " ".join(notices.text(fiche, impression).split())
    assert (lu.count("But numéro"), lu.count("Dossier numéro")) == (6, 5)
    for dit in ("01 00 00 00 01", "89999 Bellerive", "01 00 00 00 02", "Qui les reçoit ? La commission des aides"):
        assert dit in lu
    assert min(sizes(placed(notices, fiche, impression, tmp_path))) >= least(Forme.AFFICHE, papier).texte - 0.05


def test_a_poster_says_once_what_is_kept_as_long_and_who_receives_in_one_line(notices: Notices) -> None:
    pareilles = (
        *(Conservation(donnees, "2 ans", "dernier contact") for donnees in ("Dossier", "Courriers", "NIR")),
        Conservation("Factures", "10 ans", "paiement"),
    )
    qui = tuple(Destinataire(libelle, INSTRUIRE) for libelle in ("La commission", "La CAF"))
    lu = read(notices, dataclasses.replace(SOUND, conservations=pareilles, destinataires=qui), Impression(Forme.AFFICHE))
    assert "Dossier, courriers, NIR : 2 ans après le dernier contact" in lu
    assert lu.count("2 ans") == 1
    assert "La commission • La CAF" in lu


def test_purposes_that_are_open_to_objection_are_told_by_their_numbers(notices: Notices) -> None:
    """Saying each of them again would take the room of the others."""
    mixte = with_bases(Base.OBLIGATION, Base.MISSION, Base.MISSION)
    lu = read(notices, mixte, Impression(Forme.AFFICHE))
    assert "1. But 1 2. But 2 3. But 3" in lu
    assert "Seulement pour ce qui porte ces numéros : 2, 3." in lu
    assert "numéros" not in read(notices, with_bases(Base.MISSION, Base.MISSION), Impression(Forme.AFFICHE))
    assert "numéros" not in read(notices, mixte, Impression(Forme.DEPLIANT))


def test_two_sheets_make_an_a3_and_no_line_is_cut_by_the_seam(notices: Notices, tmp_path: Path) -> None:
    mots = placed(notices, SOUND, Impression(Forme.AFFICHE, Papier.A4X2), tmp_path)

    assert {mot.page for mot in mots} == {1, 2}
    # A quarter of the height that poppler tells is above the capitals.
    assert min(mot.haut + (mot.bas - mot.haut) / 4 for mot in mots if mot.page == 2) >= 5
    assert max(mot.bas for mot in mots) <= 205


def test_a_leaflet_folds_right(notices: Notices, tmp_path: Path) -> None:
    """Outside: flap, back, cover; inside: two panels, then the other side of the flap. Nothing is near a fold or an edge."""
    mots = placed(notices, SOUND, Impression(Forme.DEPLIANT, adresse="https://exemple.fr/vos-donnees"), tmp_path)
    for page, plis in ((1, (0, 97, 197, 297)), (2, (0, 100, 200, 297))):
        for mot in (mot for mot in mots if mot.page == page):
            panneau = next(rang for rang in range(3) if mot.gauche < plis[rang + 1])
            assert mot.gauche >= plis[panneau] + 7, mot
            assert mot.droite <= plis[panneau + 1] - 7, mot
            assert mot.haut >= 7, mot
            assert mot.bas <= 203, mot

    def panel(debut: str) -> tuple[int, int]:
        mot = next(mot for mot in mots if mot.texte == debut)
        return mot.page, int(mot.gauche // 99)

    assert [panel(mot) for mot in ("opposer", "CNIL.", "informations,", "responsable", "Quelles", "Lire")] == [
        (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2),
    ]  # fmt: skip


def test_the_right_to_object_is_promised_only_where_it_is_open(notices: Notices) -> None:
    for impression in (Impression(forme) for forme in Forme if forme not in {Forme.ATTESTATION, *SANS_DROITS}):
        assert "oppos" in read(notices, SOUND, impression), impression
        assert "oppos" not in read(notices, with_bases(Base.OBLIGATION), impression), impression
        mixte = read(notices, with_bases(Base.OBLIGATION, Base.MISSION), impression)
        assert re.search(r"seulement (pour )?: (– )?But 2", mixte), impression


def test_neither_portability_nor_withdrawal_is_promised_on_a_public_task(notices: Notices) -> None:
    assert isinstance(SOUND.droits, Droits)
    droits = dataclasses.replace(SOUND.droits, offerts=tuple(DroitNotice))
    promis = dataclasses.replace(SOUND, droits=droits)

    assert "Portabilité" not in read(notices, promis, Impression(Forme.COMPLETE))
    accord = dataclasses.replace(with_bases(Base.CONSENTEMENT), droits=droits)
    lu = read(notices, accord, Impression(Forme.COMPLETE))
    assert "Portabilité" in lu
    assert "Retrait" in lu
    assert "Retirer votre accord" in read(notices, accord, Impression(Forme.AFFICHE, Papier.A4))


@pytest.mark.parametrize("impression", [i for i in TOUTES if i.forme in NOTICES], ids=lambda i: f"{i.forme}-{i.papier}")
def test_a_missing_mention_makes_a_draft_of_every_page(notices: Notices, impression: Impression) -> None:
    rendu = notices.render(EMPTY, impression, Format.PDF)

    assert all("PROJET — mentions manquantes" in page for page in text(rendu.contenu).split("\f") if page.strip())
    assert "[à compléter]" in plain(rendu.contenu)
    assert "notice_projet" in {remarque.id for remarque in rendu.remarques}


def test_what_is_to_be_asked_makes_a_draft_until_it_is_declared_not_to_apply(notices: Notices) -> None:
    demande = dataclasses.replace(SOUND, sans_objet=(), transferts=A_DEMANDER)
    impression = Impression(Forme.COMPLETE)

    lu = read(notices, demande, impression)
    assert "PROJET" in lu
    assert "[à demander au délégué à la protection des données]" in lu
    assert "Ce qui manque encore à cette notice" in lu
    assert "PROJET" not in read(notices, SOUND, impression)
    assert notices.render(SOUND, impression, Format.PDF).remarques == ()


def test_a_hole_that_no_law_speaks_of_makes_a_draft_too(notices: Notices) -> None:
    rendu = notices.render(dataclasses.replace(SOUND, nom=""), Impression(Forme.AFFICHE, Papier.A4), Format.PDF)

    assert "PROJET" in plain(rendu.contenu)
    assert [remarque.id for remarque in rendu.remarques] == ["notice_trous"]


@pytest.mark.lent
def test_each_thing_left_unsaid_is_a_hole_of_its_own(notices: Notices) -> None:
    assert isinstance(SOUND.droits, Droits)
    for trouee in (
        dataclasses.replace(SOUND, sources=(SourceDonnees(None, "la CAF"),)),
        dataclasses.replace(SOUND, donnees=(Donnee("Santé"),)),
        dataclasses.replace(SOUND, finalites=(Finalite("Aider"),)),
        dataclasses.replace(SOUND, droits=dataclasses.replace(SOUND.droits, offerts=A_DEMANDER)),
        dataclasses.replace(SOUND, dpo=Contact(adresse=("1 rue Neuve",), courriel=A_DEMANDER), donnees=()),
    ):
        for forme in NOTICES:
            assert "PROJET" in read(notices, trouee, asked(forme)), forme


def test_the_officer_is_reached_in_the_quickest_way_that_is_known(notices: Notices) -> None:
    assert isinstance(SOUND.droits, Droits)
    droits = dataclasses.replace(SOUND.droits, contact="le service")
    for dpo, attendu in (
        (Contact(adresse=("1 rue Neuve",), courriel="d@exemple.fr"), "d@exemple.fr"),
        (Contact(adresse=("1 rue Neuve",), courriel=A_DEMANDER, telephone="01 00 00 00 00"), "01 00 00 00 00"),
        (Contact(adresse=("1 rue Neuve", "89999 Bellerive")), "1 rue Neuve, 89999 Bellerive"),
    ):
        lu = read(notices, dataclasses.replace(SOUND, droits=droits, dpo=dpo), Impression(Forme.CLAUSE))
        assert f"Délégué à la protection des données : {attendu}." in lu.replace("\u00a0", " ")


@besoin_de("soffice")
def test_a_leaflet_in_word_is_one_sheet_that_folds(notices: Notices, tmp_path: Path) -> None:
    contenu = notices.render(SOUND, Impression(Forme.DEPLIANT), Format.DOCX).contenu
    mots = words(convert(contenu, tmp_path))

    assert {mot.page for mot in mots} == {1, 2}
    couverture = next(mot for mot in mots if mot.texte == "informations,")
    assert (couverture.page, couverture.gauche > 197) == (1, True)


def test_no_version_is_no_hole(notices: Notices) -> None:
    for forme in Forme:
        lu = read(notices, dataclasses.replace(SOUND, version=A_DEMANDER), asked(forme))
        assert "PROJET" not in lu
        assert "ersion 2026" not in lu


def test_what_nobody_said_of_machines_is_not_a_yes(notices: Notices) -> None:
    muette = dataclasses.replace(SOUND, decision=DecisionAutomatisee())
    machine = dataclasses.replace(SOUND, decision=DecisionAutomatisee(existe=True, logique="les ressources du mois"))
    for forme in (Forme.COMPLETE, Forme.DEPLIANT, Forme.SIMPLIFIEE):
        assert "calcul. Voici" not in read(notices, muette, Impression(forme))
        assert "[à compléter]" in read(notices, muette, Impression(forme))
        assert "les ressources du mois" in read(notices, machine, Impression(forme))
    assert "les ressources du mois" in read(notices, machine, Impression(Forme.CLAUSE))


def test_what_does_not_fit_is_refused_by_part_with_a_cut_that_fits(notices: Notices) -> None:
    fiche, impression = with_purposes(24), Impression(Forme.AFFICHE, Papier.A3)
    with pytest.raises(ExpectedError) as refus:
        notices.render(fiche, impression, Format.PDF)

    assert refus.value.panne is Panne.NOTICE_DEBORDE
    assert refus.value.faits["partie"] == "Pour quoi faire"
    lignes = int(refus.value.faits["lignes"])
    assert str(lignes) in refus.value.faits["coupe"]
    coupe = notices.render(fiche, dataclasses.replace(impression, couper=True), Format.PDF)
    lu = plain(coupe.contenu)
    assert lu.count("But numéro") == lignes
    assert f"et {24 - lignes} autres" in lu
    assert [remarque.id for remarque in coupe.remarques] == ["notice_coupee"]
    assert read(notices, fiche, Impression(Forme.COMPLETE)).count("But numéro") == 24 + 1  # and once beside a recipient


def test_what_no_cut_can_make_fit_is_said(notices: Notices) -> None:
    fiche = dataclasses.replace(SOUND, responsable=Contact("Très long nom " * 120, courriel="a@exemple.fr"))
    for impression in (Impression(Forme.AFFICHE, couper=True), Impression(Forme.ATTESTATION, couper=True)):
        with pytest.raises(ExpectedError) as refus:
            notices.pages(fiche, impression)
        assert refus.value.faits["partie"] == "Le nom du responsable ou du fichier"
        assert "lignes" not in refus.value.faits


def test_a_word_document_flows_and_says_so(notices: Notices) -> None:
    rendu = notices.render(with_purposes(24), Impression(Forme.AFFICHE, Papier.A3), Format.DOCX)

    assert word_text(rendu.contenu).count("But numéro") == 24
    assert "notice_deborde" in {remarque.id for remarque in rendu.remarques}


@pytest.mark.parametrize("impression", TOUTES, ids=lambda i: f"{i.forme}-{i.papier}")
def test_every_form_is_a_word_document_too(notices: Notices, impression: Impression) -> None:
    avec = dataclasses.replace(impression, adresse="https://exemple.fr/n")
    contenu = notices.render(SOUND, avec, Format.DOCX).contenu
    document = Document(io.BytesIO(contenu))

    assert contenu == notices.render(SOUND, avec, Format.DOCX).contenu
    assert document.core_properties.author == ""
    assert document.core_properties.title.endswith("Dossier social")
    # No « page 1/1 » on what is posted.
    assert document.sections[0].different_first_page_header_footer
    lu = word_text(contenu)
    assert "Département de l’Arance" in lu
    assert not re.search("[\U000f0000-\U000fffff]", lu)
    assert "PROJET" not in lu


def test_a_word_draft_says_so_at_the_head_of_its_pages(notices: Notices) -> None:
    document = Document(io.BytesIO(notices.render(EMPTY, Impression(Forme.COMPLETE), Format.DOCX).contenu))

    for entete in (document.sections[0].header, document.sections[0].first_page_header):
        assert "PROJET — mentions manquantes" in entete.paragraphs[0].text


@pytest.mark.lent
@pytest.mark.parametrize("nom", ["مركز الخدمات الاجتماعية", "Trung tâm Nguyễn Thị Ưu", "社会服务中心", "A" * 60])
def test_any_name_can_enter(notices: Notices, nom: str) -> None:
    fiche = dataclasses.replace(SOUND, responsable=Contact(nom, courriel="a@exemple.fr"))
    for impression in TOUTES:
        rendu = notices.render(fiche, impression, Format.PDF)
        absents = {dict(r.faits)["ou"] for r in rendu.remarques if r.id == "caractere_absent"}
        assert absents <= {"dans la notice"}
        assert nom in word_text(notices.render(fiche, impression, Format.DOCX).contenu)


def test_an_address_comes_out_whole(notices: Notices) -> None:
    adresse = "https://www.departement.exemple.fr/vos-droits/notice?n=12"
    for impression in TOUTES:
        if impression.forme in {Forme.ATTESTATION, Forme.JOURNAL}:
            continue
        lu = text(notices.render(SOUND, dataclasses.replace(impression, adresse=adresse), Format.PDF).contenu, "-raw")
        assert adresse in re.sub(r"\s", "", lu)
        assert adresse in word_text(
            notices.render(SOUND, dataclasses.replace(impression, adresse=adresse), Format.DOCX).contenu
        )


def test_an_address_too_long_for_a_code_is_refused(notices: Notices) -> None:
    with pytest.raises(ExpectedError) as refus:
        notices.render(SOUND, Impression(Forme.AFFICHE, adresse="https://exemple.fr/" + "a" * 200), Format.DOCX)

    assert refus.value.panne is Panne.ADRESSE_TROP_LONGUE


def test_a_long_sentence_in_the_simplified_text_is_told(notices: Notices) -> None:
    longue = dataclasses.replace(SOUND, nom="Application " + "de gestion partagée " * 6)
    rendu = notices.render(longue, Impression(Forme.SIMPLIFIEE), Format.PDF)

    assert "notice_phrases_longues" in {remarque.id for remarque in rendu.remarques}


def test_vague_words_are_told_though_they_do_not_make_a_draft(notices: Notices) -> None:
    vague = dataclasses.replace(with_bases(Base.MISSION), conservations=())
    assert isinstance(SOUND.conservations, tuple)
    duree = dataclasses.replace(SOUND.conservations[0], duree="le temps nécessaire")
    vague = dataclasses.replace(SOUND, conservations=(duree,))
    rendu = notices.render(vague, Impression(Forme.AFFICHE), Format.PDF)

    assert [remarque.id for remarque in rendu.remarques] == ["notice_douteuse"]


def test_pages_and_images_show_the_same_document(notices: Notices) -> None:
    assert len(notices.pages(SOUND, Impression(Forme.DEPLIANT))) == 2
    assert all(image.startswith(b"\x89PNG") for image in notices.images(SOUND, Impression(Forme.AFFICHE), 300))


def test_file_names_say_the_form_and_its_paper(notices: Notices) -> None:
    assert notices.suggested_name(Impression(Forme.AFFICHE, Papier.A4X2), Format.PDF) == "notice-affiche-a4x2.pdf"
    assert notices.suggested_name(Impression(Forme.COMPLETE, Papier.A4), Format.DOCX) == "notice-complete.docx"
    assert format_of(Path("a.DOCX")) is Format.DOCX
    with pytest.raises(ExpectedError) as refus:
        format_of(Path("a.txt"))
    assert refus.value.panne is Panne.SORTIE_REFUSEE


def test_what_nobody_said_is_a_hole_wherever_it_is_printed(notices: Notices) -> None:
    assert isinstance(SOUND.droits, Droits)
    trouee = dataclasses.replace(
        SOUND,
        sources=(SourceDonnees(None, "la CAF"),),
        donnees=(Donnee("Santé"),),
        finalites=(Finalite("Aider"),),
        droits=dataclasses.replace(SOUND.droits, offerts=A_DEMANDER),
    )
    for forme in (Forme.COMPLETE, Forme.SIMPLIFIEE):
        assert "PROJET" in read(notices, trouee, asked(forme)), forme


def test_someone_whom_a_line_names_is_told_and_not_who_answers_for_it(notices: Notices) -> None:
    assert isinstance(SOUND.finalites, tuple)
    dite = dataclasses.replace(SOUND.finalites[0], libelle="Aider Mme Kerbrat, 06 12 34 56 78, avec France Travail")
    rendu = notices.render(dataclasses.replace(SOUND, finalites=(dite,)), Impression(Forme.COMPLETE), Format.PDF)

    assert [dict(un.faits)["lesquels"] for un in rendu.remarques if un.id == "notice_nomme"] == ["Kerbrat, 06 12 34 56 78"]
    sain = notices.render(SOUND, Impression(Forme.COMPLETE), Format.PDF)
    assert "notice_nomme" not in {un.id for un in sain.remarques}


@pytest.mark.parametrize("forme", [Forme.COMPLETE, Forme.JOURNAL])
def test_someone_whom_its_title_or_the_place_of_a_poster_names_is_told_where_it_is_printed(
    notices: Notices, forme: Forme
) -> None:
    fiche = dataclasses.replace(SOUND, nom="Dossier de Mme Ollivier", affichages=(Affichage("bureau de M. Tassin"),))
    rendu = notices.render(fiche, Impression(forme), Format.PDF)

    dits = ["Ollivier"] + ["Tassin"] * (forme is Forme.JOURNAL)
    assert [dict(un.faits)["lesquels"] for un in rendu.remarques if un.id == "notice_nomme"] == [", ".join(dits)]
