"""From a fiche to a printed notice, whatever its form."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, TypeAlias

from droits_usagers.domain.lettre.lettre import Ligne, Remarque, Texte
from droits_usagers.domain.mots.dates import date_longue
from droits_usagers.domain.mots.textes import Langue, Textes
from droits_usagers.domain.mots.typographie import apostrophes
from droits_usagers.domain.notice import ConstatMention, Statut
from droits_usagers.domain.notice.notices import Forme
from droits_usagers.domain.notice.traitements import A_DEMANDER, FicheTraitement
from droits_usagers.letters.notice import affiche, attestation, clause, complete, depliant, journal, langues, qr, simplifiee
from droits_usagers.letters.notice.parties import part
from droits_usagers.letters.notice.redaction import Redaction
from droits_usagers.letters.notice.valeurs import CodeQr, CommandeNotice, GenrePartie, MentionProjet, Notice, PartieNotice

#: What is missing: the title of a mention, how it stands, what to do.
Trou: TypeAlias = tuple[str, str, str]

_FORMES: Final[Mapping[Forme, Callable[[Redaction], Iterable[PartieNotice]]]] = {
    Forme.AFFICHE: affiche.write,
    Forme.DEPLIANT: depliant.write,
    Forme.COMPLETE: complete.write,
    Forme.SIMPLIFIEE: simplifiee.write,
    Forme.CLAUSE: clause.write,
    Forme.ATTESTATION: attestation.write,
    Forme.JOURNAL: journal.write,
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
    trous: Sequence[Trou],
    bref: bool = False,
    coupe: int | None = None,
) -> Notice:
    """The notice, with every hole there is. `trous`: what is missing, in words. `bref`, `coupe`: as `ajustement.Redacteur`.

    Raises ExpectedError ADRESSE_TROP_LONGUE.
    """
    redaction, forme, adresse = Redaction(fiche, textes, bref=bref, coupe=coupe), commande.forme, commande.adresse
    write = partial(langues.write, langues=commande.langues) if forme is Forme.LANGUES else _FORMES[forme]
    parties = [*write(redaction)]
    if trous and forme is Forme.COMPLETE:
        parties.append(_holes(redaction, trous))
    sous_titre = tuple(_subtitle(redaction, commande))
    code = qr.make(adresse, textes("commun.qr", adresse=adresse)) if adresse else None
    # A log is no notice: what it has to say of a fiche full of holes is true as it stands.
    incomplete = forme is not Forme.JOURNAL and bool(trous or redaction.trous)
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
        projet=MentionProjet(textes("projet.bande"), redaction.say("projet.phrase")) if incomplete else None,
        charte=commande.charte,
        remarques=commande.remarques
        if forme is Forme.JOURNAL
        else (
            *_remarks(parties, forme, constats=constats, trous=trous, vides=redaction.trous),
            *_unreviewed(commande.langues),
            *commande.remarques,
        ),
    )


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


def _holes(redaction: Redaction, trous: Sequence[Trou]) -> PartieNotice:
    def line(trou: Trou) -> Ligne:
        return redaction.say("complete.trou", **dict(zip(("titre", "statut", "conseil"), map(_own, trou), strict=True)))

    partie = part(redaction, "complete.trous", [redaction.enumerate([*map(line, trous)])])
    return PartieNotice(partie.id, GenrePartie.TROUS, partie.titre, partie.blocs, picto=partie.picto)


def _unreviewed(choisies: Sequence[Langue]) -> Iterator[Remarque]:
    noms = ", ".join(langue.nom_fr for langue in choisies if not langue.relue)
    if noms:
        yield Remarque("notice_non_relue", (("langues", noms),))


def _own(texte: str) -> Ligne:
    return (Texte(texte),)


def _remarks(
    parties: Sequence[PartieNotice], forme: Forme, *, constats: Sequence[ConstatMention], trous: Sequence[Trou], vides: int
) -> Iterator[Remarque]:
    """What is not missing but is not right either; long sentences where none should be."""
    if trous:
        yield Remarque("notice_projet", (("lesquelles", " ; ".join(titre for titre, _, _ in trous)),))
    elif vides:
        yield Remarque("notice_trous", (("nombre", str(vides)),))
    douteuses = [constat for constat in constats if constat.statut in {Statut.VAGUE, Statut.CONTRADICTOIRE}]
    if douteuses:
        yield Remarque("notice_douteuse", (("nombre", str(len(douteuses))),))
    longues = simplifiee.long_lines(parties) if forme is Forme.SIMPLIFIEE else 0
    if longues:
        yield Remarque("notice_phrases_longues", (("nombre", str(longues)),))
