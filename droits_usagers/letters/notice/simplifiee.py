"""The simplified text: one short sentence a line, and what the fiche says on lines of its own."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from droits_usagers.domain.lettre.lettre import Bloc, Ligne, Paragraphe, Tableau, Texte
from droits_usagers.domain.mots.textes import Langue, Textes
from droits_usagers.domain.notice.traitements import A_DEMANDER, Donnee
from droits_usagers.letters.lettre.ecriture import lines_of, text_of
from droits_usagers.letters.notice import parties
from droits_usagers.letters.notice.parties import bullets, complaint_block, is_offered, objection, offered, part
from droits_usagers.letters.notice.redaction import Redaction, strong
from droits_usagers.letters.notice.valeurs import GenrePartie, PartieNotice

#: Words that one line may have.
MOTS_MAX: Final = 12
_MOTS = ("donnees", "fichier", "responsable", "delegue", "cnil")


def write(redaction: Redaction) -> Iterator[PartieNotice]:
    """Its parts, in reading order."""
    yield part(redaction, "simplifiee.mots", _sentences(redaction, *(f"mot_{mot}" for mot in _MOTS)), genre=GenrePartie.MOTS)
    yield part(redaction, "simplifiee.qui", _who(redaction))
    yield part(redaction, "simplifiee.finalites", [*_sentences(redaction, "finalites_1"), *_purposes(redaction)])
    yield part(redaction, "simplifiee.categories", [*_sentences(redaction, "categories_1"), *_categories(redaction)])
    yield _listed(redaction, "source", parties.sources(redaction))
    yield _listed(redaction, "destinataires", parties.recipients(redaction))
    yield part(redaction, "simplifiee.conservation", _retentions(redaction))
    yield part(redaction, "simplifiee.transferts", _leaving(redaction))
    oui = ("decision_oui", "decision_logique", "decision_humain")
    decision = parties.decision(redaction, "simplifiee", *oui, non="decision_non")
    yield part(redaction, "simplifiee.decision", decision)
    yield part(redaction, "simplifiee.droits", _rights(redaction))
    yield from objection(redaction, "simplifiee", *(f"opposition_{rang}" for rang in range(1, 5)))
    yield part(redaction, "simplifiee.contact", _contact(redaction))
    suite = _sentences(redaction, *(f"reclamation_{rang}" for rang in range(2, 6)))
    yield part(redaction, "simplifiee.reclamation", [complaint_block(redaction, "simplifiee.reclamation_1"), *suite])


def _sentences(redaction: Redaction, *ids: str) -> Iterator[Bloc]:
    return (redaction.paragraph(f"simplifiee.{id_}") for id_ in ids)


def _listed(redaction: Redaction, nom: str, lignes: Iterable[Ligne]) -> PartieNotice:
    return part(redaction, f"simplifiee.{nom}", [*_sentences(redaction, f"{nom}_1"), _said(*lignes)])


def _who(redaction: Redaction) -> Iterator[Bloc]:
    yield from _sentences(redaction, "qui_1")
    yield _said(redaction.word(redaction.fiche.nom))
    yield from _sentences(redaction, "qui_2")
    yield _said(redaction.responsable)


def _purposes(redaction: Redaction) -> Iterator[Bloc]:
    """Each with the sentence that says what allows it; said once when it is the same for all."""
    finalites = redaction.fiche.finalites
    if finalites is A_DEMANDER or not finalites:
        yield _said(*parties.purposes(redaction))
        return
    if len(finalites) > 1 and len({finalite.base for finalite in finalites}) == 1:
        yield _said(*parties.purposes(redaction))
        yield Paragraphe(redaction.base(finalites[0], "simplifiee.bases"))
        return
    for finalite in finalites:
        yield _said(redaction.word(finalite.libelle))
        yield Paragraphe(redaction.base(finalite, "simplifiee.base"))


def _said(*lignes: Ligne) -> Bloc:
    """What the fiche says, that stands out from our sentences."""
    return bullets(map(strong, lignes))


def _categories(redaction: Redaction) -> Iterator[Bloc]:
    donnees = redaction.fiche.donnees
    for donnee in () if donnees is A_DEMANDER else donnees:
        yield _said(redaction.word(donnee.libelle))
        if redaction.fiche.collecte_directe:
            yield from _must(redaction, donnee)
    if donnees is A_DEMANDER or not donnees:
        yield _said(*parties.categories(redaction))


def _must(redaction: Redaction, donnee: Donnee) -> Iterator[Bloc]:
    if donnee.obligatoire is True:
        yield from _sentences(redaction, "obligatoire_oui", "obligatoire_sinon")
        yield Paragraphe(redaction.word(donnee.consequence))
    elif donnee.obligatoire is False:
        yield from _sentences(redaction, "obligatoire_non")
    else:
        yield redaction.hole(donnee.obligatoire or "")


def _retentions(redaction: Redaction) -> Iterator[Bloc]:
    """How long, then from when, each on its line."""
    yield from _sentences(redaction, "conservation_1")
    conservations = redaction.fiche.conservations
    if conservations is A_DEMANDER or not conservations:
        yield bullets(parties.retentions(redaction))
    else:
        for ligne in conservations:
            if ligne.donnees:
                yield _said(redaction.word(ligne.donnees))
            yield redaction.paragraph("simplifiee.conservation_duree", duree=ligne.duree)
            yield redaction.paragraph("simplifiee.conservation_depart", depart=ligne.depart)
    yield from _sentences(redaction, "conservation_2")


def _leaving(redaction: Redaction) -> Iterator[Bloc]:
    transferts = redaction.fiche.transferts
    if transferts is not A_DEMANDER and not transferts and parties.is_waived(redaction, "transferts"):
        yield from _sentences(redaction, "transferts_non")
    elif transferts is A_DEMANDER or not transferts:
        yield redaction.hole(A_DEMANDER if transferts is A_DEMANDER else "")
    else:
        for transfert in transferts:
            yield from _sentences(redaction, "transferts_oui")
            yield redaction.hole(transfert.pays)
            yield from _sentences(redaction, "transferts_garanties")
            yield redaction.hole(transfert.garanties)


def _rights(redaction: Redaction) -> Iterator[Bloc]:
    offerts = offered(redaction)
    if offerts is A_DEMANDER or not offerts:
        yield redaction.hole(A_DEMANDER if offerts is A_DEMANDER else "")
        return
    for droit in offerts:
        suites = (nom for nom in (droit.value, f"{droit}_2") if f"simplifiee.{nom}" in redaction.textes)
        yield from _sentences(redaction, *suites)


def _contact(redaction: Redaction) -> Iterator[Bloc]:
    yield from _sentences(redaction, "contact_1")
    yield _said(redaction.word(redaction.contact))
    yield from _sentences(redaction, *(f"contact_{rang}" for rang in range(2, 6)))
    dpo = parties.dpo_lines(redaction)
    if dpo:
        yield from _sentences(redaction, "dpo")
        yield _said(dpo[-1])


def long_lines(parties_: Iterable[PartieNotice]) -> int:
    """How many lines, most often what the fiche says, have more words than they should."""
    lignes = (ligne for partie in parties_ for ligne in lines_of(partie.blocs))
    return sum(len(text_of(ligne).split()) > MOTS_MAX for ligne in lignes)


#: The French sentences: ids of `[langues]`. Those of a language are the same.
TABLE: Final = "langues"
_SUITE: Final = ("contact", "delai", "reclamation", "aide")


def write_languages(redaction: Redaction, langues: Sequence[Langue]) -> Iterator[PartieNotice]:
    """A part for each language, in the order given."""
    phrases = ["fichier", *_told(redaction), *_SUITE]
    for langue in langues:
        # Same holes in each: they are counted once, by the French, and said in French.
        autre = Redaction(redaction.fiche, Textes(langue.code, langue.phrases, redaction.textes))
        lignes = [(_say(redaction, f"{TABLE}.{phrase}", phrase), _say(autre, phrase, phrase)) for phrase in phrases]
        if not langue.relue:
            lignes.insert(0, (strong(redaction.say(f"{TABLE}.non_relue")), strong(autre.say("non_relue"))))
        tableau = Tableau((redaction.say(f"{TABLE}.colonne"), (Texte(langue.nom),)), tuple(lignes))
        yield PartieNotice(langue.code, GenrePartie.LANGUE, autre.say("titre"), (tableau,), langue=langue.code)


def _say(redaction: Redaction, id_: str, phrase: str) -> Ligne:
    return redaction.say(id_, contact=redaction.contact) if phrase == "contact" else redaction.say(id_)


def _told(redaction: Redaction) -> Iterator[str]:
    """The rights that are open; none where the fiche does not say which, which is a hole that shows elsewhere."""
    droits = offered(redaction)
    yield from () if droits is A_DEMANDER else droits
    if redaction.opposables and is_offered(redaction):
        yield "opposition"
        if redaction.opposable_en_partie:
            yield "opposition_partie"
