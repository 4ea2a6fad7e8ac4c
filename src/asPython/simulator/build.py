# Runs a script and tells what it built; behind all others.

SCRIPT_NAME = '__main__'


def made(name, base):
    return type(name, (base,), {'__module__': 'simulator', '__doc__': WORDS['help'].get(name)})


MODULE_NAMES = {'Simulation': Simulation, 'Wire': Wire, 'Program': Program}
for name in WORDS['kinds']:
    MODULE_NAMES[name] = made(name, Part)
for name in WORDS['faults']:
    MODULE_NAMES[name] = made(name, Fault)
for name in WORDS['spreads']:
    MODULE_NAMES[name] = made(name, Spread)
simulator = MODULE('simulator')
simulator.__dict__.update(MODULE_NAMES)
simulator.__all__ = list(MODULE_NAMES)


def ast_class(name):
    waiting = [type(Board.tree).__mro__[-2]]
    while waiting:
        one = waiting.pop()
        if one.__name__ == name:
            return one
        waiting += one.__subclasses__()


def shown(value):
    if isinstance(value, Profile):
        printed(repr(value))
    return value


def printed(*values, sep=' ', end='\n', file=None, flush=False):
    Board.printed.append((' ' if sep is None else sep).join(str(value) for value in values) + ('\n' if end is None else end))


def show_lookups(tree):
    """What a line of the file looks up is shown, as in a shell."""
    Call, Name, Load = ast_class('Call'), ast_class('Name'), ast_class('Load')
    for node in tree.body:
        if type(node).__name__ == 'Expr' and type(node.value).__name__ == 'Call':
            where = {word: getattr(node.value, word) for word in ('lineno', 'col_offset', 'end_lineno', 'end_col_offset')}
            node.value = Call(func=Name(id='__shown__', ctx=Load(), **where), args=[node.value], keywords=[], **where)


def own_import(name, globals=None, locals=None, fromlist=(), level=0):
    if name == 'simulator':
        return simulator
    if globals is None or globals.get('__name__') != SCRIPT_NAME:
        return __builtins__.__import__(name, globals, locals, fromlist, level)
    # The sandbox looks at who asks: the script is told what a program is told.
    return __builtins__.__import__(name, {'__name__': __name__}, locals, fromlist, level)


def line_of(error):
    if isinstance(error, SyntaxError) and error.filename == SCRIPT:
        return error.lineno
    found, at = None, error.__traceback__
    while at is not None:
        if at.tb_frame.f_code.co_filename == SCRIPT:
            found = at.tb_lineno
        at = at.tb_next
    return found


def words_of(error):
    try:
        return str(error.msg if isinstance(error, SyntaxError) else error)
    except BaseException:
        return 'something that cannot be shown'


def problem_of(error):
    words = words_of(error)
    if isinstance(error, SystemExit):
        words = 'it ended itself with ' + (repr(words) if isinstance(error.code, str) else 'code ' + words)
    elif isinstance(error, SyntaxError):
        words = 'it cannot be read: ' + words
    elif isinstance(error, MemoryError):
        words = LIMITS['memory']
    elif isinstance(error, RecursionError):
        words = LIMITS['stack']
    elif not isinstance(error, (Mistake, PermissionError)) and type(error).__name__ != 'Refused':
        words = type(error).__name__ + (': ' + words if words else '')
    return {'message': words[:400], 'line': line_of(error)}


def carry_out(tree):
    try:
        exec(compile(tree, SCRIPT, 'exec', 0, True), Board.names)
    except SystemExit as error:
        # sys.exit() ends a script, as everywhere.
        if error.code not in (None, 0):
            raise


def build(given):
    Board.parts, Board.wires, Board.simulations, Board.questions = [], [], [], 0
    Board.answers, Board.ask, Board.printed = given['answers'], None, []
    Board.source = given['script']
    problem = None
    try:
        Board.tree = compile(given['script'], SCRIPT, 'exec', 0x400, True)
        tree = compile(given['script'], SCRIPT, 'exec', 0x400, True)
        show_lookups(tree)
        own = dict(__builtins__.__dict__)
        own.update({'__import__': own_import, 'print': printed})
        Board.names = {'__name__': SCRIPT_NAME, '__builtins__': own, **MODULE_NAMES, 'simulator': simulator, '__shown__': shown}
        carry_out(tree)
        if Board.ask is None and Board.simulations and Board.questions == 0:
            Board.ask = {'type': 'end', 'line': Board.simulations[-1].line, 'board': Board.simulations[-1].described()}
    except Ask:
        pass
    except BaseException as error:
        if Board.ask is None:
            problem = problem_of(error)
    return json.dumps({'printed': ''.join(Board.printed), 'ask': Board.ask, 'problem': problem})
