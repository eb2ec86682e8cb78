"""From a demande to a letter: every part in its place, dotted lines where nothing is known, remarks for the person."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances import Code, Echeance
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import ACompleter, Lettre, Ligne, Remarque, Texte
from droits_usagers.domain.personnes.organismes import Copie, GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Civilite, Personne, Qualite, ReponseA
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre import texte
from droits_usagers.letters.lettre.atelier import Atelier
from droits_usagers.letters.lettre.composer import Composeur, Sujet, plain
from droits_usagers.letters.lettre.gabarits import Gabarits
from droits_usagers.places import Places
from droits_usagers.services.lettre.courriers import Courriers
from droits_usagers.services.socle.pannes import sentence_of
from tests.chaque import chaque
from tests.letters.cas import BLANCHE, COMPLETE, DEPARTEMENT, ELODIE, ORDINAIRE, by

#: Nothing of it is in any text of ours.
CANARI = ("77 impasse du Xylophone", "59123 Quetzalville")
CACHEE = dataclasses.replace(ORDINAIRE, concerne=dataclasses.replace(ELODIE, adresse=CANARI, adresse_protegee=True))
#: An article of which another version is dated.
CHANGE = "article L142-1 du code de la sécurité sociale (CSS)"
SAISINE = dataclasses.replace(ORDINAIRE, demarche="saisine_cada")


@pytest.fixture
def composeur(places: Places, catalogue: Catalogue, tmp_path: Path) -> Composeur:
    return Composeur(Atelier(Gabarits(places.gabarits, tmp_path)), catalogue.droit, catalogue.feries)


def sujet(catalogue: Catalogue, demande: Demande, *pieces: str, etape: str = "demande") -> Sujet:
    demarche = catalogue.demarches[demande.demarche]
    choisie = demarche.etape(etape)
    assert choisie is not None
    return Sujet(demande, demarche, choisie, pieces)


def letter(composeur: Composeur, un: Sujet) -> Lettre:
    document = composeur.document(un)
    assert isinstance(document, Lettre)
    return document


def lines(lignes: tuple[Ligne, ...]) -> list[str]:
    return [plain(ligne) for ligne in lignes]


def remarks(composeur: Composeur, un: Sujet) -> dict[str, dict[str, str]]:
    """What the person must know before it leaves, by id."""
    return {remarque.id: dict(remarque.faits) for remarque in composeur.document(un).remarques}


def test_every_part_is_in_its_place(composeur: Composeur, catalogue: Catalogue) -> None:
    lettre = letter(composeur, sujet(catalogue, COMPLETE, "Copie d'une pièce"))

    assert lines(lettre.expediteur) == ["Mme Élodie Œuvrard", "chez Mme Diallo", "4 place du Marché", "93000 Bobigny"]
    assert lines(lettre.destinataire)[0] == "Conseil départemental de la Seine-Saint-Denis"
    assert plain(lettre.lieu_date) == "Bobigny, le 24 novembre 2026"
    assert plain(lettre.objet) == "Objet\u00a0: Demande d’accès à mes données et à mon dossier"
    assert lines(lettre.mentions) == ["Lettre déposée au guichet, contre un reçu"]
    assert lines(lettre.references) == [
        "Votre référence\u00a0: 2019-4471",
        "Personne concernée\u00a0: Mme Élodie Œuvrard, nom de naissance\u00a0: Martin, née en 1970",
    ]
    assert lines(lettre.signature) == ["Mme Élodie Œuvrard"]
    assert lines(lettre.pieces_jointes) == ["Pièce jointe\u00a0: Copie d'une pièce"]
    assert lines(lettre.copies) == ["Copie\u00a0: Délégué à la protection des données, dpo@exemple.fr"]
    assert lettre.gabarit.id == "acces/demande"
    assert [remarque.id for remarque in lettre.remarques] == ["textes_a_verifier"]


def test_several_enclosures_are_listed(composeur: Composeur, catalogue: Catalogue) -> None:
    lettre = letter(composeur, sujet(catalogue, ORDINAIRE, "Une copie", "Un mandat"))

    assert lines(lettre.pieces_jointes) == ["Pièces jointes\u00a0:", "– Une copie", "– Un mandat"]


def test_what_a_person_typed_is_known_as_such(composeur: Composeur, catalogue: Catalogue) -> None:
    lettre = letter(composeur, sujet(catalogue, ORDINAIRE))

    assert lettre.expediteur[1] == (Texte("12 rue des Lilas", saisi=True),)
    assert Texte("Bobigny", saisi=True) in lettre.lieu_date
    assert not any(isinstance(inline, Texte) and inline.saisi for inline in lettre.objet)


def test_nothing_known_is_dotted_lines(composeur: Composeur, catalogue: Catalogue) -> None:
    lettre = letter(composeur, sujet(catalogue, BLANCHE))

    assert all(isinstance(ligne[0], ACompleter) for ligne in (*lettre.expediteur, *lettre.destinataire, *lettre.signature))
    assert lettre.references == ()
    assert Remarque("a_completer", (("nombre", "9"),)) in lettre.remarques


def test_an_address_of_several_lines_in_one_is_several_lines(composeur: Composeur, catalogue: Catalogue) -> None:
    organisme = dataclasses.replace(DEPARTEMENT, adresse=("Hôtel du département\n\n93006 Bobigny cedex",))

    lettre = letter(composeur, sujet(catalogue, dataclasses.replace(ORDINAIRE, organisme=organisme)))

    assert lines(lettre.destinataire)[-2:] == ["Hôtel du département", "93006 Bobigny cedex"]


def test_someone_without_an_address_gives_the_one_for_the_answer(composeur: Composeur, catalogue: Catalogue) -> None:
    demande = dataclasses.replace(
        ORDINAIRE,
        concerne=dataclasses.replace(ELODIE, adresse=()),
        reponse_a=ReponseA("chez Mme Diallo", ("4 place du Marché",)),
    )

    lettre = letter(composeur, sujet(catalogue, demande))

    assert lines(lettre.expediteur) == ["Mme Élodie Œuvrard", "chez Mme Diallo", "4 place du Marché"]


@pytest.mark.parametrize(
    ("qualite", "signature"),
    [
        (Qualite.CONCERNE, ["Mme Élodie Œuvrard"]),
        (Qualite.MANDATAIRE, ["Syndicat du département", "Nom et fonction\u00a0: …", "pour Mme Élodie Œuvrard, par mandat"]),
        (Qualite.REPRESENTANT_LEGAL, ["M. Karim Benali", "pour Mme Élodie Œuvrard"]),
        (Qualite.HERITIER, ["M. Paul Martin"]),
        (Qualite.AGENT, ["Mme Élodie Œuvrard"]),
        (Qualite.ORGANISATION, ["Association Un Toit", "Nom et fonction\u00a0: …"]),
    ],
)
def test_who_signs(composeur: Composeur, catalogue: Catalogue, qualite: Qualite, signature: list[str]) -> None:
    assert lines(letter(composeur, sujet(catalogue, by(qualite))).signature) == signature


def test_a_person_who_does_not_say_is_named_without_a_civility(composeur: Composeur, catalogue: Catalogue) -> None:
    demande = dataclasses.replace(ORDINAIRE, concerne=Personne(prenom="Sacha", nom="Diop"))

    assert lines(letter(composeur, sujet(catalogue, demande)).expediteur)[0] == "Sacha Diop"


def test_characters_that_no_file_holds_are_said(composeur: Composeur, catalogue: Catalogue) -> None:
    demande = dataclasses.replace(ORDINAIRE, concerne=dataclasses.replace(ELODIE, nom="Œuv\x00rard"))

    assert Remarque("caracteres_remplaces", (("nombre", "1"),)) in letter(composeur, sujet(catalogue, demande)).remarques


def test_an_address_too_long_for_the_window_is_said(composeur: Composeur, catalogue: Catalogue) -> None:
    demande = dataclasses.replace(ORDINAIRE, organisme=Organisme(nom="Service", adresse=tuple("abcdefghij")))

    assert Remarque("destinataire_long") in letter(composeur, sujet(catalogue, demande)).remarques


def test_an_author_the_demarche_is_not_for_is_said(composeur: Composeur, catalogue: Catalogue) -> None:
    lettre = letter(composeur, sujet(catalogue, by(Qualite.HERITIER)))

    assert Remarque("qualite_hors_demarche") in lettre.remarques


def test_a_letter_dated_before_what_it_recalls_is_said_and_its_date_is_kept(composeur: Composeur, catalogue: Catalogue) -> None:
    faits = (Evenement(dt.date(2026, 6, 1), TypeEvenement.ENVOYE), Evenement(dt.date(2026, 6, 3), TypeEvenement.RECU))
    avant = dataclasses.replace(SAISINE, evenements=faits, date=dt.date(2026, 6, 2))

    dit = remarks(composeur, sujet(catalogue, avant))["date_avant_les_faits"]

    assert (dit["date"], dit["fait"]) == ("2 juin 2026", "3 juin 2026")
    assert "2 juin 2026" in plain(letter(composeur, sujet(catalogue, avant)).lieu_date)
    # That day, one may write of it; of what another body did, or of what this letter does not recall, it says nothing.
    ailleurs = dataclasses.replace(faits[1], organisme="Autre")
    for autre in (
        dataclasses.replace(avant, date=dt.date(2026, 6, 3)),
        dataclasses.replace(avant, date=None),
        dataclasses.replace(avant, evenements=(faits[0], ailleurs)),
        dataclasses.replace(avant, evenements=(faits[0], Evenement(faits[1].date, TypeEvenement.REFUS_ORAL))),
        dataclasses.replace(avant, evenements=()),
    ):
        assert "date_avant_les_faits" not in remarks(composeur, sujet(catalogue, autre))


@chaque(
    ("jour", "dit"),
    [
        (dt.date(2026, 11, 6), {"cada_trop_tot": {"date": "7 novembre 2026"}}),
        # The day after which silence is a refusal is not over.
        (dt.date(2026, 11, 7), {"cada_trop_tot": {"date": "7 novembre 2026"}}),
        (dt.date(2026, 11, 8), {}),
        (dt.date(2027, 1, 7), {}),
        (dt.date(2027, 1, 8), {"cada_trop_tard": {"date": "7 janvier 2027"}}),
        (None, {}),
    ],
)
def test_the_cada_is_seized_within_its_window_and_the_first_and_last_days_are_known(
    composeur: Composeur, catalogue: Catalogue, jour: dt.date | None, dit: dict[str, dict[str, str]]
) -> None:
    dates = {Code.REFUS_TACITE: dt.date(2026, 11, 7), Code.SAISINE_CADA: dt.date(2027, 1, 7)}
    echeances = tuple(Echeance(code, date, date, None, "crpa-l342-1", ()) for code, date in dates.items())
    un = sujet(catalogue, dataclasses.replace(SAISINE, date=jour))

    def said(echeances: tuple[Echeance, ...], un: Sujet = un) -> dict[str, dict[str, str]]:
        toutes = remarks(composeur, dataclasses.replace(un, echeances=echeances))
        return {id_: faits for id_, faits in toutes.items() if id_.startswith("cada_")}

    assert said(echeances) == dit
    # A refusal written down opens it at once; what is known of no date says nothing, nor does a letter to anyone else.
    assert said(echeances[1:]) == {id_: faits for id_, faits in dit.items() if id_ == "cada_trop_tard"}
    assert said(()) == {}
    assert said(echeances, sujet(catalogue, dataclasses.replace(ORDINAIRE, date=jour))) == {}


# Someone must not know where the person is


def test_a_protected_letter_without_a_reply_address_says_so(composeur: Composeur, catalogue: Catalogue) -> None:
    lettre = letter(composeur, sujet(catalogue, CACHEE))

    assert "adresse_tue" in {remarque.id for remarque in lettre.remarques}
    assert "Adresse de réponse\u00a0:\n…" in texte.write(lettre)
    assert "domicile_tu" not in {remarque.id for remarque in lettre.remarques}


@chaque(
    "demande",
    [
        dataclasses.replace(CACHEE, reponse_a=ReponseA("Maître Koné")),
        by(Qualite.MANDATAIRE, CACHEE),
        dataclasses.replace(CACHEE, concerne=ELODIE),
    ],
)
def test_an_answer_that_has_somewhere_to_go_needs_no_word(composeur: Composeur, catalogue: Catalogue, demande: Demande) -> None:
    assert "adresse_tue" not in remarks(composeur, sujet(catalogue, demande))


def test_a_parent_who_writes_for_a_protected_child_has_nowhere_to_be_answered(
    composeur: Composeur, catalogue: Catalogue
) -> None:
    assert "adresse_tue" in remarks(composeur, sujet(catalogue, by(Qualite.REPRESENTANT_LEGAL, CACHEE)))


def test_an_authority_that_asks_for_a_domicile_is_told_where_one_is_domiciled(
    composeur: Composeur, catalogue: Catalogue
) -> None:
    chez = ReponseA("chez Maître Koné", ("9 place Jules Verne", "75012 Paris"))
    saisine = dataclasses.replace(CACHEE, demarche="saisine_cada", reponse_a=chez)
    lettre = letter(composeur, sujet(catalogue, saisine))

    assert "- Domiciliée chez Maître Koné, 9 place Jules Verne, 75012 Paris\n" in texte.write(lettre)
    assert "domicile_tu" in {remarque.id for remarque in lettre.remarques}
    assert "domicile_tu" not in remarks(composeur, sujet(catalogue, SAISINE))


@chaque("qualite", Qualite)
def test_one_page_alone_bears_a_protected_address_and_not_where_the_answer_goes(
    composeur: Composeur, catalogue: Catalogue, qualite: Qualite
) -> None:
    demande = by(qualite, dataclasses.replace(CACHEE, reponse_a=ReponseA("Maître Koné", ("9 place Jules Verne",))))
    if demande.auteur is not None:
        auteur = dataclasses.replace(demande.auteur.personne, adresse=CANARI, adresse_protegee=True)
        demande = dataclasses.replace(demande, auteur=dataclasses.replace(demande.auteur, personne=auteur))

    feuille = texte.write(composeur.address_sheet(sujet(catalogue, demande)))
    lettre = texte.write(letter(composeur, sujet(catalogue, demande)))

    assert all(ligne in feuille for ligne in CANARI)
    assert "Koné" not in feuille
    assert not any(ligne in lettre for ligne in CANARI)


def test_several_copies_each_have_their_line(composeur: Composeur, catalogue: Catalogue) -> None:
    demande = dataclasses.replace(ORDINAIRE, copies=(Copie("Un"), Copie()))

    assert lines(letter(composeur, sujet(catalogue, demande)).copies) == ["Copie\u00a0: Un", "Copie\u00a0: …"]


def test_a_letter_of_hundreds_of_pages_is_nobody_s_template(composeur: Composeur, catalogue: Catalogue) -> None:
    demande = dataclasses.replace(ORDINAIRE, copies=(Copie("Un"),) * 20_000)

    erreur = refusal(composeur, sujet(catalogue, demande))

    assert (erreur.panne, erreur.faits) == (Panne.LETTRE_DEMESUREE, {})


def test_a_sheet_knows_the_letter_it_goes_with(composeur: Composeur, catalogue: Catalogue) -> None:
    lettre = letter(composeur, sujet(catalogue, ORDINAIRE))

    feuille = composeur.sheet("_communs/apres", sujet(catalogue, ORDINAIRE), lettre)

    assert plain(feuille.titre) == "Et après\u202f?"
    assert plain(feuille.encadre) == "Revenez le 29 décembre 2026"
    assert feuille.corps_pt == 16
    assert lettre.en_clair[0] in texte.write_blocks(feuille.corps)
    mandat = composeur.sheet("_communs/mandat", sujet(catalogue, ORDINAIRE), lettre)
    assert (mandat.corps_pt, mandat.encadre) == (11, ())


def write(dossier: Path, nom: str, texte: str) -> None:
    (dossier / nom).parent.mkdir(exist_ok=True)
    (dossier / nom).write_text(texte, encoding="utf-8")


def test_a_user_s_own_template_takes_the_place_of_ours(composeur: Composeur, catalogue: Catalogue, tmp_path: Path) -> None:
    corps = '{% from "_communs/voix" import nom with context %}Je suis {{ nom(concerne) }}.'
    write(tmp_path, "acces/demande.md.j2", '+++\nversion = "x"\nobjet = "Autre"\n+++\n' + corps)

    lettre = letter(composeur, sujet(catalogue, ORDINAIRE))

    assert lettre.gabarit.version == "x"
    assert lines(tuple(bloc.contenu for bloc in lettre.corps if hasattr(bloc, "contenu"))) == ["Je suis Mme Élodie Œuvrard."]


def refusal(composeur: Composeur, sujet_: Sujet) -> ExpectedError:
    with pytest.raises(ExpectedError) as erreur:
        letter(composeur, sujet_)
    return erreur.value


@pytest.mark.parametrize(
    ("jour", "dits"),
    [
        (dt.date(2026, 10, 31), {}),
        (dt.date(2026, 11, 1), {"texte_change": {"article": CHANGE, "date": "1er novembre 2026"}}),
        (None, {"texte_change": {"article": CHANGE, "date": "1er novembre 2026"}}),
    ],
)
def test_a_text_that_is_known_to_change_is_said_beside_whatever_letter_cites_it(
    composeur: Composeur, catalogue: Catalogue, tmp_path: Path, jour: dt.date | None, dits: dict[str, dict[str, str]]
) -> None:
    """One of one's own too, written in another process."""
    write(
        tmp_path,
        "acces/demande.md.j2",
        "+++\nversion = 'x'\nobjet = 'Autre'\n+++\n{{ cite('rgpd-15') }}, {{ cite('css-l142-1') }}.",
    )
    un = sujet(catalogue, dataclasses.replace(ORDINAIRE, date=jour))
    assert {id_: faits for id_, faits in remarks(composeur, un).items() if id_ == "texte_change"} == dits


