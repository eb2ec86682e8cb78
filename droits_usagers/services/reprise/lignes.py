"""A line of someone's table as a dossier to make: nothing is invented to fill a gap, and nothing optional keeps a line out.

What could not be read for sure is kept in the dossier word for word, to be checked.
"""

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.meme_lieu import places
from droits_usagers.domain.dossier.dossiers import RaisonAVerifier
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.personnes.personnes import Consignes
from droits_usagers.domain.releve.identifiants import find_identifiants
from droits_usagers.domain.releve.valeurs import Espece
from droits_usagers.domain.reprise.adresses import are_several
from droits_usagers.domain.reprise.champs import COCHABLES, CODES, DATES, FINIES, ChampReprise
from droits_usagers.domain.reprise.correspondance import (
    EmpreinteLigne,
    imprint_of,
    is_remark,
    likely_demarche,
    meaning,
    word_of,
)
from droits_usagers.domain.reprise.jours import cut_day
from droits_usagers.domain.reprise.lexique import is_left_out, is_mark, is_tick, key_of, says_yes
from droits_usagers.domain.reprise.noms import learn
from droits_usagers.domain.socle.tableaux import Montre, Rangee, is_empty, shown
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.reprise.alertes import AlertesLignes, beyond_number
from droits_usagers.services.reprise.faits import FaitsLignes
from droits_usagers.services.reprise.memes_personnes import share, who
from droits_usagers.services.reprise.parties import PartiesLigne, read_consignes
from droits_usagers.services.reprise.trouvailles import (
    A_LIRE,
    COLONNE_INCONNUE,
    FINI,
    INDECIS,
    MONTRE,
    SOUS_TITRE,
    LectureCellule,
    MotifLigne,
    MotsLibres,
    Trouvailles,
    is_total,
    tidy,
)
from droits_usagers.services.reprise.valeurs import CelluleEcrite, LigneReprise, NomDouteux, TableReprise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.reprise.lexique import Lexique

#: No name, reference or body is longer; notes may be.
_LONGUEUR_MAX = 300
_LIBRES = frozenset(
    {
        *(ChampReprise.CONSIGNE, ChampReprise.NOTE),
        *(ChampReprise.ADRESSE, ChampReprise.ORGANISME_ADRESSE, ChampReprise.REPONSE_ADRESSE),
    }
)
#: Where « idem » is only a word: a note, or what a person explains.
_GARDES = frozenset({*CODES, ChampReprise.NOTE, ChampReprise.REPONSE_ADRESSE})
#: Where « clos » is no name, and is not what the column is for.
_SANS_FIN = frozenset(
    {None, *(ChampReprise.NOTE, ChampReprise.CONSIGNE, ChampReprise.AFFAIRE, ChampReprise.REFERENCE, ChampReprise.RECOMMANDE)}
)
#: Numbers that have a sentence of their own.
_NUMEROS_DITS = frozenset({Espece.NIR, Espece.CAF, Espece.TITRE_SEJOUR})
_SENS_DE_LECTURE = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: What a line is about: without any of them, there is nothing to write on.
_QUI = (
    *(ChampReprise.PRENOM_NOM, ChampReprise.NOM, ChampReprise.PRENOM, ChampReprise.NOM_NAISSANCE),
    *(ChampReprise.REFERENCE, ChampReprise.ORGANISME, ChampReprise.SERVICE, ChampReprise.AUTEUR),
)
_NOMS = (ChampReprise.PRENOM_NOM, ChampReprise.NOM)
#: As many addresses are none.
_DEUX = 2
#: A row of more cells is a line of the table.
_PEU = 3
#: Why a row that is no line is left out.
_A_PART = frozenset({"titre", "rien_a_ecrire"})
#: A line that repeats so many headings is one of headings.
_TITRES = 2
#: Why a line that is struck through is left out; and what is said of one that a rule may strike, or whose name alone is.
BARREE, BARREE_PAR_REGLE, NOM_BARRE = "barree", "barree_par_regle", "nom_barre"
#: Every line is to be checked, where nobody knows which are.
MARQUES_PERDUES = "marques_perdues"
#: What is said of a line under a title that says it is over: reading it settles nothing.
SOUS_TITRE_FINI = "sous_titre_fini"
#: What is noted of a line that is over as of today.
CLOS_AUJOURDHUI = "clos_aujourdhui"
_BARREE = LectureCellule(RaisonAVerifier.BARRE)
#: Struck through, they say nothing any more. Who it is about is still who it is.
_SE_TAISENT = DATES | {ChampReprise.ISSUE, ChampReprise.ORGANISME_ADRESSE, ChampReprise.REPONSE_ADRESSE}
_DOMICILE = frozenset({ChampReprise.ADRESSE, ChampReprise.CODE_POSTAL, ChampReprise.VILLE})
#: Who she is, and where she lives.
_DE_LA_PERSONNE = _DOMICILE | {ChampReprise.REFERENCE, *_NOMS, ChampReprise.PRENOM, ChampReprise.NOM_NAISSANCE}
#: Words of these are used on a likely reading too: the kind of a body, and the demarche, which is then to be checked.
_PROBABLES = frozenset({ChampReprise.GENRE, ChampReprise.DEMARCHE})


