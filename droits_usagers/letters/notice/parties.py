"""Parts that several forms share, each in its own words: the ids of its sentences begin with the name of the form."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from droits_usagers.domain.lettre.lettre import Bloc, Ligne, Liste, Paragraphe, Texte
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
    Finalite,
    Mot,
)
from droits_usagers.letters.notice.redaction import OPPOSABLES, Redaction, broken, strong
from droits_usagers.letters.notice.valeurs import GenrePartie, PartieNotice


def part(
    redaction: Redaction, id_: str, blocs: Iterable[Bloc], *, genre: GenrePartie = GenrePartie.SECTION, volet: str = ""
) -> PartieNotice:
    """A part whose title, picture and id go by the same name: "depliant.qui" is the part "qui" of the leaflet."""
    nom = id_.rpartition(".")[2]
    return PartieNotice(nom, genre, redaction.say(id_), tuple(blocs), picto=nom, volet=volet)


def is_waived(redaction: Redaction, mention: str) -> bool:
    """True when the fiche declares that this does not apply here."""
    return mention in redaction.fiche.sans_objet


def purposes(redaction: Redaction) -> tuple[Ligne, ...]:
    """What the data serve."""
    return redaction.each(redaction.fiche.finalites, lambda finalite: redaction.word(finalite.libelle))


def purposes_and_bases(redaction: Redaction, id_: str) -> tuple[Ligne, ...]:
    """What they serve, and what allows it."""

    def write(finalite: Finalite) -> Ligne:
        return redaction.say(id_, libelle=finalite.libelle, base=redaction.base(finalite, "bases_courtes"))

    return redaction.each(redaction.fiche.finalites, write)


def retentions(
    redaction: Redaction,
    phrase: Callable[[Conservation], Ligne] | None = None,
    lignes: Sequence[Conservation] | None = None,
) -> tuple[Ligne, ...]:
    """How long, from when. `phrase`: how a form of its own says one line; `lignes`: those it says, if not each as it is."""

    def say(ligne: Conservation) -> Ligne:
        return redaction.say("commun.conservation_seule", duree=ligne.duree, depart=ligne.depart)

    def write(ligne: Conservation) -> Ligne:
        dite = (phrase or say)(ligne)
        return (
            redaction.say("commun.conservation", donnees=strong(redaction.word(ligne.donnees)), dite=dite)
            if ligne.donnees
            else dite
        )

    return redaction.each(redaction.fiche.conservations if lignes is None else lignes, write)


def categories(redaction: Redaction) -> tuple[Ligne, ...]:
    """Which data."""
    return redaction.each(redaction.fiche.donnees, lambda donnee: redaction.word(donnee.libelle))


def sources(redaction: Redaction) -> tuple[Ligne, ...]:
    """Where they come from."""
    return redaction.each(redaction.fiche.sources, lambda source: redaction.word(source.libelle))


def recipients(redaction: Redaction, id_: str = "") -> tuple[Ligne, ...]:
    """Who receives them, and for what when a sentence says it."""

    def write(destinataire: Destinataire) -> Ligne:
        if not id_:
            return redaction.word(destinataire.libelle)
        return redaction.say(id_, libelle=destinataire.libelle, finalite=destinataire.finalite)

    return redaction.each(redaction.fiche.destinataires, write)


def mandatory(redaction: Redaction) -> tuple[Donnee, ...]:
    """The data one must give."""
    donnees = redaction.fiche.donnees
    return () if donnees is A_DEMANDER else tuple(donnee for donnee in donnees if donnee.obligatoire is True)


def optional(redaction: Redaction) -> tuple[Donnee, ...]:
    """The data one may keep to oneself."""
    donnees = redaction.fiche.donnees
    return () if donnees is A_DEMANDER else tuple(donnee for donnee in donnees if donnee.obligatoire is False)


def unsaid(redaction: Redaction) -> tuple[Ligne, ...]:
    """The holes of what nobody said to be mandatory or not, once each."""
    donnees = redaction.fiche.donnees
    if donnees is A_DEMANDER or not donnees:
        return redaction.each(donnees, lambda donnee: redaction.word(donnee.libelle))
    muettes: list[Mot] = [
        A_DEMANDER if donnee.obligatoire is A_DEMANDER else "" for donnee in donnees if not isinstance(donnee.obligatoire, bool)
    ]
    return tuple(redaction.word(mot) for mot in dict.fromkeys(muettes))


def dpo_lines(redaction: Redaction) -> tuple[Ligne, ...]:
    """How to reach the officer; nothing when the body declares that it needs none."""
    dpo = redaction.fiche.dpo
    if is_waived(redaction, "dpo"):
        return ()
    noms = [dit for dit in (dpo.nom, dpo.service) if dit] if isinstance(dpo, Contact) else []
    return (*(redaction.word(nom) for nom in noms), *redaction.reach(dpo))


def dpo_short(redaction: Redaction) -> Ligne | None:
    """The quickest way of reaching the officer, unless it is where one is already told to write."""
    dpo = redaction.fiche.dpo
    if is_waived(redaction, "dpo"):
        return None
    if not isinstance(dpo, Contact):
        return redaction.reach(dpo)[0]
    if redaction.contact in dpo.coordonnees:
        return None
    vite = Contact(courriel=dpo.courriel, telephone=dpo.telephone)
    connu = any(moyen and moyen is not A_DEMANDER for moyen in (dpo.courriel, dpo.telephone))
    return redaction.reach(vite if connu else dpo)[0]


def decision(redaction: Redaction, forme: str, *oui: str, non: str = "") -> tuple[Paragraphe, ...]:
    """Whether a machine decides: our sentences for when it does (« logique » being how) and when it does not, or a hole."""
    dite = redaction.fiche.decision
    existe = dite.existe if isinstance(dite, DecisionAutomatisee) else dite
    if existe is True and isinstance(dite, DecisionAutomatisee):
        return tuple(redaction.paragraph(f"{forme}.{id_}", logique=dite.logique) for id_ in oui)
    if existe is False or (existe is None and is_waived(redaction, "decision_automatisee")):
        return (redaction.paragraph(f"{forme}.{non}"),) if non else ()
    return (redaction.hole(A_DEMANDER if existe is A_DEMANDER else ""),)


def responsible_lines(redaction: Redaction) -> tuple[Ligne, ...]:
    """The body, its service, and how to reach it."""
    contact = redaction.fiche.responsable
    if not isinstance(contact, Contact):
        return redaction.reach(contact)
    service = (redaction.word(contact.service),) if contact.service else ()
    return (strong(redaction.word(contact.nom)), *service, *redaction.reach(contact))


def stack(lignes: Iterable[Ligne]) -> Paragraphe:
    """Lines one under the other."""
    return Paragraphe(broken(lignes))


def bullets(lignes: Iterable[Ligne]) -> Liste:
    """Lines as a list that is never cut."""
    return Liste(tuple((Paragraphe(ligne),) for ligne in lignes))


def complaint_block(redaction: Redaction, id_: str) -> Paragraphe:
    """That one may complain to the CNIL, if the fiche says so."""
    droits = redaction.fiche.droits
    dit = droits.reclamation_cnil if isinstance(droits, Droits) else droits
    return redaction.paragraph(id_) if dit is True else redaction.hole(A_DEMANDER if dit is A_DEMANDER else "")


#: Opened by some bases only.
_OUVERTS: Final = {
    DroitNotice.OPPOSITION: OPPOSABLES,
    DroitNotice.PORTABILITE: frozenset({Base.CONSENTEMENT, Base.CONTRAT}),
    DroitNotice.RETRAIT: frozenset({Base.CONSENTEMENT}),
}


def offered(redaction: Redaction) -> "tuple[DroitNotice, ...] | ADemander":
    """The rights to tell, in the order in which people use them; objection is told apart."""
    droits = redaction.fiche.droits
    if not isinstance(droits, Droits):
        return A_DEMANDER if droits is A_DEMANDER else ()
    if droits.offerts is A_DEMANDER:
        return A_DEMANDER
    return tuple(
        droit
        for droit in DroitNotice
        if droit is not DroitNotice.OPPOSITION
        and droit in droits.offerts
        and (droit not in _OUVERTS or bool(redaction.fiche.bases & _OUVERTS[droit]))
    )


def rights(redaction: Redaction, forme: str) -> tuple[Ligne, ...]:
    """A line for each."""
    return redaction.each(offered(redaction), lambda droit: redaction.say(f"{forme}.{droit}"))


def objection(redaction: Redaction, forme: str, *phrases: str, volet: str = "") -> tuple[PartieNotice, ...]:
    """The frame of the right to object, where some purpose opens it; which ones, when it is not all."""
    if not redaction.opposables:
        return ()
    blocs: list[Bloc] = [redaction.paragraph(f"{forme}.{phrase}") for phrase in phrases or ("opposition_texte",)]
    if not is_offered(redaction):
        droits = redaction.fiche.droits
        demande = droits is A_DEMANDER or (isinstance(droits, Droits) and droits.offerts is A_DEMANDER)
        blocs = [redaction.hole(A_DEMANDER if demande else "")]
    elif redaction.opposable_en_partie:
        # A short sentence a line, where that is the rule.
        numeros = f"{forme}.opposition_numeros"
        if numeros in redaction.textes and is_numbered(redaction):
            blocs.append(redaction.paragraph(numeros, numeros=(Texte(_numbers(redaction)),)))
        else:
            blocs += _only_for(redaction, f"{forme}.opposition_pour", en_ligne=not phrases)
    titre = redaction.say(f"{forme}.opposition")
    return (PartieNotice("opposition", GenrePartie.CADRE, titre, tuple(blocs), picto="opposition", volet=volet),)


def _only_for(redaction: Redaction, id_: str, *, en_ligne: bool) -> tuple[Bloc, ...]:
    """The purposes to which one may object; `en_ligne`: on the same line when there is only one."""
    lignes = redaction.each(redaction.opposables, lambda finalite: redaction.word(finalite.libelle))
    if not en_ligne:
        return redaction.paragraph(id_), bullets(lignes)
    if len(lignes) == 1:
        return (Paragraphe((*redaction.say(id_), Texte(" "), *lignes[0])),)
    return redaction.paragraph(id_), redaction.enumerate(lignes)


def is_numbered(redaction: Redaction) -> bool:
    """True where several purposes, and not all, are open to objection: a number is shorter than saying each again."""
    finalites = redaction.fiche.finalites
    return (
        finalites is not A_DEMANDER
        and redaction.opposable_en_partie
        and len(redaction.opposables) > 1
        and not redaction.is_cut(len(finalites))
        and is_offered(redaction)
    )


def _numbers(redaction: Redaction) -> str:
    finalites = redaction.fiche.finalites
    buts = () if finalites is A_DEMANDER else finalites
    return ", ".join(str(rang) for rang, finalite in enumerate(buts, 1) if finalite.base in OPPOSABLES)


def is_offered(redaction: Redaction) -> bool:
    """True when the fiche says that one may object."""
    droits = redaction.fiche.droits
    return isinstance(droits, Droits) and droits.offerts is not A_DEMANDER and DroitNotice.OPPOSITION in droits.offerts
