# Parts of the board and what goes wrong with them; behind values.py.

def targets_in(given, owner):
    for one in given:
        if isinstance(one, (list, tuple)):
            yield from targets_in(one, owner)
        elif isinstance(one, Wire):
            yield one
        elif isinstance(one, Part):
            yield Wire(one)
        elif isinstance(one, type) and issubclass(one, Part):
            raise Mistake(one.__name__ + ' is the class; make a part of it with ' + one.__name__ + '()')
        else:
            raise Mistake(owner + ' is wired to parts, and ' + repr(one)[:40] + ' is not a part; fields are given by name')


class Part:
    """A part of the board. What it is wired to comes first, then its fields by name."""
    def __init__(self, *targets, **fields):
        self.line = line_now()
        self.info = WORDS['kinds'][type(self).__name__]
        self.common, self.params, self.programs = {}, {}, {}
        self.id = self.named(fields.pop('id', None))
        Board.parts.append(self)
        for word, value in fields.items():
            self.set(word, value)
        self.connect(*targets)

    def named(self, wanted):
        taken = {part.id for part in Board.parts}
        if wanted is not None:
            if wanted in taken:
                raise Mistake('there is already a part ' + str(wanted) + '; give this one another id')
            return wanted
        number = 1
        while self.info['prefix'] + str(number) in taken:
            number += 1
        return self.info['prefix'] + str(number)

    def connect(self, *targets):
        """Draws wires from this part to others; gives the part."""
        for wire in targets_in(targets, type(self).__name__):
            Board.wires.append({'from': self, 'to': wire.target, 'line': line_now(), **wire.fields})
        return self

    def set(self, word, value):
        what = type(self).__name__ + '.' + word
        if isinstance(value, (FUNCTION, Program)) or (word in self.info['programs'] and isinstance(value, str)):
            self.programs[word] = value
            if word not in self.info['called'] and word not in self.info['programs']:
                raise Mistake(what + ' is not a function of your own' + self.known(word))
        elif word in COMMON:
            self.common[word] = plain(value, what)
            if word == 'network' and isinstance(value, Part):
                self.network_part = value
        elif word in self.info['fields']:
            name = self.info['fields'][word]
            self.params[name] = time_given(value, what) if word in self.info['times'] else plain(value, what)
        else:
            raise Mistake(type(self).__name__ + ' has no field ' + word + self.known(word))

    def known(self, word):
        return close_to(word, [*self.info['fields'], *self.info['called'], *COMMON])

    def __repr__(self):
        return self.id


class Fault:
    """Something that goes wrong at a time: Crash(w, at_seconds=25, for_seconds=10)."""
    def __init__(self, *about, **fields):
        name = type(self).__name__
        info = WORDS['faults'][name]
        self.line, self.pair = line_now(), None
        self.given = {'type': info['type']}
        if about and info['about'] == 'link':
            if len(about) != 2 or not all(isinstance(one, Part) for one in about):
                raise Mistake(name + ' is about a wire: name the parts at both ends, ' + name + '(w, db, at_seconds=10)')
            self.pair = about
        elif about and info['about'] == 'node' and len(about) == 1:
            self.given['node'] = plain(about[0], name)
        elif about and info['about'] == 'nodes':
            self.given['nodes'] = plain(about[0] if isinstance(about[0], (list, tuple)) else about, name)
        elif about:
            raise Mistake(name + ' takes its fields by name: ' + ', '.join(info['fields']))
        for word, value in fields.items():
            if word not in info['fields']:
                raise Mistake(name + ' has no field ' + word + close_to(word, list(info['fields'])))
            self.given[info['fields'][word]] = plain(value, name + '.' + word)