def test_a_wrong_name_in_a_user_s_template_is_told(composeur: Composeur, catalogue: Catalogue, tmp_path: Path) -> None:
    write(tmp_path, "acces/demande.md.j2", '+++\nobjet = "a"\n+++\n\n{{ concerne.prenm }}')

    erreur = refusal(composeur, sujet(catalogue, ORDINAIRE))

    assert erreur.panne is Panne.GABARIT_NOM_INCONNU
    assert erreur.faits == {"fichier": "acces/demande.md.j2", "ligne": "5", "cle": "concerne.prenm"}


def test_a_wrong_name_in_a_user_s_header_is_told(composeur: Composeur, catalogue: Catalogue, tmp_path: Path) -> None:
    write(tmp_path, "_communs/habillage.toml", 'version = "1"\n\nobjet = "a"\nsignature = """\n\n{{ signatire.nom }}"""\n')

    erreur = refusal(composeur, sujet(catalogue, ORDINAIRE))

    assert (erreur.faits["fichier"], erreur.faits["ligne"]) == ("_communs/habillage.toml", "6")


def test_what_fails_while_it_is_rendered_is_told_by_the_name_of_its_file(
    composeur: Composeur, catalogue: Catalogue, tmp_path: Path
) -> None:
    faute = "{{ accord(concerne, 'a') }}"
    for entete, corps in (("b", faute), (faute, "b"), ("b", "{{ 1e999 }}"), ("b", "{{ a_completer(5000) }}")):
        write(tmp_path, "acces/demande.md.j2", f'+++\nobjet = "{entete}"\n+++\n{corps}')

        assert refusal(composeur, sujet(catalogue, ORDINAIRE)).faits["fichier"] == "acces/demande.md.j2"


