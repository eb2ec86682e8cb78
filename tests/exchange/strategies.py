"""Demandes as people make them, for the demarche `acces`, and files as nobody should."""

import datetime as dt

from hypothesis import strategies as st

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.personnes.organismes import Copie, GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite, ReponseA

#: What a file can hold: what people type, once cleaned.
textes = st.text(max_size=40).map(lambda texte: clean(texte).texte)
lignes = st.lists(textes, max_size=4).map(tuple)
jours = st.dates(dt.date(1850, 1, 1), dt.date(2200, 12, 31))


def personnes(*, denomination: bool) -> st.SearchStrategy[Personne]:
    return st.builds(
        Personne,
        civilite=st.none() | st.sampled_from(Civilite),
        prenom=textes,
        nom=textes,
        nom_naissance=textes,
        naissance=st.none() | jours | st.integers(1850, 2200),
        denomination=textes if denomination else st.just(""),
        reference_dossier=textes,
        adresse=lignes,
    )


organismes = st.builds(
    Organisme,
    nom=textes,
    genre=st.sampled_from(GenreOrganisme),
    service=textes,
    adresse=lignes,
    siren=textes,
    territoire=st.sampled_from(["", "93", "2A", "974"]),
    parent=textes,
)
evenements = st.builds(Evenement, jours, st.sampled_from(TypeEvenement)) | st.builds(
    Evenement, jours, st.just(TypeEvenement.RECU), st.just("initial")
)
reponses = st.fixed_dictionaries(
    {},
    optional={
        "suivi_par": textes,
        "medecin_nom": textes,
        "types_documents": st.lists(st.sampled_from(["rapports", "aides", "courriers"]), unique=True).map(tuple),
        "documents": st.lists(st.fixed_dictionaries({}, optional={"document_quoi": textes, "document_quand": textes})).map(
            tuple
        ),
        "consultation": st.booleans(),
        "envoi": st.sampled_from(["lrar", "guichet", "simple", "courriel"]),
    },
)


def _sans_concerne(demande: Demande) -> bool:
    """An organisation in its own name speaks for nobody else."""
    return demande.qualite is not Qualite.ORGANISATION or demande.concerne is None


demandes = st.builds(
    Demande,
    demarche=st.just("acces"),
    date=st.none() | jours,
    lieu=textes,
    concerne=st.none() | personnes(denomination=False),
    auteur=st.none() | st.builds(Auteur, st.sampled_from(Qualite), personnes(denomination=True)),
    reponse_a=st.none() | st.builds(ReponseA, textes, lignes, st.booleans()),
    organisme=organismes,
    copies=st.lists(st.builds(Copie, textes, lignes), max_size=3).map(tuple),
    reponses=reponses,
    evenements=st.lists(evenements, max_size=4).map(tuple),
).filter(_sans_concerne)
