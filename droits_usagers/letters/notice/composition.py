"""From a fiche to a printed notice, whatever its form."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias

from droits_usagers.domain.lettre.lettre import Ligne, Remarque, Texte
from droits_usagers.domain.mots.dates import date_longue
from droits_usagers.domain.mots.textes import Langue, Textes
from droits_usagers.domain.mots.typographie import apostrophes
from droits_usagers.domain.notice import ConstatMention, Statut
from droits_usagers.domain.notice.traitements import A_DEMANDER, FicheTraitement, Forme
from droits_usagers.letters.notice import affiche, clause, complete, logo, simplifiee
from droits_usagers.letters.notice.parties import part
from droits_usagers.letters.notice.redaction import Redaction
from droits_usagers.letters.notice.valeurs import CodeQr, CommandeNotice, GenrePartie, MentionProjet, Notice, PartieNotice

#: What is missing: the title of a mention, how it stands, what to do.
Trou: TypeAlias = tuple[str, str, str]
#: A line that is as a model has it: the title of its mention, what it says if it has words.
Proposee: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Manques:
    """What keeps a notice a draft: what is not said, and what nobody said to be true here."""

    trous: Sequence[Trou] = ()
    proposees: Sequence[Proposee] = ()


_FORMES: Final[Mapping[Forme, Callable[[Redaction], Iterable[PartieNotice]]]] = {
    Forme.AFFICHE: affiche.write,
    Forme.DEPLIANT: complete.write_leaflet,
    Forme.COMPLETE: complete.write,
    Forme.SIMPLIFIEE: simplifiee.write,
    Forme.CLAUSE: clause.write,
    Forme.ATTESTATION: clause.write_receipt,
    Forme.JOURNAL: affiche.write_log,
}
#: Those that have a title of their own; the others bear the name of their kind.
_TITRES: Final = {
    Forme.AFFICHE: "affiche.titre",
    Forme.DEPLIANT: "depliant.titre",
    Forme.SIMPLIFIEE: "simplifiee.titre",
    Forme.LANGUES: "langues.titre",
}
#: Sentences that no part holds.
_ANNONCES: Final = {
    Forme.AFFICHE: ("affiche.droits", "affiche.notice", "affiche.notice_accueil"),
    Forme.DEPLIANT: ("depliant.couverture", "depliant.notice", "depliant.notice_accueil"),
    Forme.COMPLETE: ("complete.notice",),
    Forme.SIMPLIFIEE: ("simplifiee.avertissement", "simplifiee.notice", "simplifiee.notice_1", "simplifiee.notice_2"),
    Forme.CLAUSE: ("clause.titre", "clause.mode_d_emploi", "clause.notice_accueil"),
    Forme.ATTESTATION: ("attestation.personne", "attestation.service"),
    Forme.LANGUES: ("langues.notice",),
    Forme.JOURNAL: (),
}


def compose(
    fiche: FicheTraitement,
    textes: Textes,
    commande: CommandeNotice,
    *,
    constats: Sequence[ConstatMention],
    manques: Manques,
    bref: bool = False,
    coupe: int | None = None,
) -> Notice:
    """The notice, with every hole there is. `manques`: what is missing, in words. `bref`, `coupe`: as `ajustement.Redacteur`.

    Raises ExpectedError ADRESSE_TROP_LONGUE.
    """
    redaction, forme, adresse = Redaction(fiche, textes, bref=bref, coupe=coupe), commande.forme, commande.adresse
    write = partial(simplifiee.write_languages, langues=commande.langues) if forme is Forme.LANGUES else _FORMES[forme]
    parties = [*write(redaction)]
    if forme is Forme.COMPLETE:
        parties += _missing(redaction, manques)
    sous_titre = tuple(_subtitle(redaction, commande))
    code = logo.make(adresse, textes("commun.qr", adresse=adresse)) if adresse else None
    # A log is no notice: what it has to say of a fiche full of holes is true as it stands.
    projet = None if forme is Forme.JOURNAL else _draft(redaction, manques)
    intitule = textes(f"titres.{forme}")
    return Notice(
        forme,
        commande.papier,
        textes.langue,
        intitule if fiche.nom is A_DEMANDER or not fiche.nom else f"{intitule} — {apostrophes(fiche.nom)}",
        titre=redaction.say(_TITRES.get(forme, f"titres.{forme}")),
        sous_titre=sous_titre,
        parties=tuple(parties),
        annonces=(*((id_, redaction.say(id_)) for id_ in _ANNONCES[forme]), *_with_address(redaction, forme, code)),
        pied=redaction.say("commun.version", version=redaction.version) if redaction.version else (),
        qr=code,
        projet=projet,
        charte=commande.charte,
        remarques=commande.remarques
        if forme is Forme.JOURNAL
        else (
            *_remarks(parties, forme, constats=constats, manques=manques, vides=redaction.trous),
            *_unreviewed(commande.langues),
            *commande.remarques,
        ),
    )


def _draft(redaction: Redaction, manques: Manques) -> MentionProjet | None:
    """Why it is none that may be put up yet; None when it may."""
    proposees = len(manques.proposees)
    dites = redaction.say("projet.modele_une" if proposees == 1 else "projet.modele", nombre=_own(str(proposees)))
    if manques.trous or redaction.trous:
        phrase = redaction.say("projet.phrase")
        return MentionProjet(redaction.textes("projet.bande"), (*phrase, Texte(" "), *dites) if proposees else phrase)
    if proposees:
        phrase = redaction.say("projet.phrase_modele")
        return MentionProjet(redaction.textes("projet.bande_modele"), (*phrase, Texte(" "), *dites))
    return None


def _subtitle(redaction: Redaction, commande: CommandeNotice) -> Iterator[Ligne]:
    fiche, forme = redaction.fiche, commande.forme
    if forme is Forme.AFFICHE and redaction.version:
        yield redaction.say("commun.nom_version", nom=fiche.nom, version=redaction.version)
        return
    yield redaction.word(fiche.nom)
    if forme is Forme.AFFICHE:
        return
    yield redaction.responsable
    if forme is Forme.JOURNAL and commande.jour is not None:
        yield redaction.say("journal.arrete", jour=_own(date_longue(commande.jour)))
    if forme is Forme.COMPLETE:
        yield complete.articles(redaction)


def _with_address(redaction: Redaction, forme: Forme, code: CodeQr | None) -> Iterator[tuple[str, Ligne]]:
    if forme is Forme.CLAUSE and code is not None:
        yield "clause.notice", redaction.say("clause.notice", adresse=code.adresse)


def _missing(redaction: Redaction, manques: Manques) -> Iterator[PartieNotice]:
    """What is still to be seen to, on a page of its own."""

    def hole(trou: Trou) -> Ligne:
        return redaction.say("complete.trou", **dict(zip(("titre", "statut", "conseil"), map(_own, trou), strict=True)))

    def proposal(proposee: Proposee) -> Ligne:
        titre, dit = map(_own, proposee)
        return redaction.say("complete.proposee", titre=titre, dit=dit) if proposee[1] else titre

    # A page is turned once.
    genres = iter((GenrePartie.TROUS, GenrePartie.SECTION))
    for id_, lignes in (("trous", [*map(hole, manques.trous)]), ("proposees", [*map(proposal, manques.proposees)])):
        if lignes:
            partie = part(redaction, f"complete.{id_}", [redaction.enumerate(lignes)])
            yield PartieNotice(partie.id, next(genres), partie.titre, partie.blocs, picto="trous")


def _unreviewed(choisies: Sequence[Langue]) -> Iterator[Remarque]:
    noms = ", ".join(langue.nom_fr for langue in choisies if not langue.relue)
    if noms:
        yield Remarque("notice_non_relue", (("langues", noms),))


def _own(texte: str) -> Ligne:
    return (Texte(texte),)


def _remarks(
    parties: Sequence[PartieNotice], forme: Forme, *, constats: Sequence[ConstatMention], manques: Manques, vides: int
) -> Iterator[Remarque]:
    """What is not missing but is not right either; long sentences where none should be."""
    if manques.trous:
        yield Remarque("notice_projet", (("lesquelles", " ; ".join(titre for titre, _, _ in manques.trous)),))
    elif vides:
        yield Remarque("notice_trous", (("nombre", str(vides)),))
    if manques.proposees:
        titres = dict.fromkeys(titre for titre, _ in manques.proposees)
        yield Remarque("notice_modele", (("nombre", str(len(manques.proposees))), ("lesquelles", " ; ".join(titres))))
    douteuses = [constat for constat in constats if constat.statut in {Statut.VAGUE, Statut.CONTRADICTOIRE}]
    if douteuses:
        yield Remarque("notice_douteuse", (("nombre", str(len(douteuses))),))
    longues = simplifiee.long_lines(parties) if forme is Forme.SIMPLIFIEE else 0
    if longues:
        yield Remarque("notice_phrases_longues", (("nombre", str(longues)),))
