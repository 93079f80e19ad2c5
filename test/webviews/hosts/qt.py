#!/usr/bin/python3
"""A window of Qt WebEngine 5, which is Chromium 87. qt.py remote|default FOLDER PROFILE: FOLDER/index.html, allowed to ask servers or not."""
import os
import signal
import sys

if os.geteuid() == 0:
    os.environ['QTWEBENGINE_DISABLE_SANDBOX'] = '1'
from PyQt5.QtCore import QObject, QTimer, QUrl, pyqtSignal
from PyQt5.QtWebEngineWidgets import QWebEnginePage, QWebEngineProfile, QWebEngineSettings, QWebEngineView
from PyQt5.QtWidgets import QApplication

from commands import hear

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
    """From the listening thread to the window's own."""
    asked = pyqtSignal(str, object)


bridge = Bridge()
bridge.asked.connect(lambda expression, reply: page.runJavaScript(expression, lambda value: reply(value or '')))
hear(bridge.asked.emit)

for sign in (signal.SIGTERM, signal.SIGINT):
    signal.signal(sign, lambda *_: app.quit())
# Python hears signals only while it runs.
tick = QTimer()
tick.timeout.connect(lambda: None)
tick.start(100)
app.exec_()
page.deleteLater()
view.deleteLater()
