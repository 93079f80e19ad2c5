#!/usr/bin/python3
"""Opens FOLDER/index.html in Qt WebEngine 5 (Chromium 87), with access to servers (remote) or without (default).

Usage: qt.py remote|default FOLDER PROFILE
"""
import os
import signal
import sys

if os.geteuid() == 0:
    os.environ['QTWEBENGINE_DISABLE_SANDBOX'] = '1'
from PyQt5.QtCore import QObject, QTimer, QUrl, pyqtSignal
from PyQt5.QtWebEngineWidgets import QWebEnginePage, QWebEngineProfile, QWebEngineSettings, QWebEngineView
from PyQt5.QtWidgets import QApplication

from commands import listen

mode, folder, storage = sys.argv[1:4]
app = QApplication(sys.argv[:1])
profile = QWebEngineProfile('halyard', app)
profile.setPersistentStoragePath(storage)
profile.setCachePath(storage + '/cache')
page = QWebEnginePage(profile, app)
if mode == 'remote':
    page.settings().setAttribute(QWebEngineSettings.LocalContentCanAccessRemoteUrls, True)
view = QWebEngineView()
view.setPage(page)
view.resize(800, 600)
view.show()
page.load(QUrl.fromLocalFile(folder + '/index.html'))


class Bridge(QObject):
    """Passes expressions from the reading thread to the window's thread."""
    requested = pyqtSignal(str, object)


bridge = Bridge()
bridge.requested.connect(lambda expression, reply: page.runJavaScript(expression, lambda value: reply(value or '')))
listen(bridge.requested.emit)

for signal_number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(signal_number, lambda *_: app.quit())
# Python handles signals only while it runs, so run it regularly.
timer = QTimer()
timer.timeout.connect(lambda: None)
timer.start(100)
app.exec_()
page.deleteLater()
view.deleteLater()