def test_an_unknown_template_in_a_user_s_own_is_told(composeur: Composeur, catalogue: Catalogue, tmp_path: Path) -> None:
    source = '{% from "_communs/vox" import nom %}{% from "_communs/voix" import sur_moi with context %}'
    write(tmp_path, "acces/demande.md.j2", '+++\nobjet = "a"\n+++\n' + source)

    erreur = refusal(composeur, sujet(catalogue, ORDINAIRE))

    assert (erreur.panne, erreur.faits["ligne"], erreur.faits["cle"]) == (Panne.GABARIT_NOM_INCONNU, "4", "_communs/vox")


def test_a_user_s_template_that_never_ends_is_stopped(composeur: Composeur, catalogue: Catalogue, tmp_path: Path) -> None:
    boucle = "{% for a in concerne.nom_complet %}" * 12 + "{% endfor %}" * 12
    write(tmp_path, "acces/demande.md.j2", '+++\nobjet = "a"\n+++\n' + boucle)

    assert refusal(composeur, sujet(catalogue, ORDINAIRE)).panne is Panne.GABARIT_DEMESURE


def test_whatever_a_user_s_template_holds_it_is_refused_in_words(
    composeur: Composeur, catalogue: Catalogue, tmp_path: Path
) -> None:
    for corps in (
        "{{ a_completer(10**9) }}",
        "{{ a_completer(1000000000) }}",
        "{{ a_completer(-1) }}",
        "{{ a_completer(0.5) }}",
        "{{ a_completer(true) }}",
        "{% for a in pieces %}{% for b in pieces %}{{ a_completer(1000) }}{% endfor %}{% endfor %}",
        "{{ " + "pieces or " * 20_000 + "pieces }}",
        "{{ " + "(" * 20_000 + " }}",
        "{% if envoi %}" * 5_000,
        "{{ '\\x00' }}",
        "{{ '\\ud800' }}",
        "{{ " * 50_000,
        "a." * 90_000 + "\x0c",
    ):
        write(tmp_path, "acces/demande.md.j2", '+++\nobjet = "a"\n+++\n' + corps)
        erreur = refusal(composeur, dataclasses.replace(sujet(catalogue, ORDINAIRE), pieces=("une",) * 40))

        assert erreur.panne.name.startswith("GABARIT_"), corps[:40]
        assert erreur.faits["fichier"].startswith("acces/demande"), corps[:40]
        assert sentence_of(erreur, catalogue.textes)


