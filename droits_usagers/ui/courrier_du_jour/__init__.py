"""Courrier du jour: the slips and letters that came in, typed one after the other without the mouse."""
