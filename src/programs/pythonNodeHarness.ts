import { PROGRAM_FILE } from './harness';
import { MOST_CALLERS, NODE_LIMITS } from './nodeLimits';

/**
 * Runs in the interpreter behind the harness for functions, in Python: gives a learner's program that is a node the words of Maelstrom's
 * nodes. Its function takes a text, a word and JSON behind it, and gives lines as `nodeOutputs` reads them.
 */
export const PYTHON_NODE_HARNESS = `
def node_harness(tools):
    import sys
    FILE = '${PROGRAM_FILE}'
    scan, written, line, line_of, real_import, imported, compiled, ran, ALLOWED, Module = tools
    told = []
    counts = {'sent': 0, 'logged': 0, 'timer': 0, 'message': 0}
    clock = {'ms': 0.0}
    handlers = {}
    timers = {}
    waiting = {}
    stored = {}
    NAMES = {}

    def short(text, most):
        return text if len(text) <= most else text[:most - 1] + '\\u2026'

    def words_of(error):
        try:
            return str(error.msg if isinstance(error, SyntaxError) else str(error))
        except BaseException:
            return 'something that cannot be shown'

    def lines_of(error):
        lines = []
        at = error.__traceback__
        while at is not None:
            if at.tb_frame.f_code.co_filename == FILE:
                lines.append(at.tb_lineno)
            at = at.tb_next
        return lines

    def mistake(error):
        number = line_of(error)
        lines = [] if isinstance(error, SyntaxError) else lines_of(error)[:-1]
        chain = '' if number is None else ' '.join(str(at) for at in [number, *lines[:-${MOST_CALLERS + 1}:-1]])
        words = words_of(error)
        cause = error.__cause__ if error.__cause__ is not None or error.__suppress_context__ else error.__context__
        if cause is not None:
            found = lines_of(cause)
            at = '' if not found else ' in line ' + str(found[-1])
            words = short(words, 100) + ', after ' + type(cause).__name__ + ': ' + short(words_of(cause), 80) + at
        parts = [type(error).__name__, short(words, 200), chain, '']
        told.append('p' + '\\t'.join(line(part) for part in parts))

    class RPCError(Exception):
        def __init__(self, code, text=''):
            super().__init__(text)
            self.code = code
            self.text = text

    for code, name in ((0, 'timeout'), (1, 'node_not_found'), (10, 'not_supported'), (11, 'temporarily_unavailable'),
                       (12, 'malformed_request'), (13, 'crash'), (14, 'abort'), (20, 'key_does_not_exist'),
                       (21, 'key_already_exists'), (22, 'precondition_failed'), (30, 'txn_conflict')):
        setattr(RPCError, name, staticmethod(lambda text='', code=code: RPCError(code, text)))

    def whole(value):
        if isinstance(value, int):
            if not -(2**53) < value < 2**53:
                raise OverflowError('a whole number of more than 53 bits does not fit into a message; send it as a text')
        elif isinstance(value, dict):
            for item in value.values():
                whole(item)
        elif isinstance(value, (list, tuple)):
            for item in value:
                whole(item)

    def post(dest, body, answers, more):
        if not isinstance(dest, str):
            raise TypeError('send to a node by its name, a text: node.send("n2", body)')
        if not isinstance(body, dict) or not isinstance(body.get('type'), str):
            raise TypeError('a message is a dict with a type: {"type": "echo_ok"}')
        body = {**body, **more}
        whole(body)
        json = written(body)
        if len(json) > ${NODE_LIMITS.messageChars}:
            raise ValueError('a message of ' + str(len(json)) + ' characters is too large; ${NODE_LIMITS.messageChars} are allowed')
        counts['sent'] += 1
        if counts['sent'] > ${NODE_LIMITS.messages}:
            raise ValueError('more than ${NODE_LIMITS.messages} messages at once are too many')
        told.append('s' + line(dest) + '\\t' + str(answers) + '\\t' + json)

    def log(*values, sep=' ', end='', file=None, flush=False):
        counts['logged'] += 1
        if counts['logged'] > ${NODE_LIMITS.logLines}:
            return
        text = sep.join(value if isinstance(value, str) else str(value) for value in values)
        last = counts['logged'] == ${NODE_LIMITS.logLines}
        told.append('l' + line('more lines at this moment are left out' if last else short(text, ${NODE_LIMITS.logChars})))

    def set_timer(ms, f, again):
        if not 0 <= ms <= 1e12:
            raise ValueError('a time is a number of milliseconds from 0 on')
        if not callable(f):
            raise TypeError('say what is to be done: node.after(100, f)')
        if len(timers) >= ${NODE_LIMITS.timers}:
            raise ValueError('more than ${NODE_LIMITS.timers} timers at once are too many')
        counts['timer'] += 1
        timer = counts['timer']
        timers[timer] = (f, ms if again else -1)
        told.append('t' + str(timer) + '\\t' + repr(float(ms)))
        return timer

    def cancel(timer):
        if timers.pop(timer, None) is not None:
            told.append('c' + str(timer))

    class Answer:
        """What an rpc is waited for by: await gives the body of the reply."""
        def __init__(self):
            self.outcome = None
            self.goes_on = None
            self.callback = None

        def __await__(self):
            if self.outcome is None:
                yield self
            body, error = self.outcome
            if error is not None:
                raise error
            return body

        def come(self, body, error):
            self.outcome = (body, error)
            if self.callback is not None:
                self.callback(error, body)
            elif self.goes_on is not None:
                self.goes_on()

    def is_coroutine(value):
        return hasattr(value, 'send') and hasattr(value, 'throw') and hasattr(value, 'cr_await')

    def drive(msg, coroutine):
        try:
            waits = coroutine.send(None)
        except StopIteration:
            return
        except Exception as error:
            refuse(msg, error)
            return
        if isinstance(waits, Answer):
            waits.goes_on = lambda: drive(msg, coroutine)
        else:
            refuse(msg, TypeError('only the answer of node.rpc can be awaited here'))

    def refuse(msg, error):
        own = isinstance(error, RPCError)
        if not own:
            mistake(error)
        if msg is None or 'msg_id' not in msg['body']:
            return
        body = {'type': 'error', 'code': error.code if own else 13, 'text': short(str(error), 200)}
        post(msg['src'], body, msg['id'], {'in_reply_to': msg['body']['msg_id']})

    def run(msg, f, *args):
        try:
            result = f(*args)
            if is_coroutine(result):
                drive(msg, result)
        except Exception as error:
            refuse(msg, error)

    class Storage:
        def get(self, name, default=None):
            return scan(stored[str(name)], 0)[0] if str(name) in stored else default

        def set(self, name, value):
            whole(value)
            stored[str(name)] = written(value)
            told.append('k' + line(str(name)) + '\\t' + stored[str(name)])

        def delete(self, name):
            if stored.pop(str(name), None) is not None:
                told.append('k' + line(str(name)) + '\\t')

        def keys(self):
            return list(stored)

    class Node:
        def __init__(self):
            self.node_id = ''
            self.node_ids = []
            self.neighbours = []
            self.storage = Storage()

        def on(self, type, handler=None):
            if not isinstance(type, str):
                raise TypeError('say which messages: @node.on("echo")')
            def take(f):
                handlers[type] = f
                return f
            return take if handler is None else take(handler)

        def send(self, dest, body):
            post(dest, body, 0, {})

        def reply(self, msg, body):
            if not isinstance(msg, dict) or not isinstance(msg.get('body'), dict):
                raise TypeError('reply to a message that has come: node.reply(msg, body)')
            to = msg['body'].get('msg_id')
            post(msg['src'], body, int(msg.get('id', 0)), {} if to is None else {'in_reply_to': to})

        def rpc(self, dest, body, callback=None, timeout_ms=${NODE_LIMITS.rpcTimeoutMs}):
            counts['message'] += 1
            number = counts['message']
            post(dest, body, 0, {'msg_id': number})
            answer = Answer()
            answer.callback = callback
            def nobody():
                waiting.pop(number, None)
                answer.come(None, RPCError(0, 'no answer from ' + dest + ' within ' + str(timeout_ms) + ' ms'))
            waiting[number] = (answer, set_timer(timeout_ms, nobody, False))
            return answer if callback is None else None

        def after(self, ms, f=None):
            return (lambda g: set_timer(ms, g, False) and g) if f is None else set_timer(ms, f, False)

        def every(self, ms, f=None):
            return (lambda g: set_timer(ms, g, True) and g) if f is None else set_timer(ms, f, True)

        def cancel(self, timer):
            cancel(timer)

        def spawn(self, coroutine):
            drive(None, coroutine)

        def log(self, *values):
            log(*values)

        def now(self):
            return clock['ms']

        def random(self):
            return real_import('random').random()

        @property
        def neighbors(self):
            return self.neighbours

    node = Node()
    time = Module('time')
    time.time = time.monotonic = time.perf_counter = lambda: clock['ms'] / 1000
    time.time_ns = time.monotonic_ns = time.perf_counter_ns = lambda: int(clock['ms'] * 1e6)
    def sleep(seconds):
        raise PermissionError('a node cannot sleep: it would hear of nothing; use node.after')
    time.sleep = sleep

    def own_import(name, globals=None, locals=None, fromlist=(), level=0):
        if name == 'time' and globals is not None and globals.get('__name__') == FILE:
            return time
        return imported(name, globals, locals, fromlist, level)

    def begin(given, source):
        import builtins
        clock['ms'] = given['clockMs']
        node.node_id = given['nodeId']
        node.node_ids = given['nodeIds']
        node.neighbours = given['neighbours']
        counts['message'] = given['life'] * 1000000
        stored.update(given['storage'])
        builtins.__import__ = own_import
        if 'random' in sys.modules:
            sys.modules['random'].seed(given['seed'])
        NAMES.update({'__name__': FILE, '__builtins__': builtins, 'node': node, 'RPCError': RPCError, 'print': log})
        given_names = set(NAMES)
        try:
            ran(compiled(source, FILE, 'exec', 0, True), NAMES)
        except Exception as error:
            mistake(error)
            return False
        NAMES['__given__'] = given_names
        if 'init' in handlers:
            body = {'type': 'init', 'node_id': node.node_id, 'node_ids': node.node_ids}
            run(None, handlers['init'], {'id': 0, 'src': node.node_id, 'dest': node.node_id, 'body': body})
        return True

    def message(given):
        body = given['body']
        msg = {'id': given['id'], 'src': given['src'], 'dest': node.node_id, 'body': body}
        asked = waiting.pop(body.get('in_reply_to'), None) if isinstance(body.get('in_reply_to'), int) else None
        if asked is not None:
            answer, timer = asked
            cancel(timer)
            if body['type'] == 'error':
                run(None, answer.come, None, RPCError(body.get('code', 13), body.get('text', '')))
            else:
                run(None, answer.come, body, None)
            return
        handler = handlers.get(body['type'])
        if handler is not None:
            run(msg, handler, msg)
        elif 'msg_id' in body and 'in_reply_to' not in body:
            refuse(msg, RPCError(10, node.node_id + ' has no handler for ' + body['type']))

    def timer(given):
        number = given['timer']
        due = timers.get(number)
        if due is None:
            return
        f, again = due
        if again >= 0:
            told.append('t' + str(number) + '\\t' + repr(float(again)))
        else:
            del timers[number]
        run(None, f)

    def shown(value):
        made = getattr(value, '__dict__', None)
        plain = type(value).__repr__ is object.__repr__ and isinstance(made, dict)
        return type(value).__name__ + ' ' + repr(made) if plain else repr(value)

    def variables():
        out = []
        for name, value in NAMES.items():
            if name.startswith('_') or name in NAMES.get('__given__', ()) or callable(value) or isinstance(value, Module):
                continue
            try:
                text = short(shown(value), ${NODE_LIMITS.shownChars})
            except Exception:
                text = 'something that cannot be shown'
            out.append('v' + line(name) + '\\t' + line(text))
        return '\\n'.join(out[:${NODE_LIMITS.shownVariables}])

    def locals_of(frame):
        parts = []
        for name, value in frame.f_locals.items():
            if name.startswith('_') or name in NAMES.get('__given__', ()) or callable(value) or isinstance(value, Module):
                continue
            try:
                parts.append(name + ' = ' + short(shown(value), 80))
            except Exception:
                parts.append(name + ' cannot be shown')
        return short(', '.join(parts), 200)

    def watched(lines, act):
        left = [${NODE_LIMITS.reachedLines}]
        def trace(frame, event, arg):
            if frame.f_code.co_filename != FILE:
                return None
            if event == 'line' and frame.f_lineno in lines and left[0] > 0:
                left[0] -= 1
                told.append('b' + str(frame.f_lineno) + '\\t' + line(locals_of(frame)))
            return trace
        sys.settrace(trace)
        try:
            return act()
        finally:
            sys.settrace(None)

    def step(text):
        word, _, rest = text.partition('\\n')
        word, *lines = word.split(' ')
        if lines:
            return watched({int(number) for number in lines}, lambda: carry_out(word, rest))
        return carry_out(word, rest)

    def carry_out(word, rest):
        if word == 'variables':
            return variables()
        json, _, source = rest.partition('\\n')
        given, _ = scan(json, 0)
        clock['ms'] = given['clockMs']
        counts['sent'] = counts['logged'] = 0
        loaded = True
        if word == 'start':
            loaded = begin(given, source)
        elif word == 'message':
            message(given)
        else:
            timer(given)
        lines = '\\n'.join(told)
        told.clear()
        return ('+' if loaded else '-') + lines

    return step
`;
