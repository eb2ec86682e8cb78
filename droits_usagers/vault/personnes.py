"""People and organismes of a coffre: found by what they hold or added, never edited, removed when nobody points to them.

An address that nobody may read is marked in the dossier where it was said, and is protected wherever the same person is; and
wherever anyone lives at that place, once it was answered so (`adresses`).
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.organismes import Copie, GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite, ReponseA, Role
from droits_usagers.domain.reprise.denominations import ChangementOrganisme
from droits_usagers.vault.adresses import TENUE, AdressesTues
from droits_usagers.vault.encodage import cleaned, day_of, decode_lignes, decode_naissance, encode, encode_naissance, iso_of
from droits_usagers.vault.migrations import A_REFAIRE
from droits_usagers.vault.moteur import Database, rows, run, scalar

_PERSONNE = ("civilite", "prenom", "nom", "nom_naissance", "naissance", "denomination", "reference_dossier", "adresse")
# Nobody lives nowhere: what is said of a blank address says nothing of another.
#: Of a role joined to who takes it: nobody may read the address.
PROTEGEE = f"""(roles.adresse_protegee OR adresse <> '[]' AND role IN ('concerne', 'auteur') AND (EXISTS (
    SELECT 1 FROM roles AS ailleurs WHERE ailleurs.personne = personnes.id AND ailleurs.adresse_protegee) OR {TENUE}))"""  # noqa: S608 - our own names
_ORGANISME = ("nom", "kind", "service", "adresse", "siren", "territoire", "parent")


@dataclass(frozen=True, slots=True)
class PartiesDossier:
    """Everyone in a dossier."""

    concerne: Personne | None = None
    auteur: Auteur | None = None
    reponse_a: ReponseA | None = None
    copies: tuple[Copie, ...] = ()


class PersonnesCoffre:
    """Who takes which role in which dossier."""

    def __init__(self, db: Database, adresses: AdressesTues) -> None:
        self._db = db
        self._adresses = adresses

    def write(self, dossier: int, demande: Demande) -> None:
        """Replace everyone in a dossier."""
        anciennes, tenues = self.of(dossier), self._held_only(dossier)
        protegees = [*filter(self._is_protected, anciennes)]
        run(self._db, "DELETE FROM roles WHERE dossier = ?", (dossier,))
        self.add(dossier, demande)
        # Read as protected for being held, it does not become a choice of theirs by being written again.
        run(
            self._db,
            """UPDATE roles SET adresse_protegee = 0 WHERE dossier = ? AND role IN (SELECT value FROM json_each(?))
               AND personne IN (SELECT id FROM personnes WHERE adresse IN (SELECT value FROM json_each(?)))""",
            (dossier, json.dumps([*tenues]), json.dumps([*tenues.values()])),
        )
        self._adresses.changed |= not all(map(self._is_protected, protegees))
        self._adresses.follow(anciennes, self.of(dossier))
        self.forget(anciennes)

    def add(self, dossier: int, demande: Demande) -> None:
        """Write everyone in a dossier where there is nobody yet."""
        if demande.concerne is not None:
            self._take(dossier, Role.CONCERNE, demande.concerne)
        if demande.auteur is not None:
            self._take(dossier, Role.AUTEUR, demande.auteur.personne, qualite=demande.auteur.qualite)
        if demande.reponse_a is not None:
            adresse = Personne(denomination=demande.reponse_a.nom, adresse=demande.reponse_a.adresse)
            self._take(dossier, Role.REPONSE_A, adresse, enveloppe_neutre=demande.reponse_a.enveloppe_neutre)
        for rang, copie in enumerate(demande.copies):
            self._take(dossier, Role.COPIE, Personne(denomination=copie.nom, adresse=copie.adresse), rang=rang)

    def read(self, dossier: int) -> PartiesDossier:
        """Everyone in a dossier."""
        lues = rows(
            self._db,
            f"""SELECT role, qualite, enveloppe_neutre, {PROTEGEE}, {", ".join(_PERSONNE)}
                FROM roles JOIN personnes ON personnes.id = roles.personne
                WHERE dossier = ? ORDER BY role, rang""",  # noqa: S608 - our own column names
            (dossier,),
        )
        copies = []
        roles: dict[str, object] = {}
        for role, qualite, neutre, protegee, *colonnes in lues:
            personne = _personne(colonnes, protegee=bool(protegee))
            match Role(role):
                case Role.CONCERNE:
                    roles["concerne"] = personne
                case Role.AUTEUR:
                    roles["auteur"] = Auteur(Qualite(qualite), personne)
                case Role.REPONSE_A:
                    roles["reponse_a"] = ReponseA(personne.denomination, personne.adresse, bool(neutre))
                case Role.COPIE:
                    copies.append(Copie(personne.denomination, personne.adresse))
        return PartiesDossier(copies=tuple(copies), **roles)  # type: ignore[arg-type]

    def protected_addresses(self) -> tuple[tuple[str, ...], ...]:
        """Those that nobody may read, in any dossier, each once. Both tables are read through: a few milliseconds."""
        lues = rows(
            self._db,
            """SELECT DISTINCT adresse FROM personnes WHERE adresse <> '[]'
               AND id IN (SELECT personne FROM roles WHERE adresse_protegee AND role IN ('concerne', 'auteur'))""",
        )
        return tuple(decode_lignes(adresse) for (adresse,) in lues)

    def forget(self, personnes: Iterable[int]) -> None:
        """Remove those of these people who have no role left anywhere."""
        for personne in personnes:
            run(
                self._db,
                "DELETE FROM personnes WHERE id = ? AND NOT EXISTS (SELECT 1 FROM roles WHERE personne = personnes.id)",
                (personne,),
            )
        self._adresses.forget_empty()

    def _held_only(self, dossier: int) -> dict[str, str]:
        """By role, the addresses of a dossier that are held, and that nobody in it protects."""
        lues = rows(
            self._db,
            f"""SELECT role, adresse FROM roles JOIN personnes ON personnes.id = roles.personne
                WHERE dossier = ? AND role IN ('concerne', 'auteur') AND NOT roles.adresse_protegee AND {TENUE}""",  # noqa: S608 - our own names
            (dossier,),
        )
        return dict(lues)

    def of(self, dossier: int) -> list[int]:
        """The numbers of everyone in a dossier."""
        return [ligne[0] for ligne in rows(self._db, "SELECT DISTINCT personne FROM roles WHERE dossier = ?", (dossier,))]

    def _take(
        self,
        dossier: int,
        role: Role,
        personne: Personne,
        *,
        rang: int = 0,
        qualite: str = "",
        enveloppe_neutre: bool = False,
    ) -> None:
        valeurs = {nom: getattr(personne, nom) for nom in _PERSONNE} | {
            "civilite": personne.civilite or "",
            "naissance": encode_naissance(personne.naissance),
            "adresse": encode(personne.adresse),
        }
        id_ = find_or_add(self._db, "personnes", valeurs)
        self._adresses.place(id_, personne.adresse)
        # The other dossiers of this person are no longer found by it: once, not with each of them.
        if personne.adresse_protegee and personne.adresse and not self._is_protected(id_):
            self._adresses.changed = True
            run(
                self._db,
                "UPDATE suivi_index SET regles = ? WHERE dossier IN (SELECT dossier FROM roles WHERE personne = ?)",
                (A_REFAIRE, id_),
            )
        run(
            self._db,
            """INSERT INTO roles (dossier, role, rang, personne, qualite, enveloppe_neutre, adresse_protegee)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (dossier, role, rang, id_, qualite, enveloppe_neutre, personne.adresse_protegee),
        )

    def _is_protected(self, personne: int) -> bool:
        return bool(
            scalar(self._db, "SELECT EXISTS (SELECT 1 FROM roles WHERE personne = ? AND adresse_protegee)", (personne,))
        )