class LecteurLignes:
    """Reads the lines of one table as of one day."""

    def __init__(self, table: TableReprise, catalogue: "Catalogue", today: dt.date) -> None:
        self._table = table
        self._dit = table.correspondance
        self._lexique: Lexique = catalogue.lexique_reprise
        self._demarches = catalogue.demarches
        self._lieux = places(catalogue.controle).cle
        self._noms = {champ: catalogue.textes(f"reprise.champs.{champ}") for champ in ChampReprise}
        self._parties = PartiesLigne(catalogue, today, depuis_1904=table.depuis_1904)
        self._parties.savoir = learn(self._whole_names(), self._last_name_first(), is_title=self._parties.is_title)
        self._faits = FaitsLignes(self._dit.colonnes, table.lignes, self._lexique, today=today, depuis_1904=table.depuis_1904)
        self._alertes = AlertesLignes(
            table.entetes, self._dit, lignes=table.lignes, lexique=self._lexique, named=self._parties.named
        )
        self._defaut = likely_demarche(self._dit, table.lignes, self._lexique)
        #: Of the line being read.
        self._numero = 0
        self._ecrite: Rangee = ()
        self._motif = catalogue.textes.under("reprise.motifs")
        self._today = today
        self._remarques: tuple[MotsLibres, ...] = ()
        self._gardes: list[tuple[int, int]] = []
        #: The address of its person stands on another line.
        self._ailleurs = False
        self._statut = ""
        #: How many lines of each imprint were read.
        self._pareilles = Counter[str]()
        #: What each word of a column of codes was found to mean, and whether that is sure.
        self._connus: dict[tuple[ChampReprise, str], tuple[str | None, bool]] = {}

    def read(self) -> tuple[LigneReprise, ...]:
        """Every line where something is written, in order; what withholds someone's address on one, on all of hers."""
        lues = [*self]
        habitees = {self._name_of(ligne) for ligne in lues if (qui := who(ligne)) is not None and qui.adresse}
        rangees = self._table.lignes
        for rang, ligne in enumerate(lues):
            qui = who(ligne)
            if qui is not None and ligne.nouveau is not None and not qui.adresse and self._name_of(ligne) in habitees:
                # Her address is on another line: what is written freely on this one is to be read too.
                self._ailleurs = True
                relue = self._line(ligne.numero, rangees[ligne.numero - self._table.premiere])
                self._ailleurs = False
                if relue.nouveau is not None:
                    nouveau = replace(relue.nouveau, empreinte=ligne.nouveau.empreinte)
                    lues[rang] = replace(relue, nouveau=nouveau, entiere=ligne.entiere)
        return share(lues, self._called, self._lieux)

    def _called(self, numero: int) -> str:
        """How a line of the table is called; nothing but what it does, for none."""
        return self._motif("autre_ligne_ou", numero=numero) if numero else self._motif("autre_ligne_dit")

    @staticmethod
    def _name_of(ligne: LigneReprise) -> frozenset[str]:
        qui = who(ligne)
        return frozenset(words(qui.nom_complet)) if qui is not None else frozenset()

    def __iter__(self) -> Iterator[LigneReprise]:
        """Every line where something is written, be it under a heading that nothing is read under, in order."""
        self._pareilles.clear()
        for rang, rangee in enumerate(self._table.lignes):
            if self._is_written(rangee):
                yield self._line(self._table.premiere + rang, rangee)

    def _is_written(self, rangee: Rangee) -> bool:
        return bool(self._texts(rangee)) or self._faits.says_something(rangee) or self._has_unread(rangee)

    def _line(self, numero: int, ecrite: Rangee) -> LigneReprise:
        self._numero = numero
        if not self._is_struck(ecrite):
            return self._read_line(ecrite, self._alive(ecrite))
        # What is struck through is recognised by all that it says, its days too.
        entiere = self._read_line(ecrite, ecrite)
        if entiere.motifs:
            return entiere
        if not self._table.avec_barrees:
            return LigneReprise(numero, motifs=(MotifLigne(BARREE),), entiere=entiere)
        prise = self._read_line(ecrite, self._alive(ecrite))
        if prise.nouveau is not None and entiere.nouveau is not None:
            prise = replace(prise, nouveau=replace(prise.nouveau, empreinte=entiere.nouveau.empreinte))
        return replace(prise, entiere=entiere)

    def _is_struck(self, rangee: Rangee) -> bool:
        """True where all of the line is struck through."""
        barrees = self._table.marques.barrees
        return all((self._numero - 1, x) in barrees for x, cellule in enumerate(rangee) if not is_empty(cellule))

    def _read_line(self, ecrite: Rangee, rangee: Rangee) -> LigneReprise:
        """`rangee`: what of it is read."""
        self._gardes = []
        trouvailles = Trouvailles(self._table.entetes, self._dit, self._noms)
        self._ecrite = ecrite
        propres = {champ: self._clean(champ, texte, trouvailles) for champ, texte in self._texts(rangee).items()}
        self._check_subject(ecrite, propres, trouvailles)
        if not trouvailles.motifs:
            self._tell_marks(ecrite, trouvailles, entiere=rangee is ecrite)
        nouveau = None if trouvailles.motifs else self._read(rangee, propres, trouvailles)
        douteux = self._parties.nom_douteux
        return LigneReprise(
            self._numero,
            nouveau,
            tuple(trouvailles.motifs),
            tuple(trouvailles.avis) if nouveau else (),
            tuple(trouvailles.doutes) if nouveau else (),
            NomDouteux(*douteux) if douteux is not None and nouveau else None,
            self._remarques if nouveau else (),
            tuple(trouvailles.noms) if nouveau else (),
            self._statut if nouveau else "",
            tuple(self._gardes) if nouveau else (),
            tuple(self._all_cells(ecrite)) if nouveau else (),
        )

    def _all_cells(self, rangee: Rangee) -> Iterator[CelluleEcrite]:
        for rang, cellule in enumerate(rangee):
            champ = self._dit.colonnes[rang] if rang < len(self._dit.colonnes) else None
            texte = clean(shown(cellule).strip()).texte
            if texte and not self._lexique.says_nothing(texte, champ):
                titre = self._table.entetes[rang] if rang < len(self._table.entetes) else ""
                yield CelluleEcrite(titre or (self._noms[champ] if champ is not None else ""), texte, champ)

    def _alive(self, rangee: Rangee) -> Rangee:
        """The line without what is struck through of its cells; what a rule may strike is all there."""
        y, marques = self._numero - 1, self._table.marques
        champs = (*self._dit.colonnes, *(None,) * len(rangee))
        return tuple(
            "" if (y, x) in marques.barrees and champs[x] in _SE_TAISENT else marques.vivantes.get((y, x), cellule)
            for x, cellule in enumerate(rangee)
        )

    def _tell_marks(self, rangee: Rangee, trouvailles: Trouvailles, *, entiere: bool) -> None:
        """How the line looks: to be checked where some of it is struck through, or may be. `entiere`: its cells are read."""
        marques, y = self._table.marques, self._numero - 1
        ecrites = [x for x, cellule in enumerate(rangee) if not is_empty(cellule)]
        barrees = [x for x in ecrites if (y, x) in marques.barrees]
        champs = (*self._dit.colonnes, *(None,) * len(rangee))
        for x in () if entiere else ecrites:
            if x in barrees or (y, x) in marques.vivantes:
                id_ = "barre" if x in barrees else "barre_en_partie"
                trouvailles.doubt(id_, x, clean(shown(rangee[x]).strip()).texte, lecture=_BARREE)
        par_regle = any((y, x) in marques.par_regle for x in ecrites)
        nom = entiere or any(champs[x] in _QUI for x in barrees)
        for id_, vrai in ((BARREE_PAR_REGLE, par_regle), (NOM_BARRE, nom)):
            if vrai:
                trouvailles.doubt_line(id_, self._motif(f"{id_}_ou"), self._motif(id_), lecture=INDECIS)

    def _has_struck_home(self) -> bool:
        """True where the address is struck through: nobody lives there any more, or it is not to be known."""
        y, barrees = self._numero - 1, self._table.marques.barrees
        return any((y, x) in barrees for x, champ in enumerate(self._dit.colonnes) if champ in _DOMICILE)

    def _comments(self, trouvailles: Trouvailles) -> list[str]:
        """What is said beside the cells of a line is kept to be checked."""
        dits = {x: clean(texte).texte for x, texte in self._commentaires.get(self._numero - 1, {}).items()}
        for x, texte in sorted(dits.items()):
            trouvailles.doubt("commentaire", x, texte)
        self._gardes += [(self._numero - 1, x) for x in dits]
        return list(dits.values())

    @cached_property
    def _commentaires(self) -> dict[int, dict[int, str]]:
        """By row, then by column."""
        par_rang: dict[int, dict[int, str]] = {}
        for (y, x), texte in self._table.marques.commentaires.items():
            par_rang.setdefault(y, {})[x] = texte
        return par_rang

    @cached_property
    def _hors_lignes(self) -> tuple[tuple[int, int, str], ...]:
        """The comments that are beside no line of the table: above it, under it, on its headings."""
        debut, lignes = self._table.premiere - 1, self._table.lignes
        return tuple(
            (y, x, clean(texte).texte)
            for y, dits in sorted(self._commentaires.items())
            if not 0 <= y - debut < len(lignes) or not self._is_written(lignes[y - debut]) or self._is_apart(lignes[y - debut])
            for x, texte in sorted(dits.items())
        )

    def _of_the_table(self, trouvailles: Trouvailles, *, a_lire: bool) -> list[str]:
        """What is said of every line: beside no line, or by a heading that says more than what it is for."""
        for y, x, texte in self._hors_lignes:
            trouvailles.doubt("commentaire", x, texte)
            self._gardes.append((y, x))
        if a_lire:
            for x, titre in self._alertes.annonces.items():
                trouvailles.doubt(A_LIRE, x, titre, valeur=titre)
        return [*(texte for *_, texte in self._hors_lignes), *self._alertes.annonces.values()]

    def _withheld(self, demande: "Demande", trouvailles: Trouvailles) -> "Demande":
        """The same; its address told to nobody where something of the line may say so, or nobody has read it yet."""
        concerne = demande.concerne
        if concerne is not None and concerne.adresse and self._has_struck_home():
            concerne = replace(concerne, adresse_protegee=True)
            demande = replace(demande, concerne=concerne)
        libre = concerne is not None and not concerne.adresse_protegee
        a_lire = libre and concerne is not None and bool(concerne.adresse or self._ailleurs)
        annonces = self._annonces if a_lire else ()
        # A warning that someone struck through is one all the same.
        beside = (*self._under_title(trouvailles), *self._beside(trouvailles), *self._of_the_table(trouvailles, a_lire=a_lire))
        dits = (*annonces, *self._comments(trouvailles), *beside)
        remarques = self._alertes.look(self._ecrite, dits, trouvailles, a_lire=a_lire)
        dites = {une.texte: une for une in (*remarques, *(nom.mots for nom in trouvailles.noms))}
        self._remarques = tuple(une if libre else replace(une, tait=False) for une in dites.values())
        if concerne is None or not any(une.tait for une in self._remarques):
            return demande
        return replace(demande, concerne=replace(concerne, adresse_protegee=True))

    @cached_property
    def _annonces(self) -> tuple[str, ...]:
        """What is written above, between and under the lines: of any of them, as long as nobody has read it."""
        textes = (*map(_text_of, self._table.dessus), *(texte for _, texte in self._apart))
        return tuple(dict.fromkeys(texte for texte in textes if is_remark(texte, self._lexique)))

    @cached_property
    def _apart(self) -> tuple[tuple[int, str], ...]:
        """The rows among the lines that are none of them, by number, and what they say."""
        numerotees = enumerate(self._table.lignes, start=self._table.premiere)
        return tuple((numero, _text_of(rangee)) for numero, rangee in numerotees if self._is_apart(rangee))

    def _under_title(self, trouvailles: Trouvailles) -> list[str]:
        """What the nearest row above that is no line says: « DOSSIERS CLOS » is true of all those under it, until the next."""
        rang = bisect_left(self._apart, (self._numero,))
        titre = self._apart[rang - 1][1] if rang else ""
        if not is_remark(titre, self._lexique):
            return []
        sens = {sens.code for sens in self._lexique.codes_of(ChampReprise.ISSUE, titre)}
        lecture = FINI if sens & FINIES else LectureCellule()
        id_ = SOUS_TITRE if lecture.raison is RaisonAVerifier.LAISSE else SOUS_TITRE_FINI
        trouvailles.doubt_line(id_, self._motif("sous_titre_ou"), titre, lecture=lecture, valeur=titre)
        return [titre]

    def _beside(self, trouvailles: Trouvailles) -> list[str]:
        """What the sheet shows and no cell holds: of this row, or of them all."""
        siens = (*self._montres.get(-1, ()), *self._montres.get(self._numero - 1, ()))
        for une in siens:
            trouvailles.doubt_line(MONTRE, self._motif(f"{MONTRE}_{une.genre}"), une.texte, valeur=une.texte)
        return [une.texte for une in siens]

    @cached_property
    def _montres(self) -> dict[int, list[Montre]]:
        """By row; what stands beside no line is of all of them."""
        debut, fin = self._table.premiere - 1, self._table.premiere - 1 + len(self._table.lignes)
        montres: dict[int, list[Montre]] = {}
        nom = self._table.nom
        if nom and not self._lexique.names_a_table(nom):
            montres[-1] = [Montre("feuille", -1, nom)]
        for une in self._table.marques.montres:
            propre = replace(une, texte=tidy(clean(une.texte).texte))
            if propre.texte.strip(" -"):
                montres.setdefault(une.rang if debut <= une.rang < fin else -1, []).append(propre)
        return {rang: [*dict.fromkeys(dits)] for rang, dits in montres.items()}

    def _is_apart(self, rangee: Rangee) -> bool:
        """True for a row that is left out because it is no line of the table, nor one of headings or of a sum."""
        if not 0 < sum(not is_empty(cellule) for cellule in rangee) <= _PEU:
            return False
        trouvailles = Trouvailles(self._table.entetes, self._dit, self._noms)
        propres = {champ: self._clean(champ, texte, trouvailles) for champ, texte in self._texts(rangee).items()}
        self._check_subject(rangee, propres, trouvailles)
        return any(motif.id in _A_PART for motif in trouvailles.motifs)

    # The cells.

    def _texts(self, rangee: Rangee) -> dict[ChampReprise, str]:
        """What the line says of each champ that is not a date; several columns one under another. Empty for a blank line."""
        dits: dict[ChampReprise, list[str]] = {}
        for champ, cellule in zip(self._dit.colonnes, rangee, strict=False):
            texte = shown(cellule).strip()
            dit = not self._lexique.says_nothing(texte, champ) or self._lexique.says_as_above(texte)
            dit |= champ is ChampReprise.PROTEGEE and says_yes(texte)
            # Nobody is called « *** » nor « X ».
            dit &= champ not in _DE_LA_PERSONNE or not is_left_out(texte)
            if champ is not None and champ not in DATES and dit:
                dits.setdefault(champ, []).append(texte)
        return {champ: "\n".join(parts) for champ, parts in dits.items()}

    def _has_unread(self, rangee: Rangee) -> bool:
        """True where something is written that nothing is made of."""
        non_lues = (shown(cellule) for champ, cellule in zip(self._dit.colonnes, rangee, strict=False) if champ is None)
        return not all(self._lexique.says_nothing(texte, ChampReprise.NOTE) for texte in non_lues)

    def _clean(self, champ: ChampReprise, texte: str, trouvailles: Trouvailles) -> str:
        """A text that can be kept, printed and read back; what had to be changed is said. Empty where it is too long."""
        propre = clean(texte)
        if propre.remplaces or not _SENS_DE_LECTURE.isdisjoint(texte):
            trouvailles.note("nettoye", champ)
        if champ not in _GARDES and self._lexique.says_as_above(propre.texte):
            trouvailles.doubt("pareil", champ, propre.texte)
            return ""
        if champ in _LIBRES:
            return propre.texte
        if len(propre.texte) > _LONGUEUR_MAX:
            trouvailles.doubt("trop_long", champ, propre.texte)
            return ""
        return " ".join(propre.texte.split())

    def _check_subject(self, rangee: Rangee, propres: Mapping[ChampReprise, str], trouvailles: Trouvailles) -> None:
        """Leaves out what is no request: a line of headings, of a sum, a title, or one without anything to write on."""
        ecrites = [(rang, key_of(shown(cellule))) for rang, cellule in enumerate(rangee) if not is_empty(cellule)]
        memes = [cle for rang, cle in ecrites if cle and cle == key_of(self._table.entetes[rang])]
        noms = next((cle for champ in _NOMS if (cle := key_of(propres.get(champ, "")))), "")
        if (len(memes) >= _TITRES and 2 * len(memes) > len(ecrites)) or self._goes_on_with_headings(rangee, noms):
            trouvailles.refuse("titres_repetes")
        elif is_total(noms, ecrites):
            trouvailles.refuse("total")
        elif len(ecrites) == 1 and (any(signe.isdigit() for signe in noms) or self._parties.says_more(propres)):
            trouvailles.refuse("titre")
        elif not self._has_subject(rangee, propres):
            trouvailles.refuse("rien_a_ecrire")

    def _goes_on_with_headings(self, rangee: Rangee, nom: str) -> bool:
        """True for a second line of headings: someone whose name is that of a heading, and not one figure."""
        titre = any(sens.exact and sens.code in _NOMS for sens in self._lexique.champs_of(nom)) if nom else False
        return titre and not any(signe.isdigit() for cellule in rangee for signe in shown(cellule))

    def _has_subject(self, rangee: Rangee, propres: Mapping[ChampReprise, str]) -> bool:
        """True if it names someone, a body or a reference; or says what was asked, or when, of a body that all lines share."""
        if any(champ in propres for champ in _QUI):
            return True
        commun = any(self._dit.constantes.get(champ) for champ in (ChampReprise.ORGANISME, ChampReprise.SERVICE))
        return commun and (ChampReprise.DEMARCHE in propres or self._faits.says_something(rangee))

    def _whole_names(self) -> list[str]:
        """The cells of the column of whole names."""
        return [
            shown(rangee[rang])
            for rang in self._dit.columns_of(ChampReprise.PRENOM_NOM)
            for rangee in self._table.lignes
            if rang < len(rangee)
        ]

    def _last_name_first(self) -> bool | None:
        """What the heading of a whole name says of its order; None when it says nothing."""
        for rang in self._dit.columns_of(ChampReprise.PRENOM_NOM):
            rangs = {sens.code: sens.rang for sens in self._lexique.champs_of(self._table.entetes[rang])}
            if ChampReprise.NOM in rangs and ChampReprise.PRENOM in rangs:
                return rangs[ChampReprise.NOM] < rangs[ChampReprise.PRENOM]
        return None

    # What they come to.

    def _read(self, rangee: Rangee, propres: dict[ChampReprise, str], trouvailles: Trouvailles) -> NouveauDossier | None:
        """The dossier; None when a person said that such lines are left aside."""
        dits = propres | {champ: texte for champ, texte in self._dit.constantes.items() if not propres.get(champ)}
        dits = {champ: texte for champ, texte in dits.items() if texte}
        self._doubt_reply(dits, trouvailles)
        tue = self._doubt_homes(rangee, dits, trouvailles)
        codes = {champ: self._code(champ, dits[champ], trouvailles) for champ in CODES if champ in dits}
        issue = codes.get(ChampReprise.ISSUE) or ""
        faits = self._faits.read(rangee, issue, trouvailles, statut=self._status_day(propres))
        faits = self._with_status(
            faits, codes.get(ChampReprise.ISSUE), dits.get(ChampReprise.ISSUE, ""), trouvailles=trouvailles
        )
        if self._table.marques_perdues:
            trouvailles.doubt_line(MARQUES_PERDUES, self._motif(f"{MARQUES_PERDUES}_ou"), self._motif(MARQUES_PERDUES))
        self._keep_unread(rangee, faits, trouvailles)
        self._notice_numbers(dits, trouvailles)
        demarche = self._demarche(codes, dits, trouvailles)
        if not demarche:
            return None
        demande = self._parties.read(
            self._demarches[demarche],
            dits,
            codes,
            trouvailles=trouvailles,
            facon=self._table.echanges.get(self._numero, 0),
        )
        if tue and demande.concerne is not None:
            demande = replace(demande, concerne=replace(demande.concerne, adresse_protegee=True))
        return self._made(self._withheld(demande, trouvailles), faits, rangee, dits=dits, trouvailles=trouvailles)

    def _doubt_reply(self, dits: dict[ChampReprise, str], trouvailles: Trouvailles) -> None:
        """A heading that says more than where to answer does not say it: « Adresse de réponse (ne plus utiliser) »."""
        champ = ChampReprise.REPONSE_ADRESSE
        if dits.get(champ) and not self._alertes.annonces.keys().isdisjoint(self._dit.columns_of(champ)):
            trouvailles.doubt("reponse_adresse_douteuse", champ, dits.pop(champ))

    def _doubt_homes(self, rangee: Rangee, dits: dict[ChampReprise, str], trouvailles: Trouvailles) -> bool:
        """Two addresses for one person are none: which is hers, and may be written to, only a person says."""
        ecrites = {
            rang: texte for rang, texte in self._cells(rangee, ChampReprise.ADRESSE) if not self._lexique.says_nothing(texte)
        }
        if len(ecrites) < _DEUX or not are_several(ecrites.values(), self._lexique.adresses):
            return False
        for champ in (ChampReprise.CODE_POSTAL, ChampReprise.VILLE):
            ecrites |= dict(self._cells(rangee, champ))
        for rang, texte in sorted(ecrites.items()):
            trouvailles.doubt("plusieurs_adresses", rang, texte)
        for champ in _DOMICILE:
            dits.pop(champ, None)
        return True

    def _cells(self, rangee: Rangee, champ: ChampReprise) -> Iterator[tuple[int, str]]:
        for rang in self._dit.columns_of(champ):
            texte = clean(shown(rangee[rang]).strip()).texte if rang < len(rangee) else ""
            if texte:
                yield rang, texte

    def _status_day(self, propres: Mapping[ChampReprise, str]) -> tuple[int, str] | None:
        """« Soldé le 12/11 »: the day that stands beside the word of the status, and in which column."""
        jour = cut_day(propres.get(ChampReprise.ISSUE, ""))[1]
        return (self._dit.columns_of(ChampReprise.ISSUE)[0], jour) if jour else None

    def _with_status(
        self, faits: tuple[Evenement, ...], issue: str | None, texte: str, *, trouvailles: Trouvailles
    ) -> tuple[Evenement, ...]:
        """The same, and closed where a person said that this word means so; else what has no day is to be checked."""
        self._statut = ""
        mot = word_of(ChampReprise.ISSUE, texte)
        if not texte or issue == "" or any(fait.type == issue for fait in faits):
            return faits
        if issue == TypeEvenement.CLOS and self._dit.is_said(ChampReprise.ISSUE, mot):
            ouvert = not any(fait.type is TypeEvenement.CLOS for fait in faits)
            trouvailles.note(CLOS_AUJOURDHUI, ChampReprise.ISSUE, mot)
            return (*faits, Evenement(self._today, TypeEvenement.CLOS)) if ouvert else faits
        if issue is not None and self._dit.constantes.get(ChampReprise.ISSUE) == texte:
            # Of all the lines: the day of each answer says on which it is true.
            return faits
        ouvert = not any(fait.type in FINIES for fait in faits)
        # A word that is not understood may say so as well as any: it is asked, and the dossier goes on.
        fini = ouvert and issue in FINIES and "?" not in texte
        sens = issue or self._lexique.code_of(ChampReprise.ISSUE, mot)
        indecis = ouvert and not fini and (sens is None or sens in FINIES)
        self._statut = mot if (fini or indecis) and not self._dit.is_said(ChampReprise.ISSUE, mot) else ""
        id_ = "mot_inconnu" if issue is None else "clos_sans_jour" if issue in FINIES else "issue_sans_jour"
        lecture = FINI if fini else INDECIS if indecis else LectureCellule()
        trouvailles.doubt(id_, ChampReprise.ISSUE, texte, lecture=lecture)
        return faits

    def _made(
        self,
        demande: "Demande",
        faits: "Sequence[Evenement]",
        rangee: Rangee,
        *,
        dits: Mapping[ChampReprise, str],
        trouvailles: Trouvailles,
    ) -> NouveauDossier:
        return NouveauDossier(
            self._parties.with_facts(demande, faits),
            recommandes=self._registered(dits.get(ChampReprise.RECOMMANDE, ""), faits, trouvailles),
            note=self._note(rangee),
            consignes=self._consignes(rangee),
            affaire=dits.get(ChampReprise.AFFAIRE, ""),
            a_verifier=tuple(trouvailles.a_verifier),
            empreinte=self._imprint(rangee),
        )

    def _imprint(self, rangee: Rangee) -> EmpreinteLigne:
        """What recognises a line wherever its columns stand, without telling it; how many are the same before; its cells."""
        dits = sorted(
            (key_of(entete), shown(cellule).strip())
            for entete, cellule, champ in zip(self._table.entetes, rangee, self._dit.colonnes, strict=False)
            if champ is not None and not is_empty(cellule)
        )
        empreinte = imprint_of(dits)
        self._pareilles[empreinte] += 1
        cellules = frozenset(une.empreinte for une in self._all_cells(self._ecrite))
        return EmpreinteLigne(empreinte, self._pareilles[empreinte], self._whole_imprint(), cellules)

    def _whole_imprint(self) -> str:
        """What recognises all that is written on the line, and of every line: two of one table that have it say the same."""
        titres = (
            (key_of(titre), shown(cellule).strip()) for titre, cellule in zip(self._table.entetes, self._ecrite, strict=False)
        )
        barrees = self._table.marques.barrees
        hors = (("", shown(cellule).strip()) for cellule in self._ecrite[len(self._table.entetes) :])
        dits = [*titres, *hors, *(("", texte) for texte in self._commentaires.get(self._numero - 1, {}).values())]
        dits += [("\b", shown(cellule).strip()) for x, cellule in enumerate(self._ecrite) if (self._numero - 1, x) in barrees]
        montres = (*self._montres.get(-1, ()), *self._montres.get(self._numero - 1, ()))
        generales = [*(une.texte for une in montres), *self._annonces, *(texte for *_, texte in self._hors_lignes)]
        generales += self._alertes.annonces.values()
        return imprint_of(sorted({*(dit for dit in dits if dit[1]), *(("\n", texte) for texte in generales)}))

    def _code(self, champ: ChampReprise, texte: str, trouvailles: Trouvailles) -> str | None:
        """The code a word means; empty when a person said that it means nothing here, None when nobody knows for sure."""
        if self._dit.constantes.get(champ) == texte:
            return texte
        if (champ, texte) not in self._connus:
            self._connus[champ, texte] = meaning(self._dit, champ, word_of(champ, texte), lexique=self._lexique)
        code, sur = self._connus[champ, texte]
        if code is not None and (sur or champ in _PROBABLES):
            return code
        if champ not in {ChampReprise.DEMARCHE, ChampReprise.ISSUE}:
            trouvailles.doubt("mot_inconnu", champ, texte)
        return None

    def _demarche(
        self, codes: Mapping[ChampReprise, str | None], dits: Mapping[ChampReprise, str], trouvailles: Trouvailles
    ) -> str:
        """What is asked; where nobody knows for sure, what is asked most in this table, to be checked. Empty: left aside."""
        code, texte = codes.get(ChampReprise.DEMARCHE), dits.get(ChampReprise.DEMARCHE, "")
        if code == "":
            return ""
        if code is None or not self._connus.get((ChampReprise.DEMARCHE, texte), (code, True))[1]:
            choisie = code or self._defaut
            id_ = "sans_demarche" if not texte else "demarche_probable" if code else "mot_inconnu"
            lecture = LectureCellule(RaisonAVerifier.CLASSE, choisie)
            trouvailles.doubt(id_, ChampReprise.DEMARCHE, texte, lecture=lecture, demarche=choisie)
            return choisie
        return code

    def _keep_unread(self, rangee: Rangee, faits: "Sequence[Evenement]", trouvailles: Trouvailles) -> None:
        """What stands in a column that nothing is read under; and « clos », there or where it has no place: its days go on."""
        fini = any(fait.type in FINIES for fait in faits)
        for rang, cellule in enumerate(rangee):
            champ = self._dit.colonnes[rang] if rang < len(self._dit.colonnes) else None
            texte = clean(shown(cellule).strip()).texte
            if not texte:
                continue
            # « Fini : ✓ »: a tick says of its line what its heading says.
            mot = self._table.entetes[rang] if is_tick(texte) and rang < len(self._table.entetes) else texte
            if champ in _SANS_FIN and not fini and self._lexique.says_over(word_of(ChampReprise.ISSUE, mot)):
                trouvailles.doubt("clos_sans_jour", rang, texte, lecture=FINI)
            elif self._is_unread(rang, texte):
                trouvailles.doubt(COLONNE_INCONNUE, rang, texte)

    def _is_unread(self, rang: int, texte: str) -> bool:
        """True for a cell of which nobody knows what it says; and for a tick where words, or a number, are expected."""
        if rang in self._dit.gardees:
            return is_tick(texte) or not self._lexique.says_nothing(texte, ChampReprise.NOTE)
        champ = self._dit.colonnes[rang] if rang < len(self._dit.colonnes) else None
        if (
            champ is None
            or champ in DATES | {ChampReprise.PROTEGEE}
            or not is_mark(texte)
            or self._lexique.says_as_above(texte)
        ):
            return False
        titre = self._table.entetes[rang]
        if champ is ChampReprise.RECOMMANDE and self._lexique.codes_of(ChampReprise.CANAL, titre):
            # « LRAR : ✓ » is how it left.
            return False
        croix = bool(key_of(texte))
        if champ is ChampReprise.ISSUE:
            # Any other sign is a word of it.
            return croix
        # Under a heading of ours, « X » may stand for nothing; under one that says more, it says that.
        return not croix or (champ not in COCHABLES and not self._lexique.is_heading(titre))

    def _registered(self, numero: str, faits: "Sequence[Evenement]", trouvailles: Trouvailles) -> dict[TypeEvenement, str]:
        if beyond_number(numero, self._lexique):
            # What else it says is kept to be checked; no letter bears it.
            return {}
        if numero and not any(fait.type is TypeEvenement.ENVOYE for fait in faits):
            trouvailles.doubt("recommande_sans_envoi", ChampReprise.RECOMMANDE, numero)
            return {}
        return {TypeEvenement.ENVOYE: numero} if numero else {}

    def _note(self, rangee: Rangee) -> str:
        """What is written in the columns of notes; each under its heading when there are several."""
        dites, plusieurs = self._written(rangee, ChampReprise.NOTE), len(self._dit.columns_of(ChampReprise.NOTE)) > 1
        return "\n".join(f"{entete} : {texte}" if plusieurs and entete else texte for entete, texte in dites)

    def _consignes(self, rangee: Rangee) -> Consignes:
        """What the person asked: it holds for them, whatever the dossier."""
        return Consignes(personne=read_consignes(self._written(rangee, ChampReprise.CONSIGNE), self._lexique))

    def _written(self, rangee: Rangee, champ: ChampReprise) -> list[tuple[str, str]]:
        """The cells of the columns of this champ where something is written, each after its heading."""
        return [
            (self._table.entetes[rang], clean(shown(rangee[rang]).strip()).texte)
            for rang in self._dit.columns_of(champ)
            if rang < len(rangee) and not self._lexique.says_nothing(shown(rangee[rang]), champ)
        ]

    @staticmethod
    def _notice_numbers(propres: Mapping[ChampReprise, str], trouvailles: Trouvailles) -> None:
        """Numbers that identify someone elsewhere: pointed out, never refused."""
        for champ in (
            ChampReprise.NOTE,
            ChampReprise.CONSIGNE,
            ChampReprise.REFERENCE,
            ChampReprise.AFFAIRE,
            ChampReprise.ADRESSE,
        ):
            genres = {trouve.genre for trouve in find_identifiants(propres.get(champ, ""))}
            # A reference may well be the number of a file elsewhere; it is never that of the social security.
            if champ is ChampReprise.REFERENCE:
                genres &= {Espece.NIR, Espece.CARTE}
            for dit in sorted({genre.value if genre in _NUMEROS_DITS else "autre" for genre in genres}):
                trouvailles.note(f"numero_{dit}", champ)


def _text_of(rangee: Rangee) -> str:
    return tidy(" ".join(clean(shown(cellule).strip()).texte for cellule in rangee if not is_empty(cellule)))
