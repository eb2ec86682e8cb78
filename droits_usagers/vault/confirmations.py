"""What the fourth format adds to letters: the rules of the control that someone chose to pass, by their ids, in order."""

from typing import Final

STATEMENTS: Final = ("ALTER TABLE courriers ADD COLUMN confirmees TEXT NOT NULL DEFAULT ''",)
