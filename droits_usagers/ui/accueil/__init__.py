"""The screens one arrives on: opening, home, settings, help, « Refuser l'ordinateur »."""
