"""R.toml: what is read, and what is refused in one sentence naming the file and the key."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Copie, GenreOrganisme
from droits_usagers.domain.personnes.personnes import Civilite, Personne, Qualite, ReponseA
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.exchange.demandes import read_demande
from tests.chaque import chaque
from tests.exchange.strategies import demandes
from tests.fichiers import write_demande
from tests.inventions import SEJOUR

#: The example of the documentation, whole.
EXEMPLE = """
demarche = "acces"
date = 2026-11-24
lieu = "Bobigny"
[concerne]
civilite = "Mme"
prenom = "Élodie"
nom = "Œuvrard"
adresse = ["12 rue des Lilas", "93000 Bobigny"]
[auteur]
qualite = "mandataire"
denomination = "Syndicat du département"
[reponse_a]
adresse = ["chez Mme Diallo", "4 place du Marché", "93000 Bobigny"]
enveloppe_neutre = true
[organisme]
nom = "Conseil départemental de la Seine-Saint-Denis"
genre = "departement"
service = "Service social départemental"
adresse = ["Hôtel du département", "93006 Bobigny cedex"]
territoire = "93"
[[copie]]
nom = "Délégué à la protection des données"
[reponses]
[[evenement]]
type = "envoye"
date = 2026-10-01
"""


def read(texte: str | bytes, catalogue: Catalogue) -> Demande:
    contenu = texte.encode() if isinstance(texte, str) else texte
    return read_demande(contenu, "R.toml", catalogue.demarches)


def refusal(texte: str | bytes, catalogue: Catalogue) -> tuple[Panne, str]:
    with pytest.raises(ExpectedError) as refus:
        read(texte, catalogue)
    assert refus.value.panne.is_input
    assert refus.value.faits["fichier"] == "R.toml"
    return refus.value.panne, refus.value.faits.get("cle", "")


def test_the_example_of_the_documentation_is_read(catalogue: Catalogue) -> None:
    demande = read(EXEMPLE, catalogue)

    assert demande.date == dt.date(2026, 11, 24)
    assert demande.concerne == Personne(Civilite.MME, "Élodie", "Œuvrard", adresse=("12 rue des Lilas", "93000 Bobigny"))
    assert demande.qualite is Qualite.MANDATAIRE
    assert demande.signataire.denomination == "Syndicat du département"
    assert demande.reponse_a == ReponseA("", ("chez Mme Diallo", "4 place du Marché", "93000 Bobigny"), enveloppe_neutre=True)
    assert demande.organisme.genre is GenreOrganisme.DEPARTEMENT
    assert demande.copies == (Copie("Délégué à la protection des données"),)
    assert demande.reponses == {}
    assert demande.evenements == (Evenement(dt.date(2026, 10, 1), TypeEvenement.ENVOYE),)


@pytest.mark.parametrize("debut", ["", "format = 1\n", "\ufeff", "\r\n"])
def test_only_the_demarche_is_needed(debut: str, catalogue: Catalogue) -> None:
    assert read(debut + 'demarche = "acces"\r\n', catalogue) == Demande("acces")


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [('"1970"', 1970), ("1970", 1970), ("1970-03-02", dt.date(1970, 3, 2)), ('"1970-03-02"', dt.date(1970, 3, 2))],
)
def test_a_birth_may_be_only_a_year(ecrit: str, lu: object, catalogue: Catalogue) -> None:
    demande = read(f'demarche = "acces"\n[concerne]\nnaissance = {ecrit}\n', catalogue)

    assert demande.concerne is not None
    assert demande.concerne.naissance == lu


def test_answers_are_read_by_the_kind_of_their_question(catalogue: Catalogue) -> None:
    demande = read(
        """demarche = "acces"
        [reponses]
        suivi_par = "le CCAS"
        types_documents = ["rapports", "aides"]
        consultation = true
        envoi = "guichet"
        [[reponses.documents]]
        document_quoi = "le rapport"
        [[reponses.documents]]
        """,
        catalogue,
    )

    assert demande.reponses == {
        "suivi_par": "le CCAS",
        "types_documents": ("rapports", "aides"),
        "consultation": True,
        "envoi": "guichet",
        "documents": ({"document_quoi": "le rapport"}, {}),
    }


def test_an_answer_may_be_a_day() -> None:
    demarches = {"sejour": SEJOUR}
    demande = read_demande(b'demarche = "sejour"\n[reponses]\ndepuis = "2026-03-05"', "R.toml", demarches)

    assert demande.reponses == {"depuis": dt.date(2026, 3, 5)}
    with pytest.raises(ExpectedError) as refus:
        read_demande(b'demarche = "sejour"\n[reponses]\ndepuis = "en mars"', "R.toml", demarches)
    assert (refus.value.panne, refus.value.faits["cle"]) == (Panne.DATE_REFUSEE, "reponses.depuis")


def test_the_receipt_by_a_first_wrong_addressee_is_marked(catalogue: Catalogue) -> None:
    demande = read('demarche = "acces"\n[[evenement]]\ntype = "recu"\ndate = 2026-10-01\norganisme = "initial"\n', catalogue)

    assert demande.evenements[0].organisme == "initial"


REFUS = {
    "": (Panne.CLE_ABSENTE, "demarche"),
    "demarche = 3": (Panne.VALEUR_REFUSEE, "demarche"),
    'demarche = "achat"': (Panne.DEMARCHE_INCONNUE, "demarche"),
    'format = 2\ndemarche = "acces"': (Panne.FORMAT_PLUS_RECENT, "format"),
    'demarche = "acces"\nlieux = "Bobigny"': (Panne.CLE_INCONNUE, "lieux"),
    'demarche = "acces"\ndate = "hier"': (Panne.DATE_REFUSEE, "date"),
    'demarche = "acces"\ndate = 2026-02-30': (Panne.DATE_REFUSEE, "date"),
    'demarche = "acces"\ndate = 2026-11-24T10:00:00': (Panne.DATE_REFUSEE, "date"),
    'demarche = "acces"\nlieu = ["Bobigny"]': (Panne.VALEUR_REFUSEE, "lieu"),
    'demarche = "acces"\nconcerne = "moi"': (Panne.VALEUR_REFUSEE, "concerne"),
    'demarche = "acces"\n[concerne]\ncivilite = "Mlle"': (Panne.VALEUR_REFUSEE, "concerne.civilite"),
    'demarche = "acces"\n[concerne]\nprenoms = "A"': (Panne.CLE_INCONNUE, "concerne.prenoms"),
    'demarche = "acces"\n[concerne]\ndenomination = "A"': (Panne.CLE_INCONNUE, "concerne.denomination"),
    'demarche = "acces"\n[concerne]\nadresse = "1 rue A"': (Panne.VALEUR_REFUSEE, "concerne.adresse"),
    'demarche = "acces"\n[concerne]\nnaissance = "70"': (Panne.DATE_REFUSEE, "concerne.naissance"),
    'demarche = "acces"\n[concerne]\nnaissance = 70': (Panne.DATE_REFUSEE, "concerne.naissance"),
    'demarche = "acces"\n[concerne]\nnaissance = true': (Panne.DATE_REFUSEE, "concerne.naissance"),
    'demarche = "acces"\n[auteur]\nqualite = "voisin"': (Panne.VALEUR_REFUSEE, "auteur.qualite"),
    'demarche = "acces"\n[auteur]\nqualite = "organisation"\n[concerne]\nnom = "A"': (Panne.VALEUR_REFUSEE, "concerne"),
    'demarche = "acces"\n[reponse_a]\nenveloppe_neutre = "oui"': (Panne.VALEUR_REFUSEE, "reponse_a.enveloppe_neutre"),
    'demarche = "acces"\n[organisme]\ngenre = "mairie"': (Panne.VALEUR_REFUSEE, "organisme.genre"),
    'demarche = "acces"\n[organisme]\nterritoire = "999"': (Panne.TERRITOIRE_INCONNU, "organisme.territoire"),
    'demarche = "acces"\n[organisme]\nterritoire = 93': (Panne.VALEUR_REFUSEE, "organisme.territoire"),
    'demarche = "acces"\n[copie]\nnom = "DPO"': (Panne.VALEUR_REFUSEE, "copie"),
    'demarche = "acces"\n[[copie]]\nnoms = "DPO"': (Panne.CLE_INCONNUE, "copie[1].noms"),
    'demarche = "acces"\nreponses = []': (Panne.VALEUR_REFUSEE, "reponses"),
    'demarche = "acces"\n[reponses]\ninconnue = 1': (Panne.QUESTION_INCONNUE, "reponses.inconnue"),
    'demarche = "acces"\n[reponses]\nenvoi = "pigeon"': (Panne.REPONSE_REFUSEE, "reponses.envoi"),
    'demarche = "acces"\n[reponses]\nenvoi = 3': (Panne.REPONSE_REFUSEE, "reponses.envoi"),
    'demarche = "acces"\n[reponses]\nconsultation = "oui"': (Panne.REPONSE_REFUSEE, "reponses.consultation"),
    'demarche = "acces"\n[reponses]\ntypes_documents = "rapports"': (Panne.REPONSE_REFUSEE, "reponses.types_documents"),
    'demarche = "acces"\n[reponses]\ntypes_documents = [1]': (Panne.REPONSE_REFUSEE, "reponses.types_documents"),
    'demarche = "acces"\n[reponses]\nsuivi_par = []': (Panne.REPONSE_REFUSEE, "reponses.suivi_par"),
    'demarche = "acces"\n[reponses.documents]\ndocument_quoi = "a"': (Panne.REPONSE_REFUSEE, "reponses.documents"),
    'demarche = "acces"\n[[reponses.documents]]\nquoi = "a"': (Panne.QUESTION_INCONNUE, "reponses.documents[1].quoi"),
    'demarche = "acces"\n[[reponses.documents]]\n[[reponses.documents]]\ndocument_quoi = 1': (
        Panne.REPONSE_REFUSEE,
        "reponses.documents[2].document_quoi",
    ),
    'demarche = "acces"\n[[evenement]]\ntype = "envoye"': (Panne.CLE_ABSENTE, "evenement[1].date"),
    'demarche = "acces"\n[[evenement]]\ndate = 2026-10-01': (Panne.CLE_ABSENTE, "evenement[1].type"),
    'demarche = "acces"\n[[evenement]]\ntype = "poste"\ndate = 2026-10-01': (Panne.VALEUR_REFUSEE, "evenement[1].type"),
    'demarche = "acces"\n[[evenement]]\ntype = "recu"\ndate = 2026-10-01\norganisme = "CAF"': (
        Panne.VALEUR_REFUSEE,
        "evenement[1].organisme",
    ),
    'demarche = "acces"\n[[evenement]]\ntype = "refus"\ndate = 2026-10-01\norganisme = "initial"': (
        Panne.VALEUR_REFUSEE,
        "evenement[1].organisme",
    ),
    'demarche = "acces"\n[[evenement]]\ntype = "recu"\ndate = 2026-13-01': (Panne.DATE_REFUSEE, "evenement[1].date"),
    'demarche = "acces"\ndate = 24/11/2026': (Panne.DATE_REFUSEE, "date"),
    'demarche = "acces"\ndate = 24-11-2026\nlieu = "A"': (Panne.DATE_REFUSEE, "date"),
}


@chaque(("texte", "attendu"), REFUS.items())
def test_what_does_not_fit_is_refused_naming_the_key(texte: str, attendu: tuple[Panne, str], catalogue: Catalogue) -> None:
    assert refusal(texte, catalogue) == attendu


HOSTILES = {
    "latin-1": ("demarche = 'accès'".encode("latin-1"), Panne.TOML_ILLISIBLE),
    "utf-16": ('demarche = "acces"'.encode("utf-16"), Panne.TOML_ILLISIBLE),
    "a null character": (b'demarche = "acces"\x00', Panne.TOML_ILLISIBLE),
    "a zip": (b"PK\x03\x04\x14\x00\x08\x08", Panne.TOML_ILLISIBLE),
    "a key twice": (b'demarche = "acces"\ndemarche = "acces"', Panne.TOML_ILLISIBLE),
    "a table twice": (b'demarche = "acces"\n[concerne]\n[concerne]', Panne.TOML_ILLISIBLE),
    "an unfinished text": (b'demarche = "acces', Panne.TOML_ILLISIBLE),
    "a lone surrogate": (b'demarche = "acces"\nlieu = "\\ud800"', Panne.TOML_ILLISIBLE),
    "brackets by the thousand": (b'demarche = "acces"\nlieu = ' + b"[" * 100_000, Panne.TOML_ILLISIBLE),
    "tables in tables": (b"x = " + b"{a=" * 50_000, Panne.TOML_ILLISIBLE),
    "a dotted key without end": (b"a" + b".a" * 100 + b" = 1", Panne.TOML_ILLISIBLE),
    "a dotted key between quotes": (b"x = {'a' " + b'. "a" ' * 100 + b" = 1}", Panne.TOML_ILLISIBLE),
    "a dotted name of table": (b"[[a" + b".a" * 100 + b"]]", Panne.TOML_ILLISIBLE),
    "a number of five thousand digits": (b"x = " + b"9" * 5_000, Panne.TOML_ILLISIBLE),
    "two mebibytes": (b"# " + b"x" * (2 << 20), Panne.FICHIER_TROP_GRAND),
}


@pytest.mark.parametrize(("contenu", "panne"), HOSTILES.values(), ids=HOSTILES.keys())
def test_a_hostile_file_is_refused_in_words(contenu: bytes, panne: Panne, catalogue: Catalogue) -> None:
    trouvee, _ = refusal(contenu, catalogue)

    assert trouvee is panne


def test_a_refusal_says_the_line_when_the_file_is_not_toml(catalogue: Catalogue) -> None:
    with pytest.raises(ExpectedError) as refus:
        read('demarche = "acces"\n\nlieu = Bobigny\n', catalogue)

    assert refus.value.faits["ligne"] == "3"


def test_a_refusal_never_repeats_what_was_answered(catalogue: Catalogue) -> None:
    with pytest.raises(ExpectedError) as refus:
        read('demarche = "acces"\n[reponses]\nenvoi = "chez Mme Diallo"\n', catalogue)

    assert "Diallo" not in repr(refus.value) + str(refus.value.faits)
    assert refus.value.__cause__ is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(demandes)
def test_what_is_written_reads_back_the_same(catalogue: Catalogue, demande: Demande) -> None:
    ecrit = write_demande(demande)

    assert read(ecrit, catalogue) == demande
    assert write_demande(read(ecrit, catalogue)) == ecrit


def test_what_no_file_can_hold_is_replaced_when_written(catalogue: Catalogue) -> None:
    demande = Demande("acces", lieu="Bo\ud800bigny\x00", concerne=Personne(nom="e\u0301"))

    lue = read(write_demande(demande), catalogue)

    assert (lue.lieu, lue.concerne) == ("Bo\ufffdbigny\ufffd", Personne(nom="é"))


_SIMPLES = st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.datetimes() | st.times()
_MOTS = st.text(max_size=8) | st.sampled_from(["acces", "recu", "93", "Mme", "lrar"])
_VALEURS = st.recursive(
    _SIMPLES | _MOTS,
    lambda valeurs: (
        st.lists(valeurs, max_size=3)
        | st.dictionaries(st.sampled_from(["nom", "type", "date", "adresse", "documents", "qualite", "x"]), valeurs, max_size=4)
    ),
    max_leaves=12,
)
_CLES = st.sampled_from(
    ["format", "date", "lieu", "concerne", "auteur", "reponse_a", "organisme", "copie", "reponses", "evenement", "z"]
)


def _sans_rien(valeur: object) -> object:
    """TOML has no null: what is null is not written."""
    if isinstance(valeur, list):
        return [_sans_rien(item) for item in valeur if item is not None]
    if isinstance(valeur, dict):
        return {cle: _sans_rien(item) for cle, item in valeur.items() if item is not None}
    return valeur


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(_CLES, _VALEURS, max_size=5))
def test_wrong_types_at_any_level_are_read_or_refused(catalogue: Catalogue, valeurs: dict[str, object]) -> None:
    import tomli_w

    contenu = tomli_w.dumps({"demarche": "acces", **_sans_rien(valeurs)}).encode("utf-8", "replace")  # type: ignore[dict-item]
    try:
        assert isinstance(read(contenu, catalogue), Demande)
    except ExpectedError as refus:
        assert refus.panne.is_input  # noqa: PT017 - either outcome will do, and nothing else


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda texte: texte.encode("utf-8", "replace")))
def test_any_bytes_at_all_are_refused_in_words(catalogue: Catalogue, contenu: bytes) -> None:
    refusal(contenu, catalogue)


def test_dots_in_a_text_are_no_dotted_key(catalogue: Catalogue) -> None:
    texte = "Attendre" + "." * 300 + " a." * 100
    assert read(f'demarche = "acces"\nlieu = "{texte}"\n', catalogue).lieu == texte


@chaque("territoire", ["", 'territoire = "75"'])
def test_where_a_body_is_is_read_from_its_postcode_unless_it_is_told(catalogue: Catalogue, territoire: str) -> None:
    # It decides who gets the appeal against RSA claimed back: the window read it, and the command sent it to the presidency.
    lignes = ('demarche = "somme_reclamee"', "[organisme]", 'adresse = ["1 rue du Port", "93006 Bobigny cedex"]', territoire)
    texte = "\n".join(lignes)

    assert read(texte, catalogue).organisme.territoire == ("75" if territoire else "93")