class Organismes:
    """The bodies that dossiers are addressed to."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find_or_add(self, organisme: Organisme) -> int:
        """The number of this organisme, added if it is not there yet."""
        valeurs = {
            "nom": organisme.nom,
            "kind": organisme.genre.value,
            "service": organisme.service,
            "adresse": encode(organisme.adresse),
            "siren": organisme.siren,
            "territoire": organisme.territoire,
            "parent": organisme.parent,
        }
        return find_or_add(self._db, "organismes", valeurs)

    def read(self, numero: int) -> Organisme:
        """The organisme of that number."""
        ((nom, kind, service, adresse, siren, territoire, parent),) = rows(
            self._db,
            f"SELECT {', '.join(_ORGANISME)} FROM organismes WHERE id = ?",  # noqa: S608 - our own column names
            (numero,),
        )
        return Organisme(nom, GenreOrganisme(kind), service, decode_lignes(adresse), siren, territoire, parent)

    def forget(self, numero: int) -> None:
        """Remove it if no dossier is addressed to it any more."""
        run(
            self._db,
            "DELETE FROM organismes WHERE id = ? AND NOT EXISTS (SELECT 1 FROM dossiers WHERE organisme = organismes.id)",
            (numero,),
        )


def find_or_add(db: Database, table: str, valeurs: Mapping[str, object]) -> int:
    """The number of the row that holds exactly these values, in a table whose columns (but `id`) are UNIQUE together."""
    noms = ", ".join(valeurs)
    marques = ", ".join("?" * len(valeurs))
    run(db, f"INSERT INTO {table} ({noms}) VALUES ({marques}) ON CONFLICT DO NOTHING", tuple(valeurs.values()))  # noqa: S608 - our own names
    egalites = " AND ".join(f"{nom} = ?" for nom in valeurs)
    return int(scalar(db, f"SELECT id FROM {table} WHERE {egalites}", tuple(valeurs.values())))  # noqa: S608 - our own names


def _personne(colonnes: list[str], *, protegee: bool) -> Personne:
    civilite, prenom, nom, nom_naissance, naissance, denomination, reference_dossier, adresse = colonnes
    return Personne(
        civilite=Civilite(civilite) if civilite else None,
        prenom=prenom,
        nom=nom,
        nom_naissance=nom_naissance,
        naissance=decode_naissance(naissance),
        denomination=denomination,
        reference_dossier=reference_dossier,
        adresse=decode_lignes(adresse),
        adresse_protegee=protegee,
    )


class OrganismesGardes:
    """The bodies of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._organismes = Organismes(db)

    def dossiers_of(self, ecrits: Sequence[tuple[str, str]]) -> list[int]:
        """The dossiers addressed to bodies of these names in these départements, those in the bin too."""
        lues = rows(
            self._db,
            """SELECT dossiers.id FROM dossiers JOIN organismes ON organismes.id = organisme
               WHERE (nom, territoire) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?)) ORDER BY dossiers.id""",
            (json.dumps([*ecrits]),),
        )
        return [dossier for (dossier,) in lues]

    def of(self, dossier: int) -> Organisme:
        """The body a dossier is addressed to, and how old the address of its letter is."""
        relevee = scalar(self._db, "SELECT adresse_relevee FROM dossiers WHERE id = ?", (dossier,))
        return replace(self._organismes.read(self._row_of(dossier)), adresse_relevee=day_of(relevee))

    def point(self, dossier: int, organisme: Organisme) -> None:
        """Address a dossier to this body, whose address is as old as it says."""
        ancien = self._row_of(dossier)
        run(
            self._db,
            "UPDATE dossiers SET organisme = ?, adresse_relevee = ? WHERE id = ?",
            (self._organismes.find_or_add(cleaned(organisme)), iso_of(organisme.adresse_relevee), dossier),
        )
        self._organismes.forget(ancien)

    def begin(self, nom: str, moment: dt.datetime) -> int:
        """A change is being made. Returns its number."""
        sql = "INSERT INTO changements_organismes (nom, fait_le) VALUES (?, ?) RETURNING id"
        return int(scalar(self._db, sql, (cleaned(nom), moment.isoformat(timespec="seconds"))))

    def keep(self, changement: int, dossier: int, avant: Organisme) -> None:
        """Keep what a dossier was addressed to before it."""
        adresse, relevee = [*avant.adresse], iso_of(avant.adresse_relevee)
        valeurs = [avant.nom, avant.genre, avant.service, adresse, avant.siren, avant.territoire, avant.parent, relevee]
        sql = "INSERT INTO organismes_avant (changement, dossier, avant) VALUES (?, ?, ?)"
        run(self._db, sql, (changement, dossier, json.dumps(valeurs, ensure_ascii=False)))

    def before(self, changement: int) -> list[tuple[int, Organisme]]:
        """What each dossier of a change was addressed to; those addressed to another body since are left as they are."""
        lues = rows(
            self._db,
            """SELECT dossier, avant FROM organismes_avant JOIN changements_organismes ON changements_organismes.id = changement
               JOIN dossiers ON dossiers.id = dossier JOIN organismes ON organismes.id = organisme
               WHERE changement = ? AND organismes.nom = changements_organismes.nom ORDER BY dossier""",
            (changement,),
        )
        return [(dossier, _decoded(avant)) for dossier, avant in lues]

    def forget(self, changement: int) -> None:
        """It was taken back."""
        run(self._db, "DELETE FROM changements_organismes WHERE id = ?", (changement,))

    def latest(self, combien: int) -> tuple[ChangementOrganisme, ...]:
        """The latest changes that some dossier still comes from."""
        lues = rows(
            self._db,
            """SELECT changements_organismes.id, nom, count(*), fait_le FROM changements_organismes
               JOIN organismes_avant ON changement = changements_organismes.id
               GROUP BY changements_organismes.id ORDER BY changements_organismes.id DESC LIMIT ?""",
            (combien,),
        )
        return tuple(
            ChangementOrganisme(numero, nom, dossiers, dt.datetime.fromisoformat(fait_le))
            for numero, nom, dossiers, fait_le in lues
        )

    def _row_of(self, dossier: int) -> int:
        return int(scalar(self._db, "SELECT organisme FROM dossiers WHERE id = ?", (dossier,)))


def _decoded(avant: str) -> Organisme:
    nom, kind, service, adresse, siren, territoire, parent, relevee = json.loads(avant)
    organisme = Organisme(nom, GenreOrganisme(kind), service, tuple(adresse), siren, territoire, parent)
    return replace(organisme, adresse_relevee=day_of(relevee))
