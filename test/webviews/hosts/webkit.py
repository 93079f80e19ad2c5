#!/usr/bin/python3
"""Opens FOLDER/index.html in WebKitGTK, from file:// or app://localhost.

Usage: webkit.py file|scheme FOLDER PROFILE
"""
import mimetypes
import os
import signal
import sys
import urllib.parse

import gi
gi.require_version('Gtk', '3.0')
gi.require_version('WebKit2', '4.1')
from gi.repository import Gio, GLib, Gtk, WebKit2

from commands import listen

mode, folder, profile = sys.argv[1:4]
data = WebKit2.WebsiteDataManager(base_data_directory=profile, base_cache_directory=profile + '/cache')
context = WebKit2.WebContext.new_with_website_data_manager(data)


def serve_file(request):
    path = urllib.parse.urlparse(request.get_uri()).path.lstrip('/')
    with open(os.path.join(folder, path), 'rb') as file:
        content = file.read()
    stream = Gio.MemoryInputStream.new_from_bytes(GLib.Bytes.new(content))
    request.finish(stream, len(content), mimetypes.guess_type(path)[0])


context.get_security_manager().register_uri_scheme_as_secure('app')
context.register_uri_scheme('app', serve_file)

view = WebKit2.WebView(web_context=context)
window = Gtk.Window(default_width=800, default_height=600)
window.add(view)
window.show_all()
view.load_uri('app://localhost/index.html' if mode == 'scheme' else 'file://' + folder + '/index.html')


def evaluate(expression, reply):
    def done(_view, result):
        try:
            reply(view.run_javascript_finish(result).get_js_value().to_string())
        except GLib.Error:
            reply('')
    GLib.idle_add(lambda: view.run_javascript(expression, None, done) and None)


listen(evaluate)
for signal_number in (signal.SIGTERM, signal.SIGINT):
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal_number, Gtk.main_quit)
Gtk.main()
