"""Writes a demande as R.toml. What was not said is not written, nor an address nobody may read, nor what nothing may say."""

from collections.abc import Mapping
from typing import Any

from droits_usagers.domain.demarche.demande import Demande, Domicile
from droits_usagers.domain.demarche.protection import hides_auteur, hides_concerne, place_of
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.echeances.evenements import Evenement
from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.domain.mots.lecture import FORMAT
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.personnes.organismes import Copie, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, ReponseA

#: What a TOML writer takes: its values have no common type.
_Toml = dict[str, Any]


def dump(valeurs: Mapping[str, Any], *, format_: int = FORMAT) -> bytes:
    """A TOML document, announcing its format. Texts are cleaned as for the coffre: a file in UTF-8 holds no lone surrogate."""
    import tomli_w

    return tomli_w.dumps(_cleaned({"format": format_} | dict(valeurs))).encode()


def plain_demande(demande: Demande) -> _Toml:
    """The demande in the shape of R.toml, before cleaning."""
    return {
        "demarche": demande.demarche,
        **_said(date=demande.date, lieu=place_of(demande), domicile_tu=demande.domicile is Domicile.TU or None),
        **_tables(
            concerne=None if demande.concerne is None else _personne(demande.concerne, tue=hides_concerne(demande)),
            auteur=None if demande.auteur is None else _auteur(demande.auteur, tue=hides_auteur(demande)),
            reponse_a=None if demande.reponse_a is None else _reponse_a(demande.reponse_a),
        ),
        **_said(
            organisme=None if demande.organisme == Organisme() else plain_organisme(demande.organisme),
            copie=[_copie(copie) for copie in demande.copies],
            reponses=_reponses(demande.reponses),
            evenement=[_evenement(evenement) for evenement in demande.evenements],
        ),
    }


def _said(**valeurs: object) -> _Toml:
    """Only what was said: no empty text, no empty list."""
    return {cle: valeur for cle, valeur in valeurs.items() if valeur is not None and valeur not in ("", [], {})}


def _tables(**valeurs: _Toml | None) -> _Toml:
    """The tables that are there, empty ones included: a blank person is not the same as nobody."""
    return {cle: valeur for cle, valeur in valeurs.items() if valeur is not None}


def _personne(personne: Personne, *, tue: bool) -> _Toml:
    """`tue`: that the address must be kept quiet is told, and not the address."""
    # A year alone goes between quotes: that is how the format writes it.
    naissance = f"{personne.naissance:04}" if isinstance(personne.naissance, int) else personne.naissance
    return _said(
        civilite=personne.civilite and personne.civilite.value,
        prenom=personne.prenom,
        nom=personne.nom,
        nom_naissance=personne.nom_naissance,
        naissance=naissance,
        denomination=personne.denomination,
        reference_dossier=personne.reference_dossier,
        adresse=[] if tue else list(personne.adresse),
        adresse_protegee=personne.adresse_protegee or None,
    )


def _auteur(auteur: Auteur, *, tue: bool) -> _Toml:
    return {"qualite": auteur.qualite.value, **_personne(auteur.personne, tue=tue)}


def _reponse_a(reponse: ReponseA) -> _Toml:
    return _said(nom=reponse.nom, adresse=list(reponse.adresse)) | {"enveloppe_neutre": reponse.enveloppe_neutre}


def plain_organisme(organisme: Organisme) -> _Toml:
    """A body, in the shape of its table."""
    return _said(
        nom=organisme.nom,
        genre=organisme.genre.value,
        service=organisme.service,
        adresse=list(organisme.adresse),
        siren=organisme.siren,
        territoire=organisme.territoire,
        parent=organisme.parent,
        adresse_relevee=organisme.adresse_relevee,
    )


def _copie(copie: Copie) -> _Toml:
    return _said(nom=copie.nom, adresse=list(copie.adresse))


def _evenement(evenement: Evenement) -> _Toml:
    jour = evenement.date
    date = jour.isoformat() if isinstance(jour, MoisConnu) else jour
    return {"type": evenement.type.value, "date": date, **_said(organisme=evenement.organisme)}


def _reponses(reponses: Reponses) -> _Toml:
    """Answers as they are; tuples become lists, lines of a groupe become tables."""
    return {
        id_: [_reponses(item) if isinstance(item, Mapping) else item for item in valeur]
        if isinstance(valeur, tuple)
        else valeur
        for id_, valeur in reponses.items()
    }


def _cleaned(valeur: Any) -> Any:  # noqa: ANN401 - a TOML document holds anything
    match valeur:
        case str():
            return clean(valeur).texte
        case list():
            return [_cleaned(item) for item in valeur]
        case dict():
            return {cle: _cleaned(item) for cle, item in valeur.items()}
        case _:
            return valeur
