"""From a fiche de traitement to what is announced in a grille, and back: what is announced as the draft of a fiche."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.grille import Grille, Masque, NaturePassage
from droits_usagers.domain.grille.enumeration import items, split_length
from droits_usagers.domain.grille.valeurs import RubriqueGrille
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    Conservation,
    Contact,
    Destinataire,
    Donnee,
    FicheTraitement,
    Finalite,
    Mot,
    SourceDonnees,
)
from droits_usagers.services.grille.examen import LigneListe, ReponseSaisie, written
from droits_usagers.services.socle.ecriture import write_file

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.services.controle.controle import Controle


def answers_of(fiche: FicheTraitement, catalogue: "Catalogue") -> tuple[ReponseSaisie, ...]:
    """What a fiche announces, question by question of the checklist; nothing for what it does not say."""
    points = {une.id: une.points[0] for une in catalogue.ecarts.rubriques}
    return tuple(
        ReponseSaisie(rubrique, points[rubrique], written(texte, catalogue), NaturePassage.ANNONCE)
        for rubrique, texte in _said(fiche, catalogue)
    )


def _said(fiche: FicheTraitement, catalogue: "Catalogue") -> Iterator[tuple[RubriqueGrille, str]]:
    """One answer for the things of a same kind, one for each length of time."""
    listes: dict[RubriqueGrille, Iterable[Mot]] = {
        RubriqueGrille.BUTS: () if fiche.finalites is A_DEMANDER else (un.libelle for un in fiche.finalites),
        RubriqueGrille.DONNEES: () if fiche.donnees is A_DEMANDER else (un.libelle for un in fiche.donnees),
        RubriqueGrille.ORIGINE: () if fiche.sources is A_DEMANDER else (un.libelle for un in fiche.sources),
        RubriqueGrille.DESTINATAIRES: () if fiche.destinataires is A_DEMANDER else (un.libelle for un in fiche.destinataires),
    }
    for rubrique, libelles in listes.items():
        dits = list(filter(None, map(_word, libelles)))
        if dits:
            yield rubrique, f"{catalogue.textes(f'ecarts.liste.{rubrique}.annonce_1')}{' ; '.join(dits)}."
    for une in () if fiche.conservations is A_DEMANDER else fiche.conservations:
        if _word(une.duree):
            depart = _word(une.depart)
            duree = f"{_word(une.duree)} {catalogue.textes('ecarts.liste.duree.depart', jour=depart)}" if depart else une.duree
            yield RubriqueGrille.DUREE, " : ".join(filter(None, (_word(une.donnees), f"{_word(duree)}.")))


def _word(mot: Mot) -> str:
    return mot.strip(" .") if isinstance(mot, str) else ""


def draft_of(grille: Grille, lignes: Iterable[LigneListe], catalogue: "Catalogue") -> FicheTraitement:
    """What is announced, as a fiche that names nobody: everything else is to be asked of the DPO."""
    masque = Masque(catalogue.ecarts, grille)
    par_rubrique = {ligne.rubrique.id: ligne for ligne in lignes}

    def announced(rubrique: RubriqueGrille) -> tuple[str, ...]:
        textes = (masque.hide(passage.texte) for passage in par_rubrique[rubrique].annonces)
        return tuple(dict.fromkeys(nomme for texte in textes for nomme in items(texte)))

    durees = tuple(split_length(masque.hide(passage.texte)) for passage in par_rubrique[RubriqueGrille.DUREE].annonces)
    organisme = grille.organisme
    return FicheTraitement(
        nom=masque.hide(grille.titre) or A_DEMANDER,
        responsable=Contact(organisme.nom, adresse=organisme.adresse or A_DEMANDER) if organisme.nom else A_DEMANDER,
        dpo=A_DEMANDER,
        finalites=tuple(Finalite(un, A_DEMANDER, A_DEMANDER) for un in announced(RubriqueGrille.BUTS)) or A_DEMANDER,
        donnees=tuple(Donnee(un, sensible=A_DEMANDER, obligatoire=A_DEMANDER) for un in announced(RubriqueGrille.DONNEES))
        or A_DEMANDER,
        sources=tuple(SourceDonnees(A_DEMANDER, un) for un in announced(RubriqueGrille.ORIGINE)) or A_DEMANDER,
        destinataires=tuple(Destinataire(un, A_DEMANDER) for un in announced(RubriqueGrille.DESTINATAIRES)) or A_DEMANDER,
        conservations=tuple(Conservation(quoi or A_DEMANDER, duree, depart or A_DEMANDER) for quoi, duree, depart in durees)
        or A_DEMANDER,
        transferts=A_DEMANDER,
        decision=A_DEMANDER,
        droits=A_DEMANDER,
    )


def save_draft(fiche: FicheTraitement, chemin: Path, controle: "Controle") -> Path:
    """Write it as T.toml where the person said, which is given back. Raises as `FichiersLus.save_as`."""
    from droits_usagers.exchange.traitements import write_fiche

    write_file(chemin, controle.release_work(write_fiche(fiche), fiche, nom=chemin.name), remplacer=True)
    return chemin
