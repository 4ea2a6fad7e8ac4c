import { PROGRAM_FILE } from './harness';
import { PYTHON_NODE_HARNESS } from './pythonNodeHarness';

/** Modules of the standard library that a program may use: those that need no outside world. */
export const PYTHON_MODULES = [
  '__future__',
  'abc',
  'array',
  'base64',
  'binascii',
  'bisect',
  'cmath',
  'collections',
  'copy',
  'dataclasses',
  'enum',
  'fractions',
  'functools',
  'hashlib',
  'heapq',
  'itertools',
  'json',
  'math',
  'numbers',
  'operator',
  'random',
  're',
  'statistics',
  'string',
  'struct',
  'sys',
  'textwrap',
  'types',
  'typing',
  'zlib',
] as const;

const MOST_WORDS = 200;

/**
 * Runs in the interpreter before the learner's program, in Python. What it takes away is taken away to say so in a sentence; that nothing
 * leads out is the work of the gate, and that nothing is left behind that of the memory. Its functions take a text and give a text:
 * `bring` imports what the text of a program names, `load` runs the program, `call` calls a function of it.
 */
export const HARNESS = `
def harness():
    import sys, builtins, _json
    FILE = '${PROGRAM_FILE}'
    ALLOWED = frozenset('${PYTHON_MODULES.join(' ')}'.split())
    NAMES = {}
    real_import = builtins.__import__
    compiled = compile
    ran = exec
    real_random = None

    class Decoder:
        strict = True
        object_hook = None
        object_pairs_hook = None
        parse_float = float
        parse_int = int
        parse_constant = float
        memo = {}

    scan = _json.make_scanner(Decoder)

    def refuse(value):
        raise TypeError('what is kept has a ' + type(value).__name__ + ' in it, and only what JSON has can be kept')

    line = _json.encode_basestring_ascii
    encoder = _json.make_encoder

    def written(value):
        return ''.join(encoder({}, refuse, line, None, ':', ',', False, False, False)(value, 0))

    def short(text):
        return line(text[:${MOST_WORDS}])

    def line_of(error):
        if isinstance(error, SyntaxError) and error.filename == FILE:
            return error.lineno
        found = None
        at = error.__traceback__
        while at is not None:
            if at.tb_frame.f_code.co_filename == FILE:
                found = at.tb_lineno
            at = at.tb_next
        return found

    def threw(error):
        number = line_of(error)
        try:
            words = error.msg if isinstance(error, SyntaxError) else str(error)
        except BaseException:
            words = 'something that cannot be shown'
        return 'threw\\n' + short(type(error).__name__) + '\\n' + short(str(words)) + '\\n' + ('null' if number is None else str(number))

    class Refused(ImportError):
        pass

    def imported(name, globals=None, locals=None, fromlist=(), level=0):
        own = globals is not None and globals.get('__name__') == FILE
        if own and name.partition('.')[0] not in ALLOWED:
            if name.partition('.')[0] in ('time', 'datetime'):
                raise Refused('there is no clock here; the time is given as request["atMs"]')
            if name.partition('.')[0] in ('secrets', 'uuid'):
                raise Refused('there is no ' + name + ' here; chance comes from random')
            raise Refused('there is no module ' + name + ' here: programs reach no files, no network and nothing of the machine')
        return real_import(name, globals, locals, fromlist, level)

    def without(sentence):
        def refused(*args, **options):
            raise PermissionError(sentence)
        return refused

    class Silent:
        def write(self, text):
            return len(text)

        def flush(self):
            pass

    # Deeper than this, what is let go of in the end would need more of the stack than the sandbox has.
    sys.setrecursionlimit(400)
    sys.stdout = sys.stderr = Silent()
    builtins.__import__ = imported
    builtins.open = without('there are no files here')
    builtins.input = without('nobody can be asked here')
    builtins.breakpoint = without('there is no debugger here')
    for name in ('exit', 'quit', 'help', 'copyright', 'credits', 'license'):
        if hasattr(builtins, name):
            delattr(builtins, name)

    def names_in(node, found):
        import _ast
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if isinstance(one, _ast.Import):
                found.extend(alias.name for alias in one.names)
            elif isinstance(one, _ast.ImportFrom) and one.module and not one.level:
                found.append(one.module)
            for field in one._fields:
                value = getattr(one, field, None)
                if isinstance(value, _ast.AST):
                    waiting.append(value)
                elif isinstance(value, list):
                    waiting.extend(item for item in value if isinstance(item, _ast.AST))

    def bring(source):
        nonlocal real_random
        try:
            found = []
            names_in(compiled(source, FILE, 'exec', 0x400, True), found)
            for name in found:
                if name.partition('.')[0] in ALLOWED:
                    try:
                        real_import(name)
                    except ImportError:
                        pass
            if 'random' in sys.modules:
                real_random = sys.modules['random'].seed
            return ''
        except BaseException as error:
            return threw(error)

    def load(source):
        try:
            NAMES.clear()
            NAMES['__name__'] = FILE
            NAMES['__builtins__'] = builtins
            if real_random is not None:
                real_random(0)
            ran(compiled(source, FILE, 'exec', 0, True), NAMES)
            return ''
        except BaseException as error:
            return threw(error)

    def kind_of(value):
        if value is None:
            return 'undefined'
        if isinstance(value, bool):
            return 'boolean'
        if isinstance(value, (int, float)):
            return 'number'
        return 'string' if isinstance(value, str) else 'object'

    def call(text):
        name, seed, given = text.split('\\n', 2)
        try:
            if real_random is not None:
                real_random(int(seed))
            args, _ = scan(given, 0)
            called = NAMES.get(name)
            if called is None:
                raise Refused('the program has no function named ' + name)
            value = called(*args)
            kind = kind_of(value)
            if kind == 'number' and isinstance(value, int) and not -(2**53) < value < 2**53:
                raise OverflowError('it gave a whole number of more than 53 bits; keep it shorter, for instance with % 2**32')
            told = kind == 'string' or (kind == 'number' and value - value == 0)
            shown = written(value) if told else 'null'
            return kind + '\\n' + shown + '\\n' + (written(args[-1]) if args else 'null')
        except BaseException as error:
            return threw(error)

    tools = (scan, written, line, line_of, real_import, imported, compiled, ran, ALLOWED, type(sys))
    return call, load, bring, tools
${PYTHON_NODE_HARNESS}
call, load, bring, step = (lambda found: (*found[:3], node_harness(found[3])))(harness())
`;
