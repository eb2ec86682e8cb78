"""A data file that is wrong is refused, with its name and the line to look at. Each case spoils one line of the real data."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue, load_catalogue
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places

Lecture = Callable[[Catalogue], object]


def acces(catalogue: Catalogue) -> object:
    return catalogue.demarches["acces"]


def opposition(catalogue: Catalogue) -> object:
    return catalogue.demarches["opposition"]


def droit(catalogue: Catalogue) -> object:
    return catalogue.droit


def delais(catalogue: Catalogue) -> object:
    return catalogue.delais


def voies(catalogue: Catalogue) -> object:
    return catalogue.voies


def situations(catalogue: Catalogue) -> object:
    return catalogue.situations


def dites(catalogue: Catalogue) -> object:
    return [[situation.reponses[demarche] for demarche in situation.reponses] for situation in catalogue.situations]


def urgences(catalogue: Catalogue) -> object:
    return catalogue.urgences


def portes_refus(catalogue: Catalogue) -> object:
    return catalogue.portes_refus


def canaux(catalogue: Catalogue) -> object:
    return catalogue.canaux


def mentions(catalogue: Catalogue) -> object:
    return catalogue.mentions


def invention(catalogue: Catalogue) -> object:
    return catalogue.invention


def reprise(catalogue: Catalogue) -> object:
    return catalogue.lexique_reprise


def textes(catalogue: Catalogue) -> object:
    return list(catalogue.textes)


@pytest.fixture
def ressources(places: Places, tmp_path: Path) -> Path:
    """A copy of the data that a test may spoil."""
    copie = tmp_path / "resources"
    for dossier in ("droit", "demarches", "mentions", "textes", "releve"):
        shutil.copytree(places.resources / dossier, copie / dossier)
    for nom in ("situations.toml", "refus.toml", "canaux.toml", "invention.toml", "pays.toml", "reprise.toml"):
        shutil.copy(places.resources / nom, copie)
    return copie


def spoil(fichier: Path, avant: str, apres: str) -> int:
    """Replace the first occurrence of a text, and give the line on which it stood."""
    texte = fichier.read_text(encoding="utf-8")
    debut = texte.index(avant)
    fichier.write_text(texte[:debut] + apres + texte[debut + len(avant) :], encoding="utf-8")
    return texte.count("\n", 0, debut) + 1


LIGNE = 'genre = "texte"\nlibelle = "Vers quelle date ?"\naide = "Par exemple : printemps 2025."\n'
SOUS_LIGNE = '[[groupe.question.question.question]]\nid = "heure"\ngenre = "texte"\nlibelle = "À quelle heure ?"\n'

# For each file and the way to read it: the case, what is replaced, by what, and how many lines below the fault is said to be.
CAS: dict[tuple[str, Lecture], list[tuple[str, str, str, int | None]]] = {
    ("droit/voies.toml", voies): [
        ("a compulsory way that no entry makes so", 'obligatoire = "casf-l262-47"\n', "", None),
        ("a way that rests on no entry", 'fondement = "casf-r262-88"', 'fondement = "casf-r262-888"', 0),
        ("a way that is another one nowhere", 'ailleurs = ["', 'ailleurs = ["nulle part", "', 0),
        ("a way of nobody", 'decisions = ["penalite"]', "decisions = []", None),
        ("a way to no known judge", 'juge = "administratif"', 'juge = "de paix"', 0),
        ("a time that no entry gives", 'prescription = "casf-l262-45"', 'prescription = "casf-l262-4545"', 0),
        ("a time of no months", "prescription_mois = 24\n", "", None),
        ("months that no text gives", 'prescription = "casf-l262-45"\n', "", None),
        ("a time from no known day", 'prescription_depart = "paiement"', 'prescription_depart = "un jour"', 0),
        ("a way that says more than it may", 'id = "rsa-refus"', 'id = "rsa-refus"\nprix = "gratuit"', 1),
    ],
    ("demarches/opposition.toml", opposition): [
        ("a part of the honest page with a sign nobody draws", 'signe = "oui"', 'signe = "bof"', 0),
        ("a part without a sign", 'signe = "oui"\n', "", -2),
        ("a part without lines", 'lignes = """', 'ligne = """', -4),
        ("two parts with one id", 'id = "impossible"', 'id = "possible"', 0),
        ("a page for the letters of nobody", 'feuilles_pour = ["concerne"', 'feuilles_pour = ["voisin"', 0),
        ("a part that says more than it may", 'signe = "oui"', 'signe = "oui"\nicone = "x"', 1),
    ],
    ("demarches/acces.toml", acces): [
        ("a required text is missing", 'phrase = "', 'frase = "', None),
        ("a screen without a title", 'titre = "Comment vous', 'titr = "Comment vous', -2),
        ("an unknown key", 'aide = "Par exemple : depuis', 'conseil = "Par exemple : depuis', 0),
        ("a ground that does not exist", '"rgpd-15"', '"rgpd-1515"', 0),
        ("a delay that does not exist", '"refus_tacite"', '"refus_tacit"', 0),
        ("a delay of nobody", "canaux = [", "delais_de = { voisin = [] }\ncanaux = [", 0),
        ("a delay of someone that does not exist", "canaux = [", 'delais_de = { agent = ["jamais"] }\ncanaux = [', 0),
        ("a channel that does not exist", 'canaux = ["lrar"', 'canaux = ["pigeon"', 0),
        ("a quality that does not exist", 'pour = ["concerne"', 'pour = ["voisin"', 0),
        ("an unknown kind of question", 'genre = "oui_non"', 'genre = "peut_etre"', 0),
        ("a condition on a later question", "si = { consultation =", "si = { medecin =", 0),
        ("a condition on no possible answer", 'medecin = ["oui"]', 'medecin = ["vrai"]', 0),
        ("a condition that nothing satisfies", 'medecin = ["oui"]', "medecin = []", 0),
        ("a condition that is no table", 'si = { medecin = ["oui"] }', 'si = "medecin"', 0),
        ("two questions with one id", 'id = "accompagnant"', 'id = "periode"', 0),
        ("a line question named as its groupe", 'id = "document_quoi"', 'id = "documents"', 0),
        ("an id not in snake case", 'id = "accompagnant"', 'id = "Accompagnant"', 0),
        ("a default of the wrong type", "defaut = false", 'defaut = "non"', 0),
        ("a default text nobody wrote", 'id = "periode"', 'id = "periode"\ndefaut = "2024"', 1),
        ("a default of no choices", 'id = "types_documents"', 'id = "types_documents"\ndefaut = ["rien"]', 1),
        ("an exclusion unexplained", 'id = "medecin"', 'id = "medecin"\nexclut = ["oui"]', -1),
        ("a demand unexplained", 'id = "periode"', 'id = "periode"\nobligatoire = true', -1),
        ("an exclusion of no answer", 'id = "medecin"', 'id = "medecin"\nrefus = "Non."\nexclut = ["jamais"]', 2),
        ("a way out of nothing", 'id = "periode"', 'id = "periode"\nvers = ["acces"]', -1),
        ("a way out to no demarche", 'id = "periode"', 'id = "periode"\nrefus = "Non."\nvers = ["aces"]', 2),
        ("a number in a tick box", 'id = "medecin"', 'id = "medecin"\nnumero_admis = ["caf"]', 1),
        ("a choice without choices", "[groupe.question.choix]", "[groupe.question.choi]", -7),
        ("a choice named as a yes or no", 'rapports = "', 'non = "', 0),
        ("choices of a free text", 'id = "periode"', 'id = "periode"\nchoix = { a = "A" }', 1),
        ("lines of what is no groupe", 'genre = "groupe"', 'genre = "texte"', None),
        ("lines inside a line", LIGNE, LIGNE.replace("texte", "groupe") + SOUS_LIGNE, None),
        ("two letters with one id", 'id = "demande"', 'id = "relance"', 0),
        ("letters that follow and do not exist", 'suites = ["relance"', 'suites = ["rappel"', 0),
        ("a question that a letter that follows asks too", 'id = "periode"', 'id = "preuve_reception"', None),
        ("a fact on paper that does not exist", 'evenement = "envoye"', 'evenement = "envoye"\npapier = ["poste"]', 1),
        ("a fact asked twice", 'evenement = "envoye"', 'evenement = "envoye"\npapier = ["recu"]\npapier_aussi = ["recu"]', 2),
        ("an enclosure named by no line", 'libelle = "Copie d', 'ligne = "periode"\nlibelle = "Copie d', 0),
        ("a fact that conditions cannot know", "si = { medecin =", 'si = { "fait.poste" =', 0),
        ("an étape that does not exist", 'etapes = ["demande"]', 'etapes = ["demand"]', 0),
        ("a shared screen that does not exist", 'commun = "envoi"', 'commun = "envois"', 0),
        ("a shared screen under a taken id", 'id = "connu"', 'id = "envoi"', None),
        ("a shared question under a taken id", 'id = "periode"', 'id = "envoi"', None),
        ("a fact that does not exist", 'evenement = "envoye"', 'evenement = "poste"', 0),
        ("a newer format", "format = 1", "format = 2", 0),
        ("no TOML", 'titre = "Voir', 'titre = "Voir\n', 0),
    ],
    ("demarches/_communs.toml", acces): [
        ("a default that is no choice", 'defaut = "lrar"', 'defaut = "pigeon"', 0),
        ("an issue that leads to no letter", 'etape = "contestation_refus"\ntexte', 'etape = "plainte"\ntexte', 0),
        ("an issue on no possible answer", 'reponse_recue = ["refus"]', 'reponse_recue = ["peut_etre"]', 0),
        ("an issue on a text", 'manque = ["*"]', 'refus_mots = ["*"]', 0),
        ("two issues with one id", 'id = "issue_accuse"', 'id = "issue_refus"', 0),
        ("an issue that is no fact", 'evenement = "refus_oral"\netape', 'evenement = "perdu"\netape', 0),
    ],
    ("droit/rgpd.toml", droit): [
        ("a cote that is missing", 'existence = "V"', 'existance = "V"', -2),
        ("a cote that does not exist", 'contenu = "V"', 'contenu = "D"', 0),
        ("an unknown key of an entry", "[rgpd-4]", "[rgpd-4]\ntitre = 1", 1),
        ("an organisme that does not exist", "[rgpd-4]", '[rgpd-4]\norganismes = ["mairie"]', 1),
        ("an entry of two texts", "[rgpd-4]", "[crpa-l112-1]", 0),
    ],
    ("droit/cjue.toml", droit): [
        ("a link that is not secure", 'lien = "https://', 'lien = "http://', 0),
        ("an entry without a link", 'lien = "', 'liens = "', -4),
        ("a file that is of no text", "[texte]", "[textes]", None),
    ],
    ("droit/delais.toml", delais): [
        ("a delay without ground", '"rgpd-12-3"', '"rgpd-12-33"', 0),
        ("a delay in months and days", "mois = 1 }", "mois = 1, jours = 2 }", 0),
        ("a delay in years", "mois = 1 }", "an = 1, mois = 1 }", 0),
        ("a delay that is worth nothing", "[{ a_partir_du = 2018-05-25, mois = 1 }]", "[]", 0),
    ],
    ("situations.toml", situations): [
        ("it leads nowhere", 'demarches = ["acces"]', 'demarches = ["acccess"]', 0),
        ("it leads to nothing", 'demarches = ["acces"]', "demarches = []", 0),
        ("it says nothing", 'phrases = ["Je veux s', 'phrases = []\nmots = ["', None),
    ],
    ("situations.toml", dites): [
        ("a question its demarche does not ask", 'numeros = ["nir"]', 'nombres = ["nir"]', 0),
        ("an answer its question does not take", 'numeros = ["nir"]', 'numeros = ["insee"]', 0),
        ("an answer of another kind", "demenage = true", 'demenage = "oui"', 0),
        ("a line that asks nothing of the kind", 'nature = "avis"', 'humeur = "avis"', 0),
        ("a demarche it does not lead to", "[situation.reponses.limitation]", "[situation.reponses.portabilite]", 0),
        ("answers to no demarche", "[situation.reponses.limitation]\nmotif =", "[situation.reponses]\nlimitation =", None),
        ("a capacity nobody has", 'qualite = "agent"', 'qualite = "agente"', 0),
    ],
    ("situations.toml", urgences): [
        ("a number that is none", 'numeros = ["17", "114"', 'numeros = ["18", "114"', 0),
        ("a number that is left out", 'numeros = ["17", "114", ', 'numeros = ["17", ', 0),
        ("nothing that people say", "dits = [", "dits = []\nsauf2 = [", None),
        ("two of one id", 'id = "suicide"', 'id = "violences"', 0),
    ],
    ("refus.toml", portes_refus): [
        ("a letter that does not exist", 'demarche = "opposition"', 'demarche = "oposition"', 0),
        ("a letter and a page at once", 'demarche = "opposition"', 'demarche = "opposition"\nfiche = "secret"', 1),
        ("an offer of nothing", 'demarche = "opposition"', "", None),
        ("a capacity nobody has", 'qualite = "agent"', 'qualite = "agente"', 0),
        ("two doors with one id", 'id = "service"', 'id = "dossier"', 0),
        ("a door with nothing behind it", 'id = "dossier"', 'id = "personne"\n[[porte]]\nid = "dossier"', None),
    ],
    ("canaux.toml", canaux): [("a way of sending that is none", 'canal = "guichet"', 'canal = "main"', 0)],
    ("mentions/mentions.toml", mentions): [
        ("a mention that nothing checks", 'id = "responsable"', 'id = "responsables"', 0),
        ("an article that does not exist", '"rgpd-13-1-a"', '"rgpd-13-1-z"', 0),
    ],
    ("mentions/durees.toml", mentions): [
        ("no number in words", "[nombres]", "[chiffres]", None),
        ("a number that is none", "un = 1", 'un = "un"', None),
    ],
    ("invention.toml", invention): [
        ("a demarche that does not exist", '[[demarche]]\nid = "', '[[demarche]]\nid = "x', 1),
        ("a fact that cannot be read", 'faits = ["courrier_etabli 0-3"]', 'faits = ["courrier_etabli 3-0"]', 0),
    ],
    ("reprise.toml", reprise): [
        ("a heading of nothing", "\ndemarche = [", "\ndemarches = [", 1),
        ("a word of a demarche that does not exist", "\nalgorithme = [", "\nalgorithmes = [", 1),
        ("no headings", "[entetes]", "[titres]", None),
        ("no values", "[valeurs.", "[valeur.", None),
    ],
    ("textes/fr.toml", textes): [
        ("a file in another language", 'langue = "fr"', 'langue = "en"', 0),
        ("a text that is a number", "[pannes]\n", "[pannes]\nnombre = 3\n", 1),
    ],
}


@pytest.mark.parametrize(
    ("fichier", "lecture", "avant", "apres", "ecart"),
    [pytest.param(*lu, *spoilt, id=id_) for lu, cas in CAS.items() for id_, *spoilt in cas],
)
def test_what_is_wrong_is_refused_naming_file_and_line(
    ressources: Path, fichier: str, lecture: Lecture, avant: str, apres: str, ecart: int | None
) -> None:
    ligne = spoil(ressources / fichier, avant, apres)

    with pytest.raises(ExpectedError) as refus:
        lecture(load_catalogue(ressources))

    assert refus.value.panne is Panne.RESSOURCE_ABIMEE
    assert refus.value.faits["fichier"].endswith(fichier.rpartition("/")[2])
    assert refus.value.faits["motif"]
    if ecart is not None:
        assert int(refus.value.faits["ligne"]) == ligne + ecart


def test_a_demarche_without_any_letter_is_refused(ressources: Path) -> None:
    chemin = ressources / "demarches" / "acces.toml"
    chemin.write_text(chemin.read_text(encoding="utf-8").replace("[[etape]]", "[[etap]]"), encoding="utf-8")

    with pytest.raises(ExpectedError) as refus:
        acces(load_catalogue(ressources))

    assert refus.value.faits["cle"] == "etape"


def test_a_page_without_any_door_is_refused(ressources: Path) -> None:
    (ressources / "refus.toml").write_text("format = 1\n", encoding="utf-8")

    with pytest.raises(ExpectedError) as refus:
        portes_refus(load_catalogue(ressources))

    assert (refus.value.faits["cle"], refus.value.faits["motif"]) == ("porte", "cle_absente")


@pytest.mark.parametrize("contenu", [None, b"titre = '\xff'"])
def test_a_file_that_cannot_be_read_is_refused(ressources: Path, contenu: bytes | None) -> None:
    chemin = ressources / "canaux.toml"
    chemin.unlink()
    if contenu is not None:
        chemin.write_bytes(contenu)

    with pytest.raises(ExpectedError) as refus:
        canaux(load_catalogue(ressources))

    assert refus.value.faits["fichier"].endswith("canaux.toml")


def test_a_translation_may_not_say_what_french_does_not(ressources: Path) -> None:
    (ressources / "demarches" / "acces.ar.toml").write_text('langue = "ar"\ntitre = "ملفي"\n[questions.inconnue]\naide = "؟"\n')

    with pytest.raises(ExpectedError) as refus:
        acces(load_catalogue(ressources, "ar"))

    assert refus.value.faits["fichier"].endswith("acces.ar.toml")
    assert refus.value.faits["ligne"] == "4"


def test_an_unknown_demarche_is_a_key_that_is_not_there(ressources: Path) -> None:
    catalogue = load_catalogue(ressources)

    with pytest.raises(KeyError):
        catalogue.textes_demarche("inconnue")
