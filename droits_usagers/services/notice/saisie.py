"""From what is typed about a processing to its fiche, and back: each answer is kept under the id of its question."""

from collections.abc import Iterable, Mapping
from typing import Any

from droits_usagers.domain.demarche.questions import Reponses, Valeur, filled_lines, is_blank
from droits_usagers.domain.notice import Mention
from droits_usagers.domain.notice.couleurs import is_colour
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    ADemander,
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
    Mot,
    Oui,
    Provenance,
    SourceDonnees,
    Transfert,
)
from droits_usagers.services.notice.affichages import months_of, poster_answers, posters_of
from droits_usagers.services.notice.formulaire import GROUPES, INCONNU, SANS_OBJET

#: The questions that are all to be asked when the whole of something is.
_ENTIERS: Mapping[str, frozenset[str]] = {
    "responsable": frozenset(f"responsable_{champ}" for champ in ("nom", "service", "adresse", "courriel", "telephone")),
    "dpo": frozenset(f"dpo_{champ}" for champ in ("adresse", "courriel", "telephone")),
    "decision": frozenset({"decision_existe"}),
    "droits": frozenset(
        f"droits_{champ}" for champ in ("contact", "offerts", "reclamation_cnil", "opposition_a_part", "moins_de_15_ans")
    ),
}


def answers_of(fiche: FicheTraitement) -> dict[str, Valeur]:
    """What to show in the questions for a fiche to be read in them."""
    lues: dict[str, Valeur | None] = {"nom": _said(fiche.nom), "version": _said(fiche.version)}
    for id_ in GROUPES:
        objets = getattr(fiche, id_)
        prefixe = GROUPES[id_].questions[0].id.partition("_")[0]
        lues[id_] = INCONNU if objets is A_DEMANDER else tuple(_fields(objet, prefixe, _names(objet)) for objet in objets)
    for id_ in ("responsable", "dpo", "decision", "droits"):
        lues |= _whole(getattr(fiche, id_), id_)
    lues |= poster_answers(fiche.affichages)
    lues |= {"controle_mois": str(fiche.controle_mois or ""), "logo": fiche.logo, "couleur": fiche.couleur}
    lues |= {SANS_OBJET + mention: (mention,) for mention in fiche.sans_objet}
    return {id_: valeur for id_, valeur in lues.items() if valeur is not None and not is_blank(valeur)}


def _names(objet: object) -> tuple[str, ...]:
    return tuple(type(objet).__dataclass_fields__)  # type: ignore[attr-defined] # any of the values of a fiche


def _whole(objet: object, prefixe: str) -> dict[str, Valeur]:
    if objet is A_DEMANDER:
        return dict.fromkeys(_ENTIERS[prefixe], INCONNU)
    return {} if objet is None else _fields(objet, prefixe, _names(objet))


def _fields(objet: object, prefixe: str, champs: Iterable[str]) -> dict[str, Valeur]:
    lus = ((f"{prefixe}_{champ}", _said(getattr(objet, champ))) for champ in champs)
    return {id_: valeur for id_, valeur in lus if valeur is not None and not is_blank(valeur)}


def _said(valeur: Any) -> Valeur | None:  # noqa: ANN401 - any of the values of a fiche
    if valeur is A_DEMANDER:
        return INCONNU
    if isinstance(valeur, Base):
        return valeur.name.lower()
    if isinstance(valeur, tuple):
        return tuple(droit.value for droit in valeur) if any(isinstance(v, DroitNotice) for v in valeur) else "\n".join(valeur)
    return None if valeur is None else valeur if isinstance(valeur, bool) else str(valeur)


def fiche_of(reponses: Reponses, mentions: Iterable[Mention]) -> FicheTraitement:
    """The fiche these answers describe. Lines left blank are none."""
    declarees = tuple(mention.id for mention in mentions if not is_blank(reponses.get(SANS_OBJET + mention.id)))
    return FicheTraitement(
        nom=_word(reponses, "nom"),
        version=_word(reponses, "version"),
        controle_mois=months_of(reponses),
        logo=_plain(reponses, "logo"),
        couleur=couleur if is_colour(couleur := _plain(reponses, "couleur")) else "",
        sans_objet=declarees,
        responsable=_contact(reponses, "responsable"),
        dpo=_contact(reponses, "dpo"),
        finalites=_lines(reponses, "finalites", _finalite),
        donnees=_lines(reponses, "donnees", _donnee),
        sources=_lines(reponses, "sources", _source),
        destinataires=_lines(reponses, "destinataires", _destinataire),
        conservations=_lines(reponses, "conservations", _conservation),
        transferts=_lines(reponses, "transferts", _transfert),
        decision=_decision(reponses),
        droits=_droits(reponses),
        affichages=posters_of(reponses),
    )


