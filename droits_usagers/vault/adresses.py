"""Addresses that nobody may read, in every dossier of a coffre: what was answered of each place, and who was let go by name."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from droits_usagers.domain.controle.meme_lieu import SavoirLieux
from droits_usagers.domain.dossier.adresses import AdresseAPartager, AdresseTenue, Habitant, ReponseAdresse
from droits_usagers.domain.personnes.personnes import CodeConsigne
from droits_usagers.vault.encodage import decode_lignes
from droits_usagers.vault.migrations import A_REFAIRE
from droits_usagers.vault.moteur import Database, rows, run, scalar

#: Digits of a postcode, at the end of a key.
_CODE = 5
#: Rows whose place is told at once.
_DITES = 500
# Who lives there, of those whose home it is: neither where an answer goes, nor an organisation.
_HABITE = "role IN ('concerne', 'auteur') AND denomination = ''"
#: Of a role joined to who takes it: the place is held, and they were not let go.
TENUE = """(denomination = ''
    AND EXISTS (SELECT 1 FROM adresses_tues WHERE adresses_tues.lieu = personnes.lieu AND reponse = 'tenue')
    AND NOT EXISTS (SELECT 1 FROM adresses_liberees WHERE adresses_liberees.personne = personnes.id))"""
# Of a person: they said so in a dossier, or asked that nobody write there. Few do: found once for all.
_DOMICILE = f"code = '{CodeConsigne.NE_PAS_ECRIRE_AU_DOMICILE}'"
_EN_PROPRE = f"""personnes.id IN (SELECT personne FROM roles WHERE adresse_protegee
    UNION SELECT personne FROM consignes WHERE personne IS NOT NULL AND {_DOMICILE}
    UNION SELECT siens.personne FROM consignes JOIN roles AS siens ON siens.dossier = consignes.dossier
        WHERE siens.role = 'concerne' AND {_DOMICILE})"""  # noqa: S608 - our own names
# At one of these keys.
_LA = "personnes.lieu IN (SELECT value FROM json_each(?))"
# Of places, one line for each dossier that has the address: listed ones, and those in the bin.
_DOSSIERS = f"""SELECT DISTINCT dossier FROM personnes JOIN roles ON roles.personne = personnes.id
    WHERE lieu = ? AND {_HABITE}"""  # noqa: S608 - our own names


class AdressesTues:
    """Those of an opened coffre, by the keys of their places.

    What is answered of a place is written of each key it has: its postcode may be missing, or be another of the same town.
    """

    def __init__(self, db: Database, lieux: SavoirLieux) -> None:
        self._db = db
        self._lieux = lieux
        #: Others than before may protect an address: it is to be told.
        self.changed = False

    def place(self, personne: int, adresse: Sequence[str]) -> None:
        """Tell where a person lives, if that was not yet; what was answered of that place is of this way to write it too."""
        lieu = self._lieux.cle(adresse)
        if not run(self._db, "UPDATE personnes SET lieu = ? WHERE id = ? AND lieu IS NULL", (lieu, personne)) or not lieu:
            return
        dites = self._addresses("IN (SELECT lieu FROM adresses_tues)")
        if dites and lieu not in dites:
            memes = self._lieux.memes(dites, {**dites, lieu: adresse})
            # Where an address has no postcode, the others of that place say which town it is.
            if deja := next(
                (dite for dite in dites if lieu in memes[dite] and not _is_vague(dite, memes[dite] & {*dites})), None
            ):
                sql = "INSERT INTO adresses_tues (lieu, reponse) SELECT ?, reponse FROM adresses_tues WHERE lieu = ?"
                run(self._db, sql, (lieu, deja))

    def _addresses(self, lieux: str = "<> ''", valeurs: Sequence[object] = ()) -> dict[str, tuple[str, ...]]:
        """By key, one way to write each place."""
        sql = f"SELECT lieu, min(adresse) FROM personnes WHERE lieu {lieux} GROUP BY lieu"  # noqa: S608 - our own words
        return {lieu: decode_lignes(adresse) for lieu, adresse in rows(self._db, sql, valeurs)}

    def _same(self, lieu: str) -> tuple[str, ...]:
        """Every key of this place, itself first."""
        memes = self._lieux.memes(self._addresses("= ?", (lieu,)), self._addresses())
        return (lieu, *sorted(memes.get(lieu, frozenset()) - {lieu}))

    def are_two(self, une: Sequence[str], autre: Sequence[str]) -> bool:
        """True for the addresses of two places, both told."""
        ici, la = self._lieux.cle(une), self._lieux.cle(autre)
        return bool(ici and la) and ici != la and la not in self._lieux.memes({ici: une}, {la: autre}).get(ici, ())

    def lacks_places(self) -> bool:
        """True in a coffre of before, where some were not told yet."""
        return bool(scalar(self._db, "SELECT EXISTS (SELECT 1 FROM personnes WHERE lieu IS NULL)"))

    def anyone_protects(self, dossier: int | None = None) -> bool:
        """True if someone protects an address, in this dossier or in any."""
        sql = f"""SELECT EXISTS (SELECT 1 FROM personnes JOIN roles ON roles.personne = personnes.id
                  WHERE {_EN_PROPRE} AND {_HABITE} AND adresse <> '[]' AND coalesce(?, dossier) = dossier)"""  # noqa: S608 - our own names
        return bool(scalar(self._db, sql, (dossier,)))

    def place_some(self) -> bool:
        """Tell where some of those live of whom it was not yet, in a coffre of before; False once there is nobody left."""
        lues = rows(self._db, "SELECT id, adresse FROM personnes WHERE lieu IS NULL LIMIT ?", (_DITES,))
        for personne, adresse in lues:
            self.place(personne, decode_lignes(adresse))
        return bool(lues)

    def to_share(self, dossier: int | None = None) -> tuple[AdresseAPartager, ...]:
        """The addresses someone protects that other dossiers have, and of which nobody answered; of one dossier, or of all."""
        de_lui = "AND dossier = ?" if dossier is not None else ""
        lues = rows(
            self._db,
            f"""SELECT personnes.lieu, min(adresse), min(reference) FROM personnes JOIN roles ON roles.personne = personnes.id
                JOIN dossiers ON dossiers.id = dossier
                WHERE personnes.lieu <> '' AND {_HABITE} {de_lui} AND {_EN_PROPRE}
                AND personnes.lieu NOT IN (SELECT lieu FROM adresses_tues) GROUP BY personnes.lieu ORDER BY personnes.lieu""",  # noqa: S608 - our own names
            () if dossier is None else (dossier,),
        )
        if not lues:
            return ()
        memes = self._lieux.memes({lieu: decode_lignes(adresse) for lieu, adresse, _ in lues}, self._addresses())
        autres, trouvees, vus = (
            self._others({cle for cles in memes.values() for cle in cles}),
            list[AdresseAPartager](),
            set[str](),
        )
        for lieu, adresse, reference in sorted(lues, key=lambda lue: _is_vague(lue[0])):
            if lieu not in vus and (la := set[int]().union(*(autres.get(cle, ()) for cle in memes[lieu]))):
                trouvees.append(AdresseAPartager(lieu, decode_lignes(adresse), len(la), reference))
            vus |= memes[lieu]
        return tuple(trouvees)

    def _others(self, lieux: Iterable[str]) -> dict[str, set[int]]:
        """By place, the dossiers that would print it: whose people are not those who protect it. One reading for all."""
        sql = f"""SELECT DISTINCT personnes.lieu, dossier FROM personnes JOIN roles ON roles.personne = personnes.id
                  WHERE {_LA} AND {_HABITE} AND NOT {_EN_PROPRE}"""  # noqa: S608 - our own names
        par_lieu: dict[str, set[int]] = {}
        for lieu, dossier in rows(self._db, sql, (json.dumps(sorted(lieux)),)):
            par_lieu.setdefault(lieu, set()).add(dossier)
        return par_lieu

    def has_organisation(self, lieu: str) -> bool:
        """True where an organisation of some dossier is said to be: it is not someone's home alone."""
        sql = """SELECT EXISTS (SELECT 1 FROM personnes JOIN roles ON roles.personne = personnes.id
                 WHERE lieu = ? AND role IN ('concerne', 'auteur') AND denomination <> '')"""
        return bool(scalar(self._db, sql, (lieu,)))

    def answer(self, lieu: str, reponse: ReponseAdresse | None) -> ReponseAdresse | None:
        """Say what becomes of a place; None: nobody said. Returns what was said before."""
        avant = scalar(self._db, "SELECT reponse FROM adresses_tues WHERE lieu = ?", (lieu,))
        for dit in self._same(lieu):
            if reponse is None:
                run(self._db, "DELETE FROM adresses_tues WHERE lieu = ?", (dit,))
            else:
                run(
                    self._db,
                    """INSERT INTO adresses_tues (lieu, reponse) VALUES (?, ?)
                       ON CONFLICT (lieu) DO UPDATE SET reponse = excluded.reponse""",
                    (dit, reponse.value),
                )
            self._spoil(dit)
        return None if avant is None else ReponseAdresse(avant)

    def let_go(self, personne: int, *, libre: bool) -> None:
        """Let the address of someone be read, or hold it again."""
        if libre:
            run(self._db, "INSERT INTO adresses_liberees (personne) VALUES (?) ON CONFLICT DO NOTHING", (personne,))
        else:
            run(self._db, "DELETE FROM adresses_liberees WHERE personne = ?", (personne,))
        self._spoil(str(scalar(self._db, "SELECT lieu FROM personnes WHERE id = ?", (personne,)) or ""))

    def follow(self, avant: Sequence[int], apres: Sequence[int]) -> None:
        """After everyone in a dossier was replaced: who was let go still is, where they have the same name and place."""
        for ancien in avant:
            if not scalar(self._db, "SELECT EXISTS (SELECT 1 FROM adresses_liberees WHERE personne = ?)", (ancien,)):
                continue
            for nouveau in apres:
                run(
                    self._db,
                    """INSERT INTO adresses_liberees (personne) SELECT apres.id FROM personnes AS apres, personnes AS avant
                       WHERE apres.id = ? AND avant.id = ? AND apres.lieu = avant.lieu AND apres.nom = avant.nom
                       AND apres.prenom = avant.prenom ON CONFLICT DO NOTHING""",
                    (nouveau, ancien),
                )

    def known(self) -> tuple[AdresseTenue, ...]:
        """What was answered of each place, and who lives there or has answers sent there, each with their dossiers."""
        lues = rows(self._db, "SELECT lieu, reponse FROM adresses_tues ORDER BY reponse DESC, lieu")
        adresses = self._addresses("IN (SELECT lieu FROM adresses_tues)")
        memes = self._lieux.memes(adresses, adresses)
        # Those whose address says each: one of « Le Bourg » leaves it, not one of « 12, Le Bourg ».
        disent: dict[str, set[str]] = {}
        for autre, eux in memes.items():
            for dit in eux:
                disent.setdefault(dit, set()).add(autre)
        propres = self._protecting(memes)
        connues, vus = list[AdresseTenue](), set[str]()
        for lieu, reponse in sorted(lues, key=lambda lue: _is_vague(lue[0])):
            if lieu not in vus:
                siens = memes.get(lieu, frozenset((lieu,))) - vus
                habitants = (
                    *tuple(habitant for _, habitant in self._people(_LA, (json.dumps([*siens]),))),
                    *tuple(dict.fromkeys(habitant for _, habitant in self._answered_at(siens))),
                )
                noms = set[str]().union(*(propres.get(autre, ()) for dit in siens for autre in (dit, *disent.get(dit, ()))))
                connues.append(AdresseTenue(lieu, ReponseAdresse(reponse), habitants).for_all(noms))
                vus |= siens
        return tuple(connues)

    def unanswered(self) -> tuple[AdresseTenue, ...]:
        """The places someone protects and of which nobody answered, each with those who protect it, and who is answered there.

        A coffre of before does not know where everyone lives: of whom it is not told, each address is a place.
        """
        lues = self._people(
            f"""{_EN_PROPRE} AND adresse <> '[]' AND coalesce(personnes.lieu, 'inconnu') <> ''
                AND NOT EXISTS (SELECT 1 FROM adresses_tues WHERE adresses_tues.lieu = personnes.lieu)"""  # noqa: S608 - our own names
        )
        trouves: dict[str, list[Habitant]] = {}
        for lieu, habitant in lues:
            trouves.setdefault(lieu or " ".join(habitant.adresse), []).append(habitant)
        for lieu, habitant in self._answered_at(trouves):
            trouves[lieu].append(habitant)
        return tuple(AdresseTenue(lieu, None, tuple(habitants)) for lieu, habitants in sorted(trouves.items()))

    def _answered_at(self, lieux: Iterable[str]) -> list[tuple[str, Habitant]]:
        """Who does not live there, and is answered there."""
        cles = json.dumps([*lieux])
        lues = rows(
            self._db,
            f"""SELECT personnes.lieu, eux.id, eux.prenom, eux.nom, personnes.adresse, 0,
                EXISTS (SELECT 1 FROM adresses_liberees WHERE adresses_liberees.personne = eux.id),
                group_concat(DISTINCT reference) FROM personnes JOIN roles ON roles.personne = personnes.id
                JOIN dossiers ON dossiers.id = roles.dossier
                JOIN roles AS leurs ON leurs.dossier = roles.dossier AND leurs.role IN ('concerne', 'auteur')
                JOIN personnes AS eux ON eux.id = leurs.personne AND eux.denomination = ''
                    AND eux.lieu NOT IN (SELECT value FROM json_each(?))
                WHERE {_LA} AND roles.role = 'reponse_a'
                GROUP BY eux.id, personnes.lieu ORDER BY eux.nom, eux.prenom, eux.id""",  # noqa: S608 - our own names
            (cles, cles),
        )
        return [*map(_read, lues)]

    def _protecting(self, lieux: Iterable[str]) -> dict[str, set[str]]:
        """By place, the names of those who live there and protect it. One reading for all."""
        noms: dict[str, set[str]] = {}
        for lieu, un in self._people(_LA, (json.dumps([*lieux]),)):
            if un.en_propre:
                noms.setdefault(lieu, set()).add(un.nom.casefold())
        return noms

    def _people(self, condition: str, valeurs: Sequence[object] = ()) -> list[tuple[str, Habitant]]:
        """Those of whom this is true, each with the key of where they live."""
        lues = rows(
            self._db,
            f"""SELECT personnes.lieu, personnes.id, prenom, nom, adresse, {_EN_PROPRE},
                EXISTS (SELECT 1 FROM adresses_liberees WHERE adresses_liberees.personne = personnes.id),
                group_concat(DISTINCT reference) FROM personnes JOIN roles ON roles.personne = personnes.id
                JOIN dossiers ON dossiers.id = dossier
                WHERE {condition} AND {_HABITE} GROUP BY personnes.id ORDER BY nom, prenom, personnes.id""",  # noqa: S608 - our own names
            valeurs,
        )
        return [*map(_read, lues)]

    def forget_empty(self) -> None:
        """Keep nothing of a place where nobody is said to live any more."""
        sql = "DELETE FROM adresses_tues WHERE NOT EXISTS (SELECT 1 FROM personnes WHERE personnes.lieu = adresses_tues.lieu)"
        run(self._db, sql)

    def _spoil(self, lieu: str) -> None:
        """The words their dossiers are found by are to be written again."""
        sql = f"UPDATE suivi_index SET regles = ? WHERE dossier IN ({_DOSSIERS})"  # noqa: S608 - our own names
        run(self._db, sql, (A_REFAIRE, lieu))


def _is_vague(lieu: str, memes: Iterable[str] | None = None) -> bool:
    """True for the key of a place without its postcode, where one of the same place has it, if these are told."""
    return not lieu[-_CODE:].isdigit() and (memes is None or not all(map(_is_vague, memes)))


def _read(lue: Sequence[Any]) -> tuple[str, Habitant]:
    """The key of a place, and someone there, as both readings give them."""
    lieu, numero, prenom, nom, adresse, propre, libre, references = lue
    nomme, dossiers = f"{prenom} {nom}".strip(), tuple(sorted(references.split(",")))
    return lieu, Habitant(numero, nomme, decode_lignes(adresse), dossiers, en_propre=bool(propre), liberee=bool(libre))
