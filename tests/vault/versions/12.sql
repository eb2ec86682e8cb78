-- Format 12 of a coffre, with data. Never edited: it stands for the files people have.
PRAGMA application_id = 1148343667;
PRAGMA user_version = 12;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;
CREATE TABLE personnes (
        id INTEGER PRIMARY KEY,
        civilite TEXT NOT NULL,
        prenom TEXT NOT NULL,
        nom TEXT NOT NULL,
        nom_naissance TEXT NOT NULL,
        naissance TEXT NOT NULL,
        denomination TEXT NOT NULL,
        reference_dossier TEXT NOT NULL,
        adresse TEXT NOT NULL, lieu TEXT,
        UNIQUE (nom, prenom, civilite, nom_naissance, naissance, denomination, reference_dossier, adresse)
    ) STRICT;
CREATE TABLE organismes (
        id INTEGER PRIMARY KEY,
        nom TEXT NOT NULL,
        kind TEXT NOT NULL,
        service TEXT NOT NULL,
        adresse TEXT NOT NULL,
        siren TEXT NOT NULL,
        territoire TEXT NOT NULL,
        parent TEXT NOT NULL,
        UNIQUE (nom, kind, service, adresse, siren, territoire, parent)
    ) STRICT;
CREATE TABLE affaires (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        titre TEXT NOT NULL
    ) STRICT;
CREATE TABLE dossiers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        cle TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL UNIQUE,
        demarche TEXT NOT NULL,
        date TEXT,
        lieu TEXT NOT NULL,
        organisme INTEGER NOT NULL REFERENCES organismes (id),
        affaire INTEGER REFERENCES affaires (id),
        reponses TEXT NOT NULL,
        cree_le TEXT NOT NULL,
        modifie_le TEXT NOT NULL
    , mandat INTEGER REFERENCES mandats (id), lot INTEGER REFERENCES lots (id), revoir_le TEXT, adresse_relevee TEXT, domicile TEXT NOT NULL DEFAULT '' CHECK (domicile IN ('', 'tu', 'dit'))) STRICT;
