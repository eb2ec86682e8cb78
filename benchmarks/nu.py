"""What Qt alone costs: a bare table on a list in memory, a bare list of what an encrypted file holds. None of our code runs."""

#: A window of the size of ours, which shows one label; then what is measured comes in its place. `show` times that.
_FENETRE = """
import json, os, sys, time
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QMainWindow, QStackedWidget, QTableView

heure = time.perf_counter
app = QApplication([])
fenetre, pages = QMainWindow(), QStackedWidget()
pages.addWidget(QLabel("…"))
fenetre.setCentralWidget(pages)
fenetre.resize(1366, 768)
fenetre.show()
pause = heure() + 1
while heure() < pause:
    app.processEvents()

def show(make):
    debut = heure()
    page = make()
    pages.addWidget(page)
    pages.setCurrentWidget(page)
    app.processEvents()
    fenetre.repaint()
    return page, heure() - debut
"""

#: Arguments: how many lines, how many pages to scroll. Prints {"montre": seconds, "pas": [seconds of each page]}.
TABLE = (
    _FENETRE
    + """
MOTS = ("En attente", "2026", "Acces", "Elodie", "Departement", "1er mars", "2 avril", "Relance")
LIGNES = [tuple(f"{mot} {rang}" for mot in MOTS) for rang in range(int(sys.argv[1]))]

class Modele(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()):
        return 0 if parent.isValid() else len(LIGNES)

    def columnCount(self, parent=QModelIndex()):
        return 0 if parent.isValid() else len(LIGNES[0])

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return LIGNES[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

def make():
    vue = QTableView()
    # As high as ours, so that as many lines are drawn.
    vue.verticalHeader().setDefaultSectionSize(48)
    vue.setModel(modele)
    return vue

modele = Modele()
vue, montre = show(make)
barre, pas = vue.verticalScrollBar(), []
for _ in range(int(sys.argv[2])):
    debut = heure()
    barre.setValue(barre.value() + barre.pageStep())
    vue.viewport().repaint()
    pas.append(heure() - debut)
    app.processEvents()
print(json.dumps({"montre": montre, "pas": pas}))
sys.stdout.flush()
os._exit(0)
"""
)

#: Arguments: an encrypted file, its phrase, a request. Prints how many seconds it takes to open it and list what it gives.
LISTE = (
    _FENETRE
    + """
from sqlcipher3 import dbapi2

def make():
    connexion = dbapi2.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    connexion.set_key(sys.argv[2])
    connexion.execute("PRAGMA kdf_iter = 1")
    liste = QListWidget()
    liste.addItems(["\\n".join(map(str, ligne)) for ligne in connexion.execute(sys.argv[3])])
    return liste

print(show(make)[1])
sys.stdout.flush()
os._exit(0)
"""
)
