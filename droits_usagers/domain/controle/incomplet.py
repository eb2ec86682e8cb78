"""What is missing, and can be filled on the screen or by hand: shown, and nothing waits for it."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.controle.lecture import LectureControle, spaced
from droits_usagers.domain.controle.reference import MotsDe
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Regle
from droits_usagers.domain.lettre.lettre import ACompleter
from droits_usagers.domain.personnes.personnes import Personne, Qualite

#: Parts that have their own rule.
_AILLEURS = frozenset({Partie.DESTINATAIRE, Partie.LIEU_DATE})
#: The documents that answers fill.
_A_SOI = frozenset({"lettre", "formulaire", "page"})
#: The field to begin with, by the part that has dotted lines, when it is not about who signs.
_CHAMPS = {Partie.REFERENCES: "concerne_nom", Partie.COPIES: "copies"}
_SIGNATAIRE = frozenset({Partie.EXPEDITEUR, Partie.SIGNATURE})


def destinataire_incomplet(lecture: LectureControle) -> Iterator[Alerte]:
    """Who the letter goes to, or where, is to be filled by hand."""
    for id_, lettre in lecture.lettres:
        if not any(isinstance(inline, ACompleter) for ligne in lettre.destinataire for inline in ligne):
            continue
        organisme = lecture.cadre.organisme
        cas, champ = ("adresse", "organisme_adresse") if organisme.nom else ("nom", "organisme_nom")
        yield lecture.alerte(Regle.DESTINATAIRE_INCOMPLET, cas, lieux=(Lieu(id_, Partie.DESTINATAIRE),), champ=champ)
        return


def lieu_ou_date_absents(lecture: LectureControle) -> Iterator[Alerte]:
    """The place, the day, or both are to be filled by hand."""
    for id_, lettre in lecture.lettres:
        vides = tuple(isinstance(inline, ACompleter) for inline in lettre.lieu_date)
        if not any(vides):
            continue
        cas = "lieu_et_date" if sum(vides) > 1 else "lieu" if vides[0] else "date"
        champ = "date" if cas == "date" else "lieu"
        yield lecture.alerte(Regle.LIEU_OU_DATE_ABSENTS, cas, lieux=(Lieu(id_, Partie.LIEU_DATE),), champ=champ)
        return


def reste_a_remplir(lecture: LectureControle) -> Iterator[Alerte]:
    """How many dotted lines are left elsewhere. Those of a receipt, of a mandate, of « et après ? » are for the hand."""
    restent = [
        passage
        for passage in lecture.passages
        if passage.a_completer and passage.lieu.partie not in _AILLEURS and passage.lieu.document in _A_SOI
    ]
    nombre = sum(passage.a_completer for passage in restent)
    if not nombre:
        return
    champ = next(filter(None, (_field_of(passage.lieu.partie, lecture.cadre) for passage in restent)), "")
    lieux = tuple(passage.lieu for passage in restent)
    yield lecture.alerte(Regle.RESTE_A_REMPLIR, "un" if nombre == 1 else "plusieurs", lieux=lieux, champ=champ, nombre=nombre)


def _field_of(partie: Partie, cadre: Cadre) -> str:
    if partie in _SIGNATAIRE:
        role, personne = ("auteur", cadre.auteur.personne) if cadre.auteur else ("concerne", cadre.concerne or Personne())
        return f"{role}_adresse" if personne.nom and not personne.adresse else f"{role}_nom"
    return _CHAMPS.get(partie, cadre.a_completer if partie is Partie.CORPS else "")


_REGLE = Regle.PIECE_ANNONCEE_ABSENTE
_MANDAT = "mandat"


def piece_annoncee_absente(lecture: LectureControle) -> Iterator[Alerte]:
    """A mandate, or a paper that the coffre keeps. A copy of an identity card is for the person to join: nothing is asked."""
    cadre, documents = lecture.cadre, lecture.sortant.documents
    if cadre.pieces_absentes:
        yield lecture.alerte(_REGLE, "piece")
    par_mandat = cadre.auteur is not None and cadre.auteur.qualite is Qualite.MANDATAIRE
    if not par_mandat or any(id_.startswith(_MANDAT) for id_ in documents):
        return
    annonce = lecture.reference.prepared(_REGLE, _announced)
    lieux = tuple(
        passage.lieu for passage in lecture.passages if "mandat" in passage.texte and annonce.search(spaced(passage.texte))
    )
    if lieux:
        # A letter alone is not a packet: whoever takes only it already has the mandate, or prints it apart.
        yield lecture.alerte(_REGLE, _MANDAT if len(documents) > 1 else "mandat_seul", lieux=lieux)


def _announced(mots: MotsDe) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(mots['mandat'])})\b")


_REGLE_EXEMPLE = Regle.VALEUR_D_EXEMPLE
#: Signs that typography and line breaks put for others.
_SIGNES = (("\u00a0", " "), ("\u202f", " "), ("’", "'"), ("\n", " "))
#: « 03 00 00 00 00 »: nobody's.
_ZEROS = re.compile(r"(?<![0-9])0[0-9](?:[ .-]?00){4}(?![0-9])")


def valeur_d_exemple(lecture: LectureControle) -> Iterator[Alerte]:
    """Where it stands. What is invented from one end to the other, and says so, is let out."""
    if lecture.cadre.invente:
        return
    dits = lecture.reference.prepared(_REGLE_EXEMPLE, _said)
    rangs = [rang for rang, tient in lecture.kept(partial(_ours_hold, dits=dits)) if tient]
    if _holds(lecture.saisi.entier, dits):
        rangs += (rang for rang in lecture.rangs if _holds(lecture.passages[rang].texte, dits))
    if rangs:
        yield lecture.alerte(_REGLE_EXEMPLE, lieux=tuple(lecture.lieu(rang) for rang in sorted(rangs)))


def _holds(texte: str, dits: tuple[str, ...]) -> bool:
    texte = texte.lower()
    for signe, simple in _SIGNES:
        texte = texte.replace(signe, simple)
    return any(dit in texte for dit in dits) or ("00" in texte and _ZEROS.search(texte) is not None)


_ours_hold = lru_cache(maxsize=1024)(_holds)


def _said(mots: MotsDe) -> tuple[str, ...]:
    return tuple(mot.lower() for mot in mots["dits"])