def test_a_hostile_text_in_a_user_s_template_comes_out(composeur: Composeur, catalogue: Catalogue, tmp_path: Path) -> None:
    for motif in ("a.", "{ ", "*a _b ", "- " * 30 + "\n", "|a|b|\n|-|-|\n", "\\", "[a](", "&a", "`"):
        write(tmp_path, "acces/demande.md.j2", '+++\nobjet = "a"\n+++\n' + motif * (16_000 // len(motif)))

        assert letter(composeur, sujet(catalogue, ORDINAIRE)).corps, motif


def test_nothing_shows_in_a_repr(composeur: Composeur, catalogue: Catalogue) -> None:
    lettre = letter(composeur, sujet(catalogue, dataclasses.replace(ORDINAIRE, concerne=Personne(Civilite.M, nom="Secret"))))

    assert "Secret" not in repr(lettre)
    assert "Secret" not in repr(composeur)


def test_the_header_of_a_letter_may_write_what_surrounds_it(places: Places, catalogue: Catalogue, tmp_path: Path) -> None:
    gabarits = tmp_path / "gabarits"
    (gabarits / "acces").mkdir(parents=True)
    (gabarits / "acces" / "demande.md.j2").write_text(
        '+++\nversion = "9"\nobjet = "Plainte"\n'
        'destinataire = """\nCommission\n{% from "_communs/voix" import nom with context %}{{ nom(concerne) }}\n"""\n'
        'mentions = ""\n+++\nMadame, Monsieur,\n',
        encoding="utf-8",
    )
    composeur = Composeur(Atelier(Gabarits(places.gabarits, gabarits)), catalogue.droit, catalogue.feries)

    lettre = letter(composeur, sujet(catalogue, COMPLETE))
    recepisse = composeur.sheet("_communs/recepisse", sujet(catalogue, COMPLETE), lettre)

    assert lines(lettre.destinataire) == ["Commission", "Mme Élodie Œuvrard"]
    assert lettre.mentions == ()
    assert lines(lettre.expediteur)[0] == "Mme Élodie Œuvrard"
    assert "Commission" in texte.write_blocks(recepisse.corps)
    assert "Conseil départemental" not in texte.write_blocks(recepisse.corps)


def test_to_whom_a_recourse_goes_is_copied_where_nobody_read_it(courriers: Courriers) -> None:
    caf = Organisme("CAF", genre=GenreOrganisme.CAF, territoire="974")
    reponses = {"decision_genre": "refus", "aide_caf": "rsa"}
    lettre = courriers.compose(Demande("aide_refusee", organisme=caf, reponses=reponses), "demande")
    assert "destinataire_decision" in {remarque.id for remarque in lettre.remarques}


def test_a_text_that_a_letter_of_ours_may_not_cite_blames_no_template(composeur: Composeur, catalogue: Catalogue) -> None:
    demande = Demande("lettre_collective", concerne=ELODIE, reponses={"precedents": True, "sujets": ("refus",)})
    with pytest.raises(ExpectedError) as refus:
        composeur.document(sujet(catalogue, demande))
    assert (refus.value.panne, refus.value.faits["cle"]) == (Panne.CITATION_REFUSEE, "cnil-anis-1998")
