# The text of a function of the script, with what it uses of the script: what becomes the program of a part.

def nodes_in(node):
    waiting = [node]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one
        elif hasattr(one, '_fields'):
            yield one
            waiting[:0] = [getattr(one, field, None) for field in one._fields]


def text_of(function, called):
    """The text of a function of the script, with what it uses of the script: what becomes the program of a part."""
    pieces, seen, imports = [], set(), []
    name = piece_of(function, pieces, seen, imports)
    head = ''.join(one + '\n' for one in imports)
    alias = '' if called is None or called == name else called + ' = ' + name + '\n'
    return head + '\n\n'.join(pieces) + '\n' + alias


def piece_of(value, pieces, seen, imports):
    name = getattr(value, '__name__', '')
    code = getattr(value, '__code__', None)
    if code is not None and code.co_filename != SCRIPT:
        raise Mistake('your own function must be written in this file')
    if code is not None and code.co_freevars:
        raise Mistake(name + ' uses ' + code.co_freevars[0] + ' of the function around it; define it at the top of the file')
    node = node_of(value, code, name)
    text = segment(node)
    if type(node).__name__ == 'Lambda':
        name = 'own_function'
        text = name + ' = ' + text
    seen.add(value)
    needs(node, pieces, seen, imports)
    pieces.append(text)
    return name


def node_of(value, code, name):
    found = []
    for node in nodes_in(Board.tree):
        kind = type(node).__name__
        if code is None and kind == 'ClassDef' and node.name == name:
            found.append(node)
        elif code is not None and name == '<lambda>' and kind == 'Lambda' and node.lineno == code.co_firstlineno:
            found.append(node)
        elif code is not None and kind == 'FunctionDef' and node.name == name:
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            if first == code.co_firstlineno:
                found.append(node)
    if len(found) != 1:
        raise Mistake('it is unclear which function is meant here; write it with def, on lines of its own')
    return found[0]


def segment(node):
    lines = Board.source.split('\n')
    first = node.lineno
    own = lines[first - 1:node.end_lineno]
    if type(node).__name__ == 'Lambda':
        own[-1] = own[-1].encode()[:node.end_col_offset].decode()
        own[0] = own[0].encode()[node.col_offset:].decode()
        return '(' + '\n'.join(own) + ')' if len(own) > 1 else own[0]
    while first > 1 and lines[first - 2].startswith('#') and node.col_offset == 0:
        first -= 1
        own.insert(0, lines[first - 1])
    return '\n'.join(one[node.col_offset:] if not one[:node.col_offset].strip() else one for one in own).rstrip()


def needs(node, pieces, seen, imports):
    for one in nodes_in(node):
        if type(one).__name__ != 'Name' or one.id not in Board.names:
            continue
        value = Board.names[one.id]
        key = one.id
        line = import_of(key)
        if line is not None:
            if line not in imports:
                imports.append(line)
        elif isinstance(value, (FUNCTION, type)) and getattr(value, '__module__', '') == SCRIPT_NAME:
            if value not in seen:
                piece_of(value, pieces, seen, imports)
        elif key not in seen:
            seen.add(key)
            plain_value(value, key)
            pieces.insert(0, key + ' = ' + repr(value))


def import_of(key):
    """The line with which the script imports a name."""
    for node in nodes_in(Board.tree):
        kind = type(node).__name__
        for alias in node.names if kind in ('Import', 'ImportFrom') else ():
            if (alias.asname or alias.name.partition('.')[0]) == key:
                head = 'import ' if kind == 'Import' else 'from ' + str(node.module) + ' import '
                return head + alias.name + (' as ' + alias.asname if alias.asname else '')
    return None


def plain_value(value, key):
    if value is None or isinstance(value, (bool, int, float, str)):
        return
    if isinstance(value, (list, tuple, set, frozenset, dict)) and not isinstance(value, Profile):
        for one in (list(value.items()) if isinstance(value, dict) else value):
            plain_value(one, key)
        return
    raise Mistake('your function uses ' + key + ', which is a ' + type(value).__name__ + '; it can use numbers, strings, lists and functions')
