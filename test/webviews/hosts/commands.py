"""Reads expressions as lines of JSON from standard input, and writes their values, which are strings, to standard output."""
import json
import sys
import threading


def listen(evaluate):
    """Calls evaluate(expression, reply) for each line, in a separate thread. Writes the value when reply(text) is called."""
    def read_lines():
        for line in sys.stdin:
            command = json.loads(line)
            evaluate(command['expression'], lambda text, number=command['number']: write_reply(number, text))
    threading.Thread(target=read_lines, daemon=True).start()


def write_reply(number, text):
    print('REPLY ' + json.dumps({'number': number, 'text': text}), flush=True)
