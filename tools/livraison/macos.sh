#!/bin/sh
# Makes « Droits des usagers.app » and its .dmg, on a Mac, from the lock files. A recipe: written, checked for what can be checked
# elsewhere (tests/tools/test_livraison.py), never run. docs/livraison/README.md says what is left to whoever runs it first.
#
#   sh tools/livraison/macos.sh                                  not signed: each Mac asks before it opens
#   IDENTITE="Developer ID Application: …" PROFIL=… sh tools/livraison/macos.sh     signed, and sent to be notarised
set -eu
cd "$(dirname "$0")/../.."

NOM="Droits des usagers"
TRAVAIL=livraison/macos
SOURCE=$(pwd)
VERSION=$(python3 -c 'from droits_usagers import __version__; print(__version__)')

rm -rf "$TRAVAIL"
mkdir -p "$TRAVAIL/icone.iconset"
python3 -m venv "$TRAVAIL/python"
PYTHON=$SOURCE/$TRAVAIL/python/bin/python
for jeu in base gel; do
    "$PYTHON" -m pip install --quiet --require-hashes --only-binary=:all: --no-deps -r "requirements/$jeu.txt"
done

# The icon, at the sizes that iconutil asks for.
for cote in 16 32 128 256 512; do
    for fois in 1 2; do
        suffixe=""
        [ "$fois" = 2 ] && suffixe="@2x"
        QT_QPA_PLATFORM=offscreen "$PYTHON" -c '
import sys
from PySide6.QtGui import QGuiApplication, QIcon
app = QGuiApplication([])
cote = int(sys.argv[1])
QIcon("resources/icones/application.svg").pixmap(cote, cote).save(sys.argv[2])
' "$((cote * fois))" "$TRAVAIL/icone.iconset/icon_${cote}x${cote}${suffixe}.png"
    done
done
iconutil --convert icns --output "$TRAVAIL/icone.icns" "$TRAVAIL/icone.iconset"

# What is taken is what the .deb takes: one option a line, none of them with a space.
PYTHONHASHSEED=0 "$PYTHON" -m PyInstaller --noconfirm --windowed "--name=$NOM" "--icon=$SOURCE/$TRAVAIL/icone.icns" \
    "--paths=$SOURCE" "--distpath=$TRAVAIL/dist" "--workpath=$TRAVAIL/travail" "--specpath=$TRAVAIL" \
    --osx-bundle-identifier=org.example.droits-usagers \
    $("$PYTHON" -c 'import sys; from tools.livraison.gel import options; print(*options(sys.argv[1]), sep="\n")' "$SOURCE") \
    droits_usagers/__main__.py
APP="$TRAVAIL/dist/$NOM.app"
for cle in CFBundleDocumentTypes UTExportedTypeDeclarations; do
    plutil -insert "$cle" -xml "$(plutil -extract "$cle" xml1 -o - tools/livraison/macos.plist)" "$APP/Contents/Info.plist"
done
plutil -replace CFBundleShortVersionString -string "$VERSION" "$APP/Contents/Info.plist"
plutil -replace CFBundleDevelopmentRegion -string fr "$APP/Contents/Info.plist"

# A changed Info.plist breaks the seal that PyInstaller put: it is put again, by whoever publishes or by nobody (« - »).
codesign --force --deep --options runtime --entitlements tools/livraison/macos.entitlements --sign "${IDENTITE:--}" "$APP"
codesign --verify --deep --strict "$APP"
"$APP/Contents/MacOS/$NOM" --version

hdiutil create -volname "$NOM" -srcfolder "$APP" -ov -format UDZO "$TRAVAIL/droits-usagers-$VERSION.dmg"
if [ -n "${IDENTITE:-}" ]; then
    codesign --sign "$IDENTITE" "$TRAVAIL/droits-usagers-$VERSION.dmg"
    xcrun notarytool submit "$TRAVAIL/droits-usagers-$VERSION.dmg" --keychain-profile "$PROFIL" --wait
    xcrun stapler staple "$TRAVAIL/droits-usagers-$VERSION.dmg"
fi
shasum --algorithm 256 "$TRAVAIL/droits-usagers-$VERSION.dmg"
