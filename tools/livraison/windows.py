"""What is given to people who have Windows: a portable folder, and the setup of one person. Made and tried on Linux."""
from pathlib import Path
from typing import Any
def make(sortie: Path) -> dict[str, Any]:
    return {}
