#!/usr/bin/python3
"""Opens FOLDER/index.html from file:// in pywebview, which keeps its data in the user's home. Usage: pywebview.py FOLDER"""
import os
import signal
import sys

import webview

from commands import listen

folder = sys.argv[1]
window = webview.create_window('Halyard', folder + '/index.html')
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))


def evaluate(expression, reply):
    reply(window.evaluate_js(expression) or '')


def start():
    window.loaded.wait() if hasattr(window, 'loaded') else window.events.loaded.wait()
    listen(evaluate)


webview.start(start, gui='gtk')
