# The module `simulator`: values of fields as JSON has them, and questions to whoever runs the script.

COMMON = ('id', 'label', 'zone', 'x', 'y', 'locked', 'network')
FUNCTION = type(lambda: 0)
MODULE = type(sys)
RESERVED = object()


class Mistake(Exception):
    """Something wrong in the script, told with its line."""


class Ask(BaseException):
    """A question that has no answer yet."""


class Board:
    """All that a script has made, and its questions so far."""
    parts = []
    wires = []
    simulations = []
    questions = 0
    answers = []
    ask = None
    printed = []
    tree = None
    source = ''
    names = {}


def line_now():
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == SCRIPT:
            return frame.f_lineno
        frame = frame.f_back
    return None


def close_to(word, words):
    """The word that was probably meant, or else those that there are, for the end of a sentence."""
    def distance(p, q):
        row = list(range(len(q) + 1))
        for i, one in enumerate(p):
            above, row[0] = row[0], i + 1
            for j, other in enumerate(q):
                above, row[j + 1] = row[j + 1], min(row[j + 1] + 1, row[j] + 1, above + (one != other))
        return row[-1]
    begun = [known for known in words if known.startswith(word)]
    found = begun[0] if begun else min(words, key=lambda known: distance(word, known), default=None)
    if found is None:
        return ''
    if begun or distance(word, found) <= max(2, len(word) // 3):
        return '; did you mean ' + found + '?'
    return '; it has ' + ', '.join(words[:8]) + (' and more' if len(words) > 8 else '')


def ask(question):
    """The answer to a question; without one the script ends here."""
    if Board.ask is not None:
        raise Ask()
    place = Board.questions
    Board.questions += 1
    if place < len(Board.answers):
        return Board.answers[place]
    Board.ask = {**question, 'line': line_now()}
    raise Ask()


def plain(value, where):
    """A value of the script as JSON has it: parts by their ids, spreads as what they are."""
    if isinstance(value, Part):
        return value.id
    if isinstance(value, Spread):
        return value.given
    if isinstance(value, dict):
        return {WORDS['nested'].get(str(key), str(key)): plain(one, where) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one, where) for one in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float) and value - value == 0:
        return value
    raise Mistake(where + ' cannot be a ' + type(value).__name__)


class Spread:
    """A time that may differ from draw to draw, in milliseconds: Exponential(20)."""
    def __init__(self, *values, **named):
        kind, names = WORDS['spreads'][type(self).__name__]
        self.given = {'type': kind}
        if len(values) > len(names):
            raise Mistake(type(self).__name__ + ' takes at most ' + str(len(names)) + ' values: ' + ', '.join(one[0] for one in names))
        for (_, name), value in zip(names, values):
            self.given[name] = plain(value, type(self).__name__)
        for word, value in named.items():
            name = dict(names).get(word)
            if name is None:
                raise Mistake(type(self).__name__ + ' has no ' + word + '; it has ' + ', '.join(one[0] for one in names))
            self.given[name] = plain(value, type(self).__name__)


def time_given(value, where):
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return plain(value, where)
    return {'type': 'constant', 'valueMs': value}


class Program:
    """The text of a program: Program("javascript", "..."). Parts that are given the same one share it."""
    def __init__(self, language, code, id=None):
        if language not in ('python', 'javascript'):
            raise Mistake('a program is written in "python" or "javascript", not in ' + repr(language))
        if not isinstance(code, str):
            raise Mistake('the code of a program must be a string')
        self.language, self.code, self.id, self.line = language, code, id, line_now()


class Wire:
    """A part that is wired to, with what the wire is like: Wire(db, latency=20, loss_percent=1)."""
    def __init__(self, target, **fields):
        if not isinstance(target, Part):
            raise Mistake('a wire leads to a part: Wire(db, latency=20)')
        self.target, self.fields = target, {}
        for word, value in fields.items():
            name = {'id': 'id', 'latency': 'latency', 'loss_percent': 'lossPercent', 'network': 'network'}.get(word)
            if name is None:
                raise Mistake('a wire has no ' + word + '; it has id, latency, loss_percent and network')
            self.fields[name] = time_given(value, word) if name == 'latency' else plain(value, word)
