"""What the ninth format adds: who has an address that nobody may read, found without looking at every role of a person.

Whoever signs all the dossiers of a coffre has a role in each: without it, one line to compute again read them all.
"""

STATEMENTS = ("CREATE INDEX roles_protegees ON roles (personne) WHERE adresse_protegee",)
