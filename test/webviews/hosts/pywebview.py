#!/usr/bin/python3
"""A window of pywebview. pywebview.py FOLDER: FOLDER/index.html, from file://; it keeps its data in the user's home."""
import os
import signal
import sys

import webview

from commands import hear

folder = sys.argv[1]
window = webview.create_window('Halyard', folder + '/index.html')
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))


def evaluate(expression, reply):
    reply(window.evaluate_js(expression) or '')


def begin():
    window.loaded.wait() if hasattr(window, 'loaded') else window.events.loaded.wait()
    hear(evaluate)


webview.start(begin, gui='gtk')
