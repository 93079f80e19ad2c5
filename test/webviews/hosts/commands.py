"""What a host is told: a line of JSON on its standard input for each expression, whose value, a text, is a line on its standard output."""
import json
import sys
import threading


def hear(evaluate):
    """Calls evaluate(expression, answer) for each line, in a thread of its own, and answers once answer(text) is called."""
    def listen():
        for line in sys.stdin:
            command = json.loads(line)
            evaluate(command['expression'], lambda text, number=command['number']: say(number, text))
    threading.Thread(target=listen, daemon=True).start()


def say(number, text):
    print('ANSWER ' + json.dumps({'number': number, 'text': text}), flush=True)