def _lines(reponses: Reponses, groupe: str, read: Any) -> Any:  # noqa: ANN401 - what `read` makes
    valeur = reponses.get(groupe)
    return A_DEMANDER if valeur == INCONNU else tuple(map(read, filled_lines(valeur)))


def _is_unknown(reponses: Reponses, id_: str) -> bool:
    """True if all that can be asked of the whole is, and nothing else is said of it."""
    dites = {cle for cle, valeur in reponses.items() if cle.startswith(f"{id_}_") and not is_blank(valeur)}
    return dites == _ENTIERS[id_] and all(reponses[cle] == INCONNU for cle in dites)


def _contact(reponses: Reponses, id_: str) -> Contact | ADemander | None:
    if _is_unknown(reponses, id_):
        return A_DEMANDER
    contact = Contact(
        _word(reponses, f"{id_}_nom"),
        _word(reponses, f"{id_}_service"),
        adresse=_address(reponses, f"{id_}_adresse"),
        courriel=_word(reponses, f"{id_}_courriel"),
        telephone=_word(reponses, f"{id_}_telephone"),
    )
    return None if contact == Contact() else contact


def _finalite(ligne: Reponses) -> Finalite:
    dite = _word(ligne, "finalite_base")
    base = dite if dite is A_DEMANDER else Base[dite.upper()] if dite else None
    return Finalite(_word(ligne, "finalite_libelle"), base, _word(ligne, "finalite_texte"))


def _donnee(ligne: Reponses) -> Donnee:
    return Donnee(
        _word(ligne, "donnee_libelle"),
        sensible=_yes(ligne, "donnee_sensible"),
        exception=_word(ligne, "donnee_exception"),
        obligatoire=_yes(ligne, "donnee_obligatoire"),
        consequence=_word(ligne, "donnee_consequence"),
    )


def _source(ligne: Reponses) -> SourceDonnees:
    dit = _word(ligne, "source_genre")
    return SourceDonnees(dit if dit is A_DEMANDER else Provenance(dit) if dit else None, _word(ligne, "source_libelle"))


def _destinataire(ligne: Reponses) -> Destinataire:
    return Destinataire(_word(ligne, "destinataire_libelle"), _word(ligne, "destinataire_finalite"))


def _conservation(ligne: Reponses) -> Conservation:
    return Conservation(*(_word(ligne, f"conservation_{champ}") for champ in ("donnees", "duree", "depart")))


def _transfert(ligne: Reponses) -> Transfert:
    return Transfert(_word(ligne, "transfert_pays"), _word(ligne, "transfert_garanties"))


def _decision(reponses: Reponses) -> DecisionAutomatisee | ADemander | None:
    if _is_unknown(reponses, "decision"):
        return A_DEMANDER
    decision = DecisionAutomatisee(_yes(reponses, "decision_existe"), _word(reponses, "decision_logique"))
    return None if decision == DecisionAutomatisee() else decision


def _droits(reponses: Reponses) -> Droits | ADemander | None:
    if _is_unknown(reponses, "droits"):
        return A_DEMANDER
    offerts = reponses.get("droits_offerts", ())
    droits = Droits(
        _word(reponses, "droits_contact"),
        tuple(DroitNotice(offert) for offert in offerts if isinstance(offert, str))
        if isinstance(offerts, tuple)
        else A_DEMANDER,
        *(_yes(reponses, f"droits_{champ}") for champ in ("reclamation_cnil", "opposition_a_part", "moins_de_15_ans")),
    )
    return None if droits == Droits() else droits


def _word(reponses: Reponses, id_: str) -> Mot:
    valeur = reponses.get(id_, "")
    return A_DEMANDER if valeur == INCONNU else valeur.strip() if isinstance(valeur, str) else ""


def _plain(reponses: Reponses, id_: str) -> str:
    """What cannot be unknown."""
    valeur = reponses.get(id_, "")
    return valeur.strip() if isinstance(valeur, str) else ""


def _address(reponses: Reponses, id_: str) -> tuple[str, ...] | ADemander:
    texte = _word(reponses, id_)
    return texte if texte is A_DEMANDER else tuple(ligne.strip() for ligne in texte.splitlines() if ligne.strip())


def _yes(reponses: Reponses, id_: str) -> Oui:
    valeur = reponses.get(id_)
    return A_DEMANDER if valeur == INCONNU else valeur if isinstance(valeur, bool) else None
