# A simulation: what it reaches, what it is asked, and the description of its board; behind parts.py.

class Profile(dict):
    """What a store knows of a key."""
    message = ''

    def __repr__(self):
        return '\n'.join([self.message, *('  ' + name.ljust(9) + ' ' + str(value) for name, value in self.items())])

    __str__ = __repr__


class Result:
    """The figures of a run; result.data has all of them."""
    def __init__(self, data):
        self.data = data
        requests = data.get('requests', {})
        self.sent, self.ok, self.failed = requests.get('sent'), requests.get('ok'), requests.get('failed')
        self.throughput_per_second, self.goodput_per_second = data.get('throughputPerSecond'), data.get('goodputPerSecond')
        self.latency_ms, self.runtime_seconds = data.get('latencyMs'), data.get('simulatedSeconds')
        self.trace_hash = data.get('traceHash')

    def __getitem__(self, name):
        return self.data[name]

    def __repr__(self):
        return str(self.ok) + ' of ' + str(self.sent) + ' answered in ' + str(self.runtime_seconds) + ' s'


class Simulation:
    """Traffic for parts. Without a client among them it makes one, whose fields are given by name; without any it sends the course's."""
    def __init__(self, *parts, seed=None, duration_seconds=None, name=None, wire_latency=None, faults=(), key_space=None, prices=None,
                 fallacies=None, **client):
        self.line = line_now()
        self.extra = [wire.target for wire in targets_in(parts, 'Simulation') if WORDS['kinds'][type(wire.target).__name__]['begins']]
        self.targets = [wire for wire in targets_in(parts, 'Simulation') if wire.target not in self.extra]
        if self.extra and self.targets:
            self.extra += [wire.target for wire in self.targets]
            self.targets = []
        if client and self.extra:
            word = next(iter(client))
            raise Mistake('Simulation has no field ' + word + ', since it is given a ' + type(self.extra[0]).__name__ + '; set it there')
        self.client = client
        self.has_client = bool(self.extra)
        self.faults = list(faults) if isinstance(faults, (list, tuple)) else [faults]
        for fault in self.faults:
            if not isinstance(fault, Fault):
                raise Mistake('faults is a list of faults: faults=[Crash(w, at_seconds=25)]')
        course = WORDS['course']
        self.settings = {
            'seed': course['seed'] if seed is None else plain(seed, 'seed'),
            'durationSeconds': course['durationSeconds'] if duration_seconds is None else plain(duration_seconds, 'duration_seconds'),
        }
        for word, value in (('name', name), ('keys', key_space), ('prices', prices), ('fallacies', fallacies)):
            if value is not None:
                self.settings[word] = plain(value, word)
        self.wire_latency = time_given(course['wireLatencyMs'] if wire_latency is None else wire_latency, 'wire_latency')
        self.ran = None
        Board.simulations.append(self)

    def add(self, *parts):
        """Takes parts into the simulation that no wire leads to; they come first in the order of its parts."""
        self.extra = [wire.target for wire in targets_in(parts, 'Simulation')] + self.extra
        return self

    def run(self):
        """Runs it, prints its log and how long it took, and gives its figures."""
        place = Board.questions
        data = ask({'type': 'run', 'board': self.described()})
        self.ran = place
        return Result(data)

    def lookup(self, key, store):
        """What a store knows of a key at the end of the last run."""
        if not isinstance(store, Part):
            raise Mistake('say where to look: sim.lookup("peter", db)')
        if self.ran is None:
            raise Mistake('there is nothing to look up yet; call sim.run() first')
        found = ask({'type': 'lookup', 'run': self.ran, 'key': str(key), 'node': store.id})
        if 'problem' in found:
            raise Mistake(found['problem'])
        profile = Profile(found['fields'])
        profile.message = found['message']
        return profile

    def reached(self):
        """The parts of this simulation, from the client on, then whatever else hangs on to them."""
        found = self.extra + [wire.target for wire in self.targets]
        found = list(dict.fromkeys(found))
        place = 0
        while place < len(found):
            part = found[place]
            place += 1
            ahead = [wire['to'] for wire in Board.wires if wire['from'] is part]
            for other in ahead:
                if other not in found:
                    found.append(other)
            if place == len(found):
                for other in Board.parts:
                    net = getattr(other, 'network_part', None)
                    joined = any(wire['from'] is other and wire['to'] in found for wire in Board.wires)
                    if other not in found and (joined or net in found):
                        found.append(other)
                    if other in found and net is not None and net not in found:
                        found.append(net)
        return found

    def described(self):
        parts = self.reached()
        texts, places = {}, {}
        wires = []
        for part in parts:
            wires += [wire for wire in Board.wires if wire['from'] is part]
        board = {
            'line': self.line,
            'settings': self.settings,
            'wireLatency': self.wire_latency,
            'parts': [described(part, texts) for part in parts],
            'wires': [{**wire, 'from': wire['from'].id, 'to': wire['to'].id} for wire in wires],
            'faults': [{'line': fault.line, 'given': fault.given, 'pair': fault.pair and [one.id for one in fault.pair]} for fault in self.faults],
        }
        if not self.has_client:
            self.add_client(board, {part.id for part in parts})
        board['programs'] = {}
        for program in texts.values():
            board['programs'][program['id']] = {'language': program['language'], 'code': program['code']}
        return board

    def add_client(self, board, taken):
        number = 1
        while 'C' + str(number) in taken:
            number += 1
        client = 'C' + str(number)
        info = WORDS['kinds']['Client']
        common, params = {}, {}
        for word, value in self.client.items():
            if word in COMMON:
                common[word] = plain(value, word)
            elif word in info['fields']:
                params[info['fields'][word]] = time_given(value, word) if word in info['times'] else plain(value, word)
            else:
                raise Mistake('Simulation has no field ' + word + close_to(word, [*info['fields'], *WORDS['settings']]))
        course = WORDS['course']['client'] if not self.client else {}
        board['parts'].insert(0, {'id': client, 'kind': info['kind'], 'line': self.line, 'common': common, 'params': {**course, **params}})
        board['wires'][:0] = [{'from': client, 'to': wire.target.id, 'line': self.line, **wire.fields} for wire in self.targets]


def described(part, texts):
    params = {**WORDS['course']['parts'].get(part.info['kind'], {}), **part.params}
    for word, value in part.programs.items():
        called = part.info['called'].get(word)
        program = program_id(value, called, texts)
        if called is None:
            params[part.info['fields'][word]] = program
        else:
            params[called['field']] = program
            params.update(called['when'])
    return {'id': part.id, 'kind': part.info['kind'], 'line': part.line, 'common': part.common, 'params': params}


def program_id(value, called, texts):
    known = texts.get((id(value), called and called['name']))
    if known is None:
        known = {'language': 'python', 'id': None}
        if isinstance(value, Program):
            known = {'language': value.language, 'code': value.code, 'id': value.id}
        elif isinstance(value, str):
            known['code'] = value
        else:
            known['code'] = text_of(value, called and called['name'])
        if known['id'] is None:
            used = {one['id'] for one in texts.values()}
            number = 1
            while 'P' + str(number) in used:
                number += 1
            known['id'] = 'P' + str(number)
        texts[(id(value), called and called['name'])] = known
    return known['id']