CREATE TABLE roles (
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('concerne', 'auteur', 'reponse_a', 'copie')),
        rang INTEGER NOT NULL,
        personne INTEGER NOT NULL REFERENCES personnes (id),
        qualite TEXT NOT NULL,
        enveloppe_neutre INTEGER NOT NULL CHECK (enveloppe_neutre IN (0, 1)), adresse_protegee INTEGER NOT NULL DEFAULT 0 CHECK (adresse_protegee IN (0, 1)),
        PRIMARY KEY (dossier, role, rang)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE evenements (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        date TEXT NOT NULL,
        type TEXT NOT NULL,
        organisme TEXT NOT NULL,
        annule INTEGER UNIQUE REFERENCES evenements (id) ON DELETE CASCADE,
        saisi_le TEXT NOT NULL
    , recommande TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE pieces (
        empreinte TEXT PRIMARY KEY,
        taille INTEGER NOT NULL,
        contenu BLOB NOT NULL
    ) STRICT;
CREATE TABLE courriers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        etape TEXT NOT NULL,
        gabarit TEXT NOT NULL,
        gabarit_version TEXT NOT NULL,
        gabarit_empreinte TEXT NOT NULL,
        etabli_le TEXT NOT NULL
    , confirmees TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE pieces_jointes (
        id INTEGER PRIMARY KEY,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        courrier INTEGER REFERENCES courriers (id) ON DELETE CASCADE,
        piece TEXT NOT NULL REFERENCES pieces (empreinte),
        nom TEXT NOT NULL,
        ajoutee_le TEXT NOT NULL
    , genre TEXT NOT NULL DEFAULT '', masque_de TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE brouillons (
        cle TEXT PRIMARY KEY,
        dossier INTEGER REFERENCES dossiers (id) ON DELETE CASCADE,
        contenu TEXT NOT NULL,
        position TEXT NOT NULL,
        modifie_le TEXT NOT NULL
    ) STRICT;
CREATE TABLE corbeille (
        dossier INTEGER PRIMARY KEY REFERENCES dossiers (id) ON DELETE CASCADE,
        jete_le TEXT NOT NULL,
        efface_le TEXT NOT NULL
    ) STRICT;
CREATE TABLE compteurs (
        annee INTEGER PRIMARY KEY,
        dernier INTEGER NOT NULL
    ) STRICT;
CREATE TABLE journal (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        quand TEXT NOT NULL,
        action TEXT NOT NULL,
        numero INTEGER
    , empreinte BLOB NOT NULL DEFAULT x'') STRICT;
CREATE TABLE suivi_index (
        dossier INTEGER PRIMARY KEY REFERENCES dossiers (id) ON DELETE CASCADE,
        reference TEXT NOT NULL,
        demarche TEXT NOT NULL,
        personne TEXT NOT NULL,
        personne_tri TEXT NOT NULL,
        organisme TEXT NOT NULL,
        organisme_tri TEXT NOT NULL,
        service TEXT NOT NULL,
        affaire INTEGER,
        envoyee_le TEXT,
        etat TEXT NOT NULL,
        prochaine_date TEXT,
        prochaine_etape TEXT NOT NULL,
        valable_jusqu_au TEXT,
        regles INTEGER NOT NULL, territoire TEXT NOT NULL DEFAULT '', genre TEXT NOT NULL DEFAULT '', recue_le TEXT, repondue_le TEXT, dernier_jour TEXT, clos_le TEXT, en_propre INTEGER NOT NULL DEFAULT 0, mandat INTEGER, votre_date TEXT, votre_delai TEXT NOT NULL DEFAULT '', revoir_le TEXT, leur_date TEXT, leur_delai TEXT NOT NULL DEFAULT '', perte TEXT, a_verifier INTEGER NOT NULL DEFAULT 0, votre_reserve TEXT NOT NULL DEFAULT '', leur_reserve TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE suivi_mots (
        dossier INTEGER PRIMARY KEY REFERENCES suivi_index (dossier) ON DELETE CASCADE,
        mots TEXT NOT NULL
    ) STRICT;
CREATE VIRTUAL TABLE suivi_recherche USING fts5 (
        mots, content='suivi_mots', content_rowid='dossier',
        tokenize='ascii', detail='none', columnsize=0, prefix='1 2 3 4 5 6 7 8 9 10 11'
    );
CREATE TABLE notes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        texte TEXT NOT NULL,
        ecrite_le TEXT NOT NULL
    ) STRICT;
CREATE TABLE mandats (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        mandant TEXT NOT NULL,
        mandataire TEXT NOT NULL,
        signe_le TEXT,
        fin_le TEXT,
        revoque_le TEXT
    ) STRICT;
CREATE TABLE lots (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        genre TEXT NOT NULL CHECK (genre IN ('import', 'serie')),
        fait_le TEXT NOT NULL
    ) STRICT;
CREATE TABLE reglages (
        cle TEXT PRIMARY KEY,
        valeur TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
CREATE TABLE agenda (
        uid TEXT PRIMARY KEY,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        code TEXT NOT NULL,
        empreinte TEXT NOT NULL,
        sequence INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
CREATE TABLE consignes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        personne INTEGER REFERENCES personnes (id) ON DELETE CASCADE,
        dossier INTEGER REFERENCES dossiers (id) ON DELETE CASCADE,
        code TEXT NOT NULL,
        texte TEXT NOT NULL,
        CHECK ((personne IS NULL) <> (dossier IS NULL))
    ) STRICT;
CREATE TABLE a_verifier (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        colonne TEXT NOT NULL,
        texte TEXT NOT NULL,
        raison TEXT NOT NULL,
        lu TEXT NOT NULL
    ) STRICT;
CREATE TABLE attaches (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        genre TEXT NOT NULL,
        valeur TEXT NOT NULL
    ) STRICT;
CREATE TABLE lignes_reprises (
        dossier INTEGER PRIMARY KEY REFERENCES dossiers (id) ON DELETE CASCADE,
        empreinte TEXT NOT NULL
    ) STRICT;
CREATE TABLE changements_organismes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        nom TEXT NOT NULL,
        fait_le TEXT NOT NULL
    ) STRICT;
CREATE TABLE organismes_avant (
        id INTEGER PRIMARY KEY,
        changement INTEGER NOT NULL REFERENCES changements_organismes (id) ON DELETE CASCADE,
        dossier INTEGER NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        avant TEXT NOT NULL
    ) STRICT;
CREATE TABLE annuaire_imports (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL,
        fait_le TEXT NOT NULL
    ) STRICT;
CREATE TABLE annuaire (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        import INTEGER REFERENCES annuaire_imports (id) ON DELETE CASCADE,
        cle TEXT NOT NULL,
        nom TEXT NOT NULL,
        genre TEXT NOT NULL,
        organisme TEXT NOT NULL,
        service TEXT NOT NULL,
        adresse TEXT NOT NULL,
        code_postal TEXT NOT NULL,
        ville TEXT NOT NULL,
        siren TEXT NOT NULL,
        departement TEXT NOT NULL,
        courriel TEXT NOT NULL,
        source TEXT NOT NULL,
        releve_le TEXT,
        mots TEXT NOT NULL,
        empreinte BLOB NOT NULL
    ) STRICT;
CREATE TABLE adresses_tues (
        id INTEGER PRIMARY KEY,
        lieu TEXT NOT NULL UNIQUE,
        reponse TEXT NOT NULL CHECK (reponse IN ('tenue', 'laissee'))
    ) STRICT;
CREATE TABLE adresses_liberees (
        personne INTEGER PRIMARY KEY REFERENCES personnes (id) ON DELETE CASCADE
    ) STRICT;
CREATE VIRTUAL TABLE annuaire_recherche USING fts5 (
        mots, content='annuaire', content_rowid='id', tokenize='ascii', detail='none', columnsize=0
    );
INSERT INTO "_sqlite_migrations" VALUES (1, 'coffre', 'm0001_premier_format', '2026-11-24 15:56:03.281270+00:00');
INSERT INTO "_sqlite_migrations" VALUES (2, 'coffre', 'm0002_recherche', '2026-11-24 19:44:18.680479+00:00');
INSERT INTO "_sqlite_migrations" VALUES (3, 'coffre', 'm0003_suivi', '2026-11-24 22:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES (4, 'coffre', 'm0004_ce_qui_protege', '2026-11-27 10:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES (5, 'coffre', 'm0005_vos_delais', '2026-11-28 10:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES (6, 'coffre', 'm0006_ma_semaine', '2026-11-28 13:24:04.039244+00:00');
INSERT INTO "_sqlite_migrations" VALUES (7, 'coffre', 'm0007_reserves', '2026-11-28 18:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES (8, 'coffre', 'm0008_journal_chaine', '2026-11-29 07:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES (9, 'coffre', 'm0009_adresses_a_taire', '2026-11-30 20:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES (10, 'coffre', 'm0010_domicile', '2026-11-30 21:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES (11, 'coffre', 'm0011_copies_masquees', '2026-12-01 03:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES (12, 'coffre', 'm0012_attaches', '2026-12-01 22:30:00.000000+00:00');
INSERT INTO "personnes" VALUES (1, 'Mme', 'p Aurélie', 'n Aurélie', 'nn Aurélie', '1970-03-02', '', 'r Aurélie', '["a Aur\u00e9lie","93000 Bobigny"]', 'a aurelie 93000');
INSERT INTO "personnes" VALUES (2, '', '', '', '', '1950', 'd Aurélie', '', '[]', '');
INSERT INTO "personnes" VALUES (3, '', '', '', '', '', 'chez Aurélie', '', '["4 place du March\u00e9"]', 'place marche 4');
INSERT INTO "personnes" VALUES (4, '', '', '', '', '', 'c1 Aurélie', '', '["1 rue"]', '1 rue');
INSERT INTO "personnes" VALUES (5, '', '', '', '', '', 'DPO', '', '[]', '');
INSERT INTO "personnes" VALUES (6, '', 'Élodie', 'Jetée', '', '', '', '', '[]', NULL);
INSERT INTO "organismes" VALUES (1, 'o Aurélie', 'departement', 's Aurélie', '["H\u00f4tel du d\u00e9partement"]', '229300082', '93', 'pa Aurélie');
INSERT INTO "organismes" VALUES (2, '', 'autre', '', '[]', '', '', '');
INSERT INTO "dossiers" VALUES (1, 'c35959b72322a6225062193964d6178b', '2026-0001', 'acces', '2026-11-24', 'l Aurélie', 1, NULL, '{"recit":"Aur\u00e9lie '' \" ; -- \n\t {{ x }}","depuis":{"date":"2020-02-29"},"accompagne":true,"pieces":["notes","courriers"],"aucune":[],"visites":[{"jour":{"date":"2026-01-01"},"par_qui":"Aur\u00e9lie","date":"texte"},{"refusee":false}]}', '2026-11-24T10:15:00+00:00', '2026-11-24T10:15:00+00:00', NULL, NULL, NULL, NULL, '');
INSERT INTO "dossiers" VALUES (2, '20ff080e3418db4962fe308fad84553e', '2026-0002', 'acces', NULL, '', 2, NULL, '{}', '2026-11-24T10:15:00+00:00', '2026-11-24T10:15:00+00:00', NULL, NULL, NULL, NULL, '');
INSERT INTO "roles" VALUES (1, 'auteur', 0, 2, 'mandataire', 0, 0);
INSERT INTO "roles" VALUES (1, 'concerne', 0, 1, '', 0, 0);
INSERT INTO "roles" VALUES (1, 'copie', 0, 4, '', 0, 0);
INSERT INTO "roles" VALUES (1, 'copie', 1, 5, '', 0, 0);
INSERT INTO "roles" VALUES (1, 'reponse_a', 0, 3, '', 1, 0);
INSERT INTO "roles" VALUES (2, 'concerne', 0, 6, '', 0, 0);
INSERT INTO "evenements" VALUES (1, 1, '2026-10-01', 'envoye', '', NULL, '2026-11-24T10:15:00+00:00', '');
INSERT INTO "evenements" VALUES (2, 1, '2026-10-03', 'recu', '', NULL, '2026-11-24T10:15:00+00:00', '');
INSERT INTO "evenements" VALUES (3, 1, '2026-11-01', 'refus', '', NULL, '2026-11-24T10:15:00+00:00', '');
INSERT INTO "evenements" VALUES (4, 1, '2026-11-01', 'refus', '', 3, '2026-11-24T10:15:00+00:00', '');
INSERT INTO "pieces" VALUES ('2aa0921a1c7216d6bece1145c8b10feb1b707eefa93f5dd6ab1b543eaf89e70f', 14, X'255044462D312E37206573736169');
INSERT INTO "pieces" VALUES ('4b6b495e342de4c537bbd133e34204a285d99ddab7d3e3cfe3c8467d8e6de572', 8, X'504B206573736169');
INSERT INTO "courriers" VALUES (1, 1, 'demande', 'acces/demande', '1', 'ab12', '2026-11-24T10:15:00+00:00', 'numero');
INSERT INTO "pieces_jointes" VALUES (1, 1, 1, '4b6b495e342de4c537bbd133e34204a285d99ddab7d3e3cfe3c8467d8e6de572', 'lettre.docx', '2026-11-24T10:15:00+00:00', '', '');
INSERT INTO "pieces_jointes" VALUES (2, 1, NULL, '2aa0921a1c7216d6bece1145c8b10feb1b707eefa93f5dd6ab1b543eaf89e70f', 'réponse.pdf', '2026-11-24T10:15:00+00:00', '', '');
INSERT INTO "brouillons" VALUES ('713b6afd576ee4c7b4a8dbba20b948a0', NULL, '{"demarche":"acces","date":null,"lieu":"","concerne":{"civilite":null,"prenom":"\u00c9lodie","nom":"Brouillon","nom_naissance":"","naissance":null,"denomination":"","reference_dossier":"","adresse":[]},"auteur":null,"reponse_a":null,"organisme":{"nom":"","genre":"autre","service":"","adresse":[],"siren":"","territoire":"","parent":""},"copies":[],"reponses":{},"evenements":[]}', '"3"', '2026-11-24T10:15:00+00:00');
INSERT INTO "corbeille" VALUES (2, '2026-11-24', '2026-12-24');
INSERT INTO "compteurs" VALUES (2026, 2);
INSERT INTO "journal" VALUES (1, '2026-11-24T10:15:00+00:00', 'coffre_cree', NULL, x'3c64da252151715b7c1ef8fe284fdb0ef26d5a8a610ca7c063f9016f4aac1484');
INSERT INTO "journal" VALUES (2, '2026-11-24T10:15:00+00:00', 'dossier_cree', 1, x'df88e990c779f74285487a1002b6c1d61ba462aefbf642200b226ecca801fe36');
INSERT INTO "journal" VALUES (3, '2026-11-24T10:15:00+00:00', 'fait_note', 1, x'97013f9b5b91bbd55037b1fc6b93a8897fae097d1e0b98f48cc8d07de4667236');
INSERT INTO "journal" VALUES (4, '2026-11-24T10:15:00+00:00', 'fait_annule', 1, x'1c11fd3352696dde63587454325369909b8da1fb5093978fa200101b71aa20f3');
INSERT INTO "journal" VALUES (5, '2026-11-24T10:15:00+00:00', 'courrier_etabli', 1, x'ce10df39ee43d2b6e6e63750744b7cbcadb8f7ac2f66e52c868026b1209a004e');
INSERT INTO "journal" VALUES (6, '2026-11-24T10:15:00+00:00', 'piece_ajoutee', 1, x'c435256f13068727419de074675fa98fc9b94f67a9667b0e8c55257aa3244707');
INSERT INTO "journal" VALUES (7, '2026-11-24T10:15:00+00:00', 'dossier_cree', 2, x'd67209a6d3e9fdd2fb3974f307fb9ccc4a76a623bb62c63a6a3de4b045d7e2b3');
INSERT INTO "journal" VALUES (8, '2026-11-24T10:15:00+00:00', 'dossier_jete', 2, x'8aa159f95075cccf30acfb659bd2e8a336f9519d9423020debd207683372a123');
INSERT INTO "journal" VALUES (9, '2026-11-24T10:15:00+00:00', 'format_change', NULL, x'5722bdeb3a1ac50f8167b2df16bce14b745e3c6fc48fddca5f8df2339f8b5db5');
INSERT INTO "journal" VALUES (10, '2026-11-29T10:15:00+00:00', 'format_change', NULL, x'4687464c0c68fdae67b6e1a479dc99f29190bcbae484e2b1c8e88948a7ca8da1');
INSERT INTO "suivi_index" VALUES (1, '2026-0001', 'acces', 'p Aurélie n Aurélie', 'n aurelie p aurelie', 'o Aurélie', 'o aurelie s aurelie', 's Aurélie', NULL, '2026-10-01', 'depasse', '2026-11-02', 'acces/relance', NULL, 0, '', '', NULL, NULL, NULL, NULL, 0, NULL, '2026-12-31', 'saisine_cada', NULL, NULL, '', NULL, 0, '', '');
INSERT INTO "suivi_mots" VALUES (1, ' 2026 0001 o aurelie s hotel du departement 229300082 pa l p n nn r a 93000 bobigny d chez 4 place marche c1 1 rue dpo x');
INSERT INTO "consignes" VALUES (1, 1, NULL, 'ne_pas_ecrire_au_domicile', '');
INSERT INTO "consignes" VALUES (2, NULL, 1, 'autre', 'c Aurélie');
INSERT INTO "attaches" VALUES (1, 1, 'etiquette', '{"texte": "e Aur\u00e9lie"}');
INSERT INTO "adresses_tues" VALUES (1, 'a aurelie 93000', 'laissee');
INSERT INTO "adresses_liberees" VALUES (1);
UPDATE sqlite_sequence SET seq = 2 WHERE name = 'dossiers';
UPDATE sqlite_sequence SET seq = 4 WHERE name = 'evenements';
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'courriers';
UPDATE sqlite_sequence SET seq = 10 WHERE name = 'journal';
UPDATE sqlite_sequence SET seq = 2 WHERE name = 'consignes';
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'attaches';
INSERT INTO suivi_recherche (suivi_recherche, rank) VALUES ('secure-delete', 1);
INSERT INTO suivi_recherche (suivi_recherche) VALUES ('rebuild');
INSERT INTO annuaire_recherche (annuaire_recherche, rank) VALUES ('secure-delete', 1);
INSERT INTO annuaire_recherche (annuaire_recherche) VALUES ('rebuild');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX dossiers_organisme ON dossiers (organisme);
CREATE INDEX dossiers_affaire ON dossiers (affaire);
CREATE INDEX roles_personne ON roles (personne);
CREATE INDEX roles_protegees ON roles (personne) WHERE adresse_protegee;
CREATE INDEX personnes_lieu ON personnes (lieu);
CREATE INDEX evenements_dossier ON evenements (dossier);
CREATE INDEX courriers_dossier ON courriers (dossier);
CREATE INDEX pieces_jointes_dossier ON pieces_jointes (dossier);
CREATE INDEX pieces_jointes_courrier ON pieces_jointes (courrier);
CREATE INDEX pieces_jointes_piece ON pieces_jointes (piece);
CREATE INDEX brouillons_dossier ON brouillons (dossier);
CREATE INDEX suivi_reference ON suivi_index (reference);
CREATE INDEX suivi_demarche ON suivi_index (demarche, reference);
CREATE INDEX suivi_personne ON suivi_index (personne_tri, reference);
CREATE INDEX suivi_organisme ON suivi_index (organisme_tri, reference);
CREATE INDEX suivi_etat ON suivi_index (etat, reference);
CREATE INDEX suivi_envoi ON suivi_index (envoyee_le, reference);
CREATE INDEX suivi_perime ON suivi_index (regles, valable_jusqu_au);
CREATE INDEX notes_dossier ON notes (dossier);
CREATE INDEX dossiers_mandat ON dossiers (mandat) WHERE mandat IS NOT NULL;
CREATE INDEX dossiers_lot ON dossiers (lot) WHERE lot IS NOT NULL;
CREATE INDEX evenements_recommande ON evenements (recommande) WHERE recommande <> '';
CREATE INDEX agenda_dossier ON agenda (dossier);
CREATE INDEX suivi_territoire ON suivi_index (territoire);
CREATE INDEX suivi_nom ON suivi_index (organisme);
CREATE INDEX suivi_affaire ON suivi_index (affaire) WHERE affaire IS NOT NULL;
CREATE INDEX suivi_clos ON suivi_index (clos_le) WHERE clos_le IS NOT NULL;
CREATE INDEX consignes_personne ON consignes (personne) WHERE personne IS NOT NULL;
CREATE INDEX consignes_dossier ON consignes (dossier) WHERE dossier IS NOT NULL;
CREATE INDEX suivi_votre ON suivi_index (votre_date) WHERE votre_date IS NOT NULL;
CREATE INDEX suivi_perte ON suivi_index (perte, reference, etat);
CREATE INDEX suivi_leurs ON suivi_index (leur_date, reference, etat);
CREATE INDEX suivi_prochaine ON suivi_index (prochaine_date);
CREATE INDEX suivi_revoir ON suivi_index (revoir_le) WHERE revoir_le IS NOT NULL;
CREATE INDEX a_verifier_dossier ON a_verifier (dossier);
CREATE INDEX attaches_dossier ON attaches (dossier, genre);
CREATE INDEX lignes_reprises_empreinte ON lignes_reprises (empreinte);
CREATE INDEX organismes_avant_changement ON organismes_avant (changement);
CREATE INDEX organismes_avant_dossier ON organismes_avant (dossier);
CREATE INDEX suivi_a_verifier ON suivi_index (a_verifier) WHERE a_verifier > 0;
CREATE INDEX annuaire_import ON annuaire (import);
CREATE INDEX annuaire_cle ON annuaire (cle);
CREATE TRIGGER evenements_sans_reecriture BEFORE UPDATE ON evenements
       BEGIN SELECT RAISE (ABORT, 'a fact is cancelled by another row, never rewritten'); END;
CREATE TRIGGER evenements_sans_oubli BEFORE DELETE ON evenements
       WHEN EXISTS (SELECT 1 FROM dossiers WHERE id = OLD.dossier)
       BEGIN SELECT RAISE (ABORT, 'a fact is erased with its dossier, never alone'); END;
CREATE TRIGGER journal_sans_reecriture BEFORE UPDATE ON journal
       BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_sans_oubli BEFORE DELETE ON journal
       BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;
CREATE TRIGGER suivi_mots_ajoutes AFTER INSERT ON suivi_mots
       BEGIN INSERT INTO suivi_recherche (rowid, mots) VALUES (NEW.dossier, NEW.mots); END;
CREATE TRIGGER suivi_mots_retires AFTER DELETE ON suivi_mots
       BEGIN INSERT INTO suivi_recherche (suivi_recherche, rowid, mots) VALUES ('delete', OLD.dossier, OLD.mots); END;
CREATE TRIGGER suivi_mots_changes AFTER UPDATE ON suivi_mots BEGIN
           INSERT INTO suivi_recherche (suivi_recherche, rowid, mots) VALUES ('delete', OLD.dossier, OLD.mots);
           INSERT INTO suivi_recherche (rowid, mots) VALUES (NEW.dossier, NEW.mots);
       END;
CREATE TRIGGER annuaire_retire AFTER DELETE ON annuaire
       BEGIN INSERT INTO annuaire_recherche (annuaire_recherche, rowid, mots) VALUES ('delete', OLD.id, OLD.mots); END;
