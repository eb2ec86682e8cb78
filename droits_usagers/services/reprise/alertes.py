"""What the cells of a line say of an address that nobody may know, whatever their column: read before anything is printed."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from droits_usagers.domain.mots.mentions_adresse import cut_mention
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.mots.pliage import fold, undotted
from droits_usagers.domain.personnes.personnes import CodeConsigne
from droits_usagers.domain.reprise.champs import CODES, DATES, ChampReprise
from droits_usagers.domain.reprise.correspondance import (
    CorrespondanceColonnes,
    forbids,
    in_words,
    is_remark,
    may_warn,
    says_one_of,
    shouts,
    word_of,
)
from droits_usagers.domain.reprise.jours import Illisible, cut_day, read_day
from droits_usagers.domain.reprise.lexique import is_left_out, is_tick, key_of
from droits_usagers.domain.socle.tableaux import Rangee, is_empty, shown
from droits_usagers.services.reprise.trouvailles import A_LIRE, A_VOIR, ENTENDUE, ENTENDUE_PEUT_ETRE, MotsLibres, tidy

if TYPE_CHECKING:
    from droits_usagers.domain.reprise.lexique import Lexique
    from droits_usagers.services.reprise.trouvailles import Trouvailles

_C = ChampReprise
#: Read where the person is: how an address and a name are built says what else is in their cells.
_LUES = frozenset(
    {*(_C.ADRESSE, _C.CODE_POSTAL, _C.VILLE, _C.PROTEGEE), *(_C.PRENOM, _C.NOM, _C.PRENOM_NOM, _C.NOM_NAISSANCE, _C.REFERENCE)}
)
#: Where few words are expected, and « ne répond plus » is one of them.
_DE_SUIVI = DATES | {_C.ISSUE, _C.CANAL, _C.RECOMMANDE}
#: Where anything may be written.
_REMARQUES = frozenset({None, _C.NOTE, _C.CONSIGNE, _C.NAISSANCE, _C.CIVILITE})
#: …and nothing else is: a word there is a remark. Where nothing is known of a column, a letter or an address of mail is none.
_LIBRES = frozenset({None, _C.NOTE, _C.CONSIGNE})
#: Where the person lives: a heading that says more than that says it of them.
_DOMICILE = frozenset({_C.ADRESSE, _C.CODE_POSTAL, _C.VILLE})
#: Columns whose headings say it of the cells that are filled.
_SANS_ANNONCE = _DOMICILE | _LIBRES | {_C.PROTEGEE}
#: What a letter names.
_NOMS = frozenset({_C.AUTEUR, _C.ORGANISME, _C.SERVICE, _C.AFFAIRE, _C.REFERENCE, _C.ORGANISME_ADRESSE})
_LETTRE, _MOT = re.compile(r"[^\W\d_]"), re.compile(r"[^\W\d_]{2}")
#: Letters that the number of a registered letter may have.
_DE_NUMERO = re.compile(r"(?<![^\W\d_])[A-Z]{1,2}(?![^\W\d_])")
#: Of cells that nothing was made of, whatever their column.
_INCOMPRIS = frozenset({"pas_une_date", "naissance", "trop_long"})
#: Of cells that have nothing but a day, of which something is wanting or wrong.
_PRESQUE_UN_JOUR = frozenset({Illisible.SANS_ANNEE, Illisible.SANS_JOUR, Illisible.AUTRE_JOUR})
#: « Dossier confidentiel » says nothing of an address.
_AUTRE_CHOSE = re.compile(r"(?<!\w)(?:dossiers?|courriers?|pieces?|donnees|documents?|envois?)\s+$")


class AlertesLignes:
    """Reads the lines of one table."""

    def __init__(
        self,
        entetes: Sequence[str],
        dit: CorrespondanceColonnes,
        *,
        lignes: Sequence[Rangee],
        lexique: "Lexique",
        named: Callable[[str], str],
    ) -> None:
        """`named`: what of a cell names a body."""
        self._entetes, self._lexique, self._named = entetes, lexique, named
        self._entendus: dict[str, bool] = {}
        self._longues = tuple(mention for mention in lexique.protegees if " " in mention)
        largeur = max(map(len, lignes), default=0)
        self._dit, colonnes = dit, dit.colonnes
        champs = (*colonnes, *(None,) * (largeur - len(colonnes)))
        self._champs = [*enumerate(champs)]
        #: Headings that may say something by themselves, of each cell under them.
        self._titres = {
            rang: titre
            for rang, champ in self._champs
            if (titre := tidy(entetes[rang]) if rang < len(entetes) else "")
            and self._lexique.says_by_itself(undotted(titre if champ is None else titre.rstrip(" ?")), champ)
            and not self._was_told(titre, champ)
        }
        #: Those of them that are of no home, and say it of every line: above ticks, they say it of the lines that are ticked.
        self.annonces = {
            rang: self._titres[rang]
            for rang, champ in self._champs
            if champ not in _SANS_ANNONCE and rang in self._titres and _is_worded(lignes, rang)
        }
        #: Columns written in capitals: there, they are no shout.
        self._en_capitales = {rang for rang, champ in self._champs if champ in _REMARQUES and _is_in_capitals(lignes, rang)}

    def look(
        self, rangee: Rangee, commentaires: Iterable[str], trouvailles: "Trouvailles", *, a_lire: bool
    ) -> tuple[MotsLibres, ...]:
        """What says, or may say, that the address is not to be known; what is doubtful, or unread, is kept to be checked.

        `a_lire`: there is an address, and nothing else withholds it: whatever is written freely does until someone has read it.
        """
        dites: dict[str, bool] = {}
        vues: dict[str, bool] = {}
        for rang, champ in self._champs:
            texte = clean(shown(rangee[rang]).strip()).texte if rang < len(rangee) and not is_empty(rangee[rang]) else ""
            if not texte:
                continue
            par_titre = self._with_heading(rang, champ, texte)
            mots, coche = tidy(par_titre or texte), par_titre is not None and is_tick(texte)
            lu, lue = (undotted(mots), None) if coche else (undotted(texte), champ)
            said = lue not in _LUES and self._is_said(lu, lue)
            if said and lue in _REMARQUES and not coche:
                dites[mots] = True
                trouvailles.note(ENTENDUE, colonne=self._entetes[rang] if rang < len(self._entetes) else "")
            elif said or self._may_say(lu, lue, rang, crie=not coche):
                dites[mots] = True
                trouvailles.doubt_once(ENTENDUE_PEUT_ETRE, rang, texte, valeur=mots)
            elif (
                (plus := self._says_more(lu, lue) or (coche and champ is _C.REPONSE_ADRESSE))
                or par_titre
                or (champ in _LIBRES and self._is_remark(lu, champ))
            ):
                tait = a_lire or plus
                (dites if tait else vues).setdefault(mots, False)
                if coche or all(cellule.texte != texte for cellule in trouvailles.a_verifier):
                    trouvailles.doubt_once(A_LIRE if tait else A_VOIR, rang, texte, valeur=mots)
        dites |= {tidy(texte): True for texte in commentaires if self._warns(texte)}
        if a_lire:
            dites = {tidy(texte): False for texte in (*commentaires, *self._unknown(trouvailles))} | dites
        else:
            vues = vues | {tidy(texte): False for texte in commentaires}
        autres = (MotsLibres(texte, tait=False) for texte in vues if texte not in dites)
        return (*(MotsLibres(texte, entendue) for texte, entendue in dites.items()), *autres)

    def _was_told(self, titre: str, champ: ChampReprise | None) -> bool:
        """True for a heading that someone has read: only they can have said that of a column whose heading does not."""
        if champ is None or champ in _SANS_ANNONCE or self._warns(titre):
            return False
        return all(sens.code != champ for sens in self._lexique.champs_of(titre))

    def _with_heading(self, rang: int, champ: ChampReprise | None, texte: str) -> str | None:
        """« Ne pas écrire : x »: what a cell says under a heading that is none of ours; None where its heading says nothing."""
        coche, entete = is_tick(texte), tidy(self._entetes[rang]) if rang < len(self._entetes) else ""
        titre = self._titres.get(rang)
        if (
            titre is None
            and coche
            and (
                (champ is _C.REPONSE_ADRESSE and self._lexique.says_nothing(texte, champ))
                or (champ in _NOMS and not self._lexique.is_heading(entete))
            )
        ):
            # A tick names nobody, whatever « Courrier à l'association » was taken for; nor does it say where to answer.
            titre = entete
        if champ is _C.PROTEGEE or not (key_of(texte) or coche):
            return None
        if titre is None:
            # Under no heading at all, whoever ticked it knows why; a number there may be that of the line.
            return texte if champ is None and not entete and coche and not texte.isdigit() else None
        if coche or (champ is None and in_words(texte)):
            return f"{titre} : {texte}"
        # A number, a day: it is one question for all of them.
        return titre if champ is None or champ in _DOMICILE else None

    def _may_say(self, texte: str, champ: ChampReprise | None, rang: int, *, crie: bool) -> bool:
        if champ in _REMARQUES:
            return may_warn(texte, self._lexique.prudence, cries=crie and rang not in self._en_capitales)
        if champ in _LUES:
            # A mere sign is no part of what they say.
            return not key_of(texte) and forbids(texte)
        if champ in _DE_SUIVI:
            return says_one_of(texte, self._lexique.prudence)
        # The names of bodies and of demarches have any word.
        return forbids(texte)

    def _says_more(self, texte: str, champ: ChampReprise | None) -> bool:
        """True for a cell that says anything but what its column is for, as far as nobody explained it."""
        if champ is None or champ in _LIBRES:
            return False
        if is_left_out(texte) and champ not in _DE_SUIVI | {_C.PROTEGEE}:
            # Where the person is, « X » too is no word: whoever typed it left something out.
            return champ in _LUES or not key_of(texte)
        if self._lexique.says_nothing(texte, champ):
            return False
        if champ is _C.AFFAIRE:
            return key_of(self._named(texte)) != key_of(texte)
        if champ is _C.RECOMMANDE:
            return beyond_number(texte, self._lexique)
        if champ in CODES or champ is _C.TERRITOIRE or champ in DATES:
            if champ in DATES and self._is_day(read_day(self._lexique.day_alone(champ, texte), american=False)):
                # « Lundi 3 août 2026 » has words, and is a day.
                return False
            mot = word_of(champ, texte) if champ in CODES else cut_day(texte)[0]
            # Saying what a word means says nothing of the others of its cell.
            return self._lexique.says_more(champ, mot)
        return False

    @staticmethod
    def _is_day(lu: dt.date | Illisible) -> bool:
        """True for a day, be it without its year, or of a month that says no more."""
        return isinstance(lu, dt.date) or lu in _PRESQUE_UN_JOUR

    def _is_remark(self, texte: str, champ: ChampReprise | None) -> bool:
        if champ is None:
            return is_remark(texte, self._lexique)
        return not self._lexique.says_nothing(texte) and bool(_LETTRE.search(texte))

    def _unknown(self, trouvailles: "Trouvailles") -> list[str]:
        """The words of cells that nothing was made of."""
        return [
            cellule.texte
            for doute, cellule in zip(trouvailles.doutes, trouvailles.a_verifier, strict=True)
            if doute.id in _INCOMPRIS and _MOT.search(undotted(cellule.texte))
        ]

    def _warns(self, texte: str) -> bool:
        """True for words beside a cell that say it, or may: those of the table are the same for each line."""
        if texte not in self._entendus:
            dit = undotted(texte)
            self._entendus[texte] = self._is_said(dit, None) or may_warn(dit, self._lexique.prudence)
        return self._entendus[texte]

    def _is_said(self, texte: str, champ: ChampReprise | None) -> bool:
        """True for what is known to say it: in a word only where the cell is not about something else."""
        if cut_mention(texte, self._longues)[1]:
            return True
        restes, dite = cut_mention(texte, self._lexique.protegees) if champ in _REMARQUES else ("", False)
        if dite and not (restes and _AUTRE_CHOSE.search(f"{fold(restes)} ")):
            return True
        codes = self._lexique.codes_of(_C.CONSIGNE, texte)
        return any(sens.code == CodeConsigne.NE_PAS_ECRIRE_AU_DOMICILE for sens in codes)


def beyond_number(texte: str, lexique: "Lexique") -> bool:
    """True for a number of a registered letter, « 1A 203 441 0021 5 », with anything else beside it."""
    return lexique.says_more(_C.RECOMMANDE, _DE_NUMERO.sub(" ", undotted(texte)))


def _is_worded(lignes: Sequence[Rangee], rang: int) -> bool:
    """True for a column where anything but ticks is written."""
    return any(rang < len(rangee) and not is_empty(rangee[rang]) and not is_tick(shown(rangee[rang])) for rangee in lignes)


def _is_in_capitals(lignes: Sequence[Rangee], rang: int) -> bool:
    textes = [shown(rangee[rang]) for rangee in lignes if rang < len(rangee) and not is_empty(rangee[rang])]
    return len(textes) > 1 and 2 * sum(map(shouts, textes)) > len(textes)
