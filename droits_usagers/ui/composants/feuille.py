"""How the application is dressed: one style sheet, made from the roles of the theme. Buttons and choices paint themselves."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLayout

from droits_usagers.ui.composants.theme import Espacement, Habit, Theme, load_fonts


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Gives the whole application this look, now, unless it wears it already; what was typed stays where it is."""
    if Habit.theme == theme and not theme.contraste:  # the palette of the system may have changed
        return
    load_fonts()
    Habit.theme = theme
    app.setStyle("Fusion")
    app.setPalette(QPalette() if theme.contraste else theme.qpalette())
    app.setFont(theme.font())
    app.setStyleSheet(_stylesheet(theme))
    for widget in app.allWidgets():
        layout = widget.layout()
        # One that Qt made may be handed out as what stood at its address before: it is none of ours.
        for one in (layout, *layout.findChildren(QLayout)) if isinstance(layout, QLayout) else ():
            if isinstance(one, Espacement):
                one.rescale(theme)


def _stylesheet(theme: Theme) -> str:
    """Qt style sheet for what is typed in, scrolled, listed or popped up."""
    couleurs = {teinte.value: valeur for teinte, valeur in theme.couleurs.items()}
    longueurs = {f"p{n}": f"{theme.px(n)}px" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 24, 28, 40)}
    return _FEUILLE.format_map(couleurs | longueurs | {"survol": theme.survol, "choisi": theme.choisi, "filet": theme.filet})


_FEUILLE = """
QMainWindow, QDialog, QStackedWidget {{ background: {fond}; }}
QDialog {{ border: 1px solid {filet}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {{
    background: {surface}; color: {texte}; border: 1px solid {trait}; border-radius: {p6};
    padding: {p8} {p10}; placeholder-text-color: {doux};
    selection-background-color: {primaire}; selection-color: {sur_primaire};
}}
QLineEdit, QAbstractSpinBox, QComboBox {{ min-height: {p24}; }}
QPlainTextEdit, QTextEdit {{ padding: {p6} {p6}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{
    border: 2px solid {focus}; padding: {p7} {p9};
}}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {p5} {p5}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {fond}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {doux}; background: {fond}; border-color: {filet}; }}
/* A list under the line rather than a menu over it: a menu is drawn too low for its last line. */
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: {p28}; }}
QComboBox QAbstractItemView, QListView, QTableView {{
    background: {surface}; color: {texte}; border: 1px solid {trait}; border-radius: {p6}; outline: none;
    selection-background-color: {choisi}; selection-color: {texte}; alternate-background-color: {fond}; gridline-color: {filet};
}}
/* As wide as with the focus: a border that grows is painted over by the rows. */
QListView, QTableView {{ border: 2px solid {filet}; }}
QListView:focus, QTableView:focus {{ border-color: {focus}; }}
QListView::item {{ padding: {p8} {p12}; min-height: {p24}; border: none; }}
QListView::item:selected {{ background: {choisi}; color: {texte}; border-left: {p4} solid {primaire}; }}
QListView::item:hover:!selected {{ background: {survol}; }}
QTableView::item {{ padding: {p4} {p8}; border: none; }}
QTableView::item:selected {{ background: {choisi}; color: {texte}; }}
QTableCornerButton::section {{ background: {fond}; border: none; border-bottom: 1px solid {trait}; }}
QHeaderView::section {{
    background: {fond}; color: {doux}; border: none; border-bottom: 1px solid {trait}; padding: {p8}; font-weight: bold;
}}

QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {p12}; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {p12}; margin: 0; }}
QScrollBar::handle {{ background: {trait}; border-radius: {p3}; margin: {p3}; }}
QScrollBar::handle:vertical {{ min-height: {p40}; }}
QScrollBar::handle:horizontal {{ min-width: {p40}; }}
QScrollBar::handle:hover {{ background: {doux}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QTabBar::tab {{
    background: transparent; color: {doux}; border: none; border-bottom: {p3} solid transparent;
    padding: {p8} {p16}; min-height: {p24};
}}
/* Above what is answered, where there is little room. */
QTabBar[serre="true"]::tab {{ padding: {p3} {p16}; }}
QTabBar::tab:selected {{ color: {texte}; border-bottom-color: {primaire}; }}
QTabBar::tab:focus {{ color: {texte}; border: 2px solid {focus}; border-radius: {p4}; }}
QTabWidget::pane {{ border: none; }}

QMenu {{ background: {surface}; border: 1px solid {trait}; padding: {p4}; }}
QMenu::item {{ padding: {p8} {p24}; border-radius: {p4}; }}
QMenu::item:selected {{ background: {choisi}; }}
QToolTip {{ background: {surface}; color: {texte}; border: 1px solid {trait}; padding: {p6} {p8}; }}
QProgressBar {{ background: {surface}; border: 1px solid {trait}; border-radius: {p4}; text-align: center; min-height: {p8}; }}
QProgressBar:focus {{ border: 2px solid {focus}; }}
QProgressBar::chunk {{ background: {primaire}; border-radius: {p3}; }}
QSplitter::handle {{ background: {filet}; }}
"""
