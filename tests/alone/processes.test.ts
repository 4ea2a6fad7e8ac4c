import { describe, expect, it } from 'vitest';
import { createRun, journalText, Processes, ProcessJournal, readJournal, type Run, type Scenario } from '../../src/sim/index';
import { FakeHost, type FakeProgram } from '../support/processes/fakeHost';
import { build } from '../support/scenarios';

/** Counts what it was asked, and passes values on to its peer. */
const counting: FakeProgram = ({ src, body }, node, n) => {
  if (body.type === 'read') return [{ body: { type: 'read_ok', messages: [] } }];
  if (body.type === 'news') return [];
  const news = { type: 'news', value: body.message, by: src, in_reply_to: undefined };
  return [{ body: { type: 'broadcast_ok', count: n } }, { to: node === 'n1' ? 'n2' : 'n1', body: news }];
};
const dying: FakeProgram = (message, node, n) => (n === 5 ? [{ end: 'it ended with exit code 3' }] : counting(message, node, n));

function board(faults: object[] = [], path = '/counting'): Scenario {
  return build({
    durationSeconds: 4,
    faults,
    nodes: [
      ...['n1', 'n2'].map((id) => ({ id, kind: 'process-node', params: { path, arguments: '--name "a b"', pace: 'as-it-answers' } })),
      { id: 'N1', kind: 'network', params: { latency: { type: 'exponential', meanMs: 20 } } },
      { id: 'asker', kind: 'workload', params: { workload: 'broadcast', ratePerSecond: 20, operationLimit: 40, settleSeconds: 0.5 } },
    ],
    links: ['n1', 'n2', 'asker'].map((from) => ({ from, to: 'N1' })),
  });
}

const hostOf = (): FakeHost => new FakeHost({ '/counting': counting, '/dying': dying });

function live(scenario: Scenario, host = hostOf()): { readonly run: Run; readonly host: FakeHost; readonly journal: ProcessJournal } {
  const journal = new ProcessJournal();
  const run = createRun(scenario, { processes: new Processes(journal, host), checkpointEveryEvents: 50 });
  return { run: finish(run), host, journal };
}

function finish(run: Run): Run {
  while (!run.advance({ maxEvents: 1000 }));
  return run;
}

function played(scenario: Scenario, journal: ProcessJournal): Run {
  const read = readJournal(journalText(journal));
  if (!read.ok) throw new Error(`the journal ${read.why}`);
  return finish(createRun(scenario, { processes: new Processes(read.journal, null), checkpointEveryEvents: 50 }));
}

const problems = (run: Run): (string | null)[] =>
  ['n1', 'n2'].map((id) => run.summary().nodes.find((node) => node.id === id)?.problem ?? null);

describe('a node that is a process outside', () => {
  it('is started once, initialised and asked as Maelstrom does, with clients by the names c1, c2 and so on', () => {
    const { run, host } = live(board());
    expect(host.started).toEqual(['n1 /counting --name a b', 'n2 /counting --name a b']);
    expect(host.given[0]).toBe(
      'n1 {"id":0,"src":"c0","dest":"n1","body":{"type":"init","msg_id":1,"node_id":"n1","node_ids":["n1","n2"]}}',
    );
    expect(host.given.filter((line) => line.includes('"src":"c1"')).length).toBeGreaterThan(40);
    const { requests } = run.summary();
    expect(requests.ok).toBe(requests.sent);
    expect(problems(run)).toEqual([null, null]);
  });

  it('is waited for until it answers what it was asked, whatever else it writes before', () => {
    const taken = new Map<boolean, string[]>([true, false].map((isAnswer) => [isAnswer, []]));
    class Watched extends FakeHost {
      override news(...[node, wait]: Parameters<FakeHost['news']>): ReturnType<FakeHost['news']> {
        const news = super.news(node, wait);
        for (const item of news) if (item.type === 'line') taken.get(wait.isAnswer(item.text))?.push(item.text);
        return news;
      }
    }
    live(board(), new Watched({ '/counting': (...asked) => [...counting(...asked)].reverse() }));
    expect(taken.get(false)?.length).toBeGreaterThan(15);
    for (const line of taken.get(false) ?? []) expect(line).toMatch(/"type":"(news|init_ok)"/);
    expect(taken.get(true)?.length).toBeGreaterThan(40);
    for (const line of taken.get(true) ?? []) expect(line).toContain('"in_reply_to"');
  });

  it('is not started by a scenario: nobody has allowed it, which is told, the same each time', () => {
    const [first, second] = [1, 2].map(() => finish(createRun(board())));
    expect(problems(first)[0]).toBe('The process of n1 is not there: nobody has allowed it to be started.');
    expect(first.summary().requests.ok).toBe(0);
    expect(second.summary()).toEqual(first.summary());
  });

  it('gives the same trace from its journal, and nothing is started for that', () => {
    const crash = { id: 'F1', atSeconds: 1, type: 'crash', node: 'n1', forSeconds: 0.5 };
    const { run, host, journal } = live(board([crash]));
    expect(host.started).toEqual(['n1', 'n2', 'n1'].map((id) => `${id} /counting --name a b`));
    const again = played(board([crash]), journal);
    expect(again.summary()).toEqual(run.summary());
    expect(again.summary().traceHash).not.toBe(live(board()).run.summary().traceHash);
  });

  it('is looked into at any moment without being asked once more', () => {
    const { run, host } = live(board([{ id: 'F1', atSeconds: 1, type: 'crash', node: 'n1', forSeconds: 0.5 }]));
    const asked = host.given.length;
    const end = run.moment(4e9);
    for (const atNs of [3.1e9, 0.4e9, 1.2e9, 2e9]) run.window(atNs, atNs + 5e8, 10_000);
    expect(run.moment(4e9).stateHash).toBe(end.stateHash);
    expect(run.inspect(2e9, 'n1')?.sections[1]).toMatchObject({ title: 'Last lines' });
    expect(host.given.length).toBe(asked);
    expect(host.started).toHaveLength(3);
  });

  it('goes another way in a branch: what is common comes from the journal, then a process is brought up to there', () => {
    const { run, host } = live(board());
    const before = host.given.length;
    const same = finish(run.branch(2e9, []));
    expect(same.summary().traceHash).toBe(run.summary().traceHash);
    expect(host.branches[0].started).toEqual([]);
    const crash = { id: 'F1', atSeconds: 1.5, type: 'crash', node: 'n1', forSeconds: 0.5 } as const;
    const other = finish(run.branch(1.5e9, [crash]));
    const [, ofOther] = host.branches;
    // n2 is asked differently from then on; it learns first what it was asked before.
    expect(ofOther.started.sort()).toEqual(['n1 /counting --name a b', 'n2 /counting --name a b']);
    const told = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('n2 ')).slice(0, 10);
    expect(told(ofOther.given)).toEqual(told(host.given));
    expect(other.summary().requests.ok).toBeGreaterThan(0);
    expect(host.given.length).toBe(before);
    expect(finish(other.branch(3e9, [])).summary().traceHash).toBe(other.summary().traceHash);
  });

  it('is told of where a journal does not go on and nothing may be started', () => {
    const { journal } = live(board());
    const crash = { id: 'F1', atSeconds: 1.5, type: 'crash', node: 'n1', forSeconds: 0.5 };
    const run = played(board([crash]), journal);
    expect(problems(run)[0]).toBe(
      'The process of n1 is not there: the journal does not say what it does from here on, and nobody has allowed it to be started.',
    );
    expect(played(board([crash]), journal).summary()).toEqual(run.summary());
  });

  it('ends the node with the process, as it is told', () => {
    const { run, journal } = live(board([], '/dying'));
    expect(problems(run)[0]).toBe('The process of n1 is not there: it ended with exit code 3.');
    expect(played(board([], '/dying'), journal).summary().traceHash).toBe(run.summary().traceHash);
  });

  it.each([
    ['a line that is no JSON', 'this is none', 'it wrote a line that is not JSON: this is none'],
    [
      'a message without a body',
      '{"src":"n1","dest":"n2"}',
      'it wrote something that is not a message (src, dest, and a body with a type)',
    ],
    ['what is nested too deep', `{"src":"n1","dest":"n2","body":${'['.repeat(50_000)}`, 'it wrote a message nested more than 100 deep'],
    ['a very long line', 'x'.repeat(200_000), 'it wrote a line of 200000 characters; 100000 are allowed'],
    ['a message of another', '{"src":"n2","dest":"n1","body":{"type":"x"}}', 'it wrote a message from "n2", but its name is n1'],
    [
      'an answer to what is no number',
      '{"src":"n1","dest":"n2","body":{"type":"x","in_reply_to":{"toString":1,"valueOf":1}}}',
      'it wrote a message whose in_reply_to is no number',
    ],
    ['zeros and what is no text', '\0\0\ufffd', 'it wrote a line that is not JSON'],
    ['a list', '[{"src":"n1"}]', 'it wrote something that is not a message'],
    ['a second init_ok', '{"src":"n1","dest":"c0","body":{"type":"init_ok","in_reply_to":1}}', 'it answered init a second time'],
    ['a message to nobody', '{"src":"n1","dest":"n9","body":{"type":"x"}}', 'it sent x to n9, and nobody has that name'],
  ])('tells of %s, and goes on', (_what, raw, problem) => {
    const wrong: FakeProgram = (message, node, n) => [...(n === 3 && node === 'n1' ? [{ raw }] : []), ...counting(message, node, n)];
    const { run } = live(board(), new FakeHost({ '/counting': wrong }));
    expect(problems(run)[0]).toContain(`The process of n1 made a mistake: ${problem}`);
    expect(run.summary().requests.ok).toBe(run.summary().requests.sent);
  });

  it('is told of as hanging once it has answered nothing to ten messages', () => {
    const host = new FakeHost({ '/counting': () => [] });
    const { run } = live(board(), host);
    expect(problems(run)[0]).toMatch(
      /^The process of n1 hangs: it was given \d\d messages that need an answer, and has written nothing since\.$/,
    );
  });
});

describe('the file of a journal', () => {
  const nodes = (text: string): string => `{"faultboardJournal":1,"nodes":{"n1":${text}}}`;

  it.each([
    ['is no JSON', 'x', 'is no journal'],
    ['is empty', '', 'is no journal'],
    ['is of another sort', '{"format":2}', 'is no journal'],
    ['is a list', '[1]', 'is no journal'],
    ['is of another version', '{"faultboardJournal":2}', 'is a journal of another version of Faultboard (2); this one reads version 1'],
    [
      'has a field of another type',
      nodes('{"turns":1,"entries":[[0,"0","look",[]]]}'),
      'is damaged at nodes.n1.entries[0][1]: its shape is not that of a journal',
    ],
    [
      'has turns in no order',
      nodes('{"turns":3,"entries":[[1,0,"look",[]],[1,0,"look",[]]]}'),
      'is damaged in entry 2 of node "n1": no run can have written that',
    ],
    ['goes back in time', nodes('{"turns":3,"entries":[[1,5,"look",[]],[2,4,"look",[]]]}'), 'is damaged in entry 2 of node "n1"'],
    ['has a turn behind its last', nodes('{"turns":1,"entries":[[1,0,"look",[]]]}'), 'is damaged in entry 1 of node "n1"'],
    ['starts nothing', nodes('{"turns":1,"entries":[[0,0,"start x",[]]]}'), 'is damaged in entry 1 of node "n1"'],
  ])('is refused where it %s', (_what, text, why) => {
    const read = readJournal(text);
    expect(read.ok ? '' : read.why).toContain(why);
  });

  it('is refused wherever it was cut off or changed, with the line', () => {
    const text = journalText(live(board()).journal);
    const why = (damaged: string): string => {
      const read = readJournal(damaged);
      return read.ok ? 'read' : read.why;
    };
    for (let i = 1; i < 40; i++) {
      const cut = text.slice(0, Math.floor((text.length * i) / 40));
      expect(why(cut)).toBe(`ends too early, in line ${cut.split('\n').length}: it was not written or copied whole`);
    }
    const lines = text.split('\n');
    lines[20] = lines[20].replace('[', '[[');
    expect(why(lines.join('\n'))).toBe('is damaged in line 21: that is no JSON');
    expect(why(text.replaceAll('\n', '\r\n'))).toBe('read');
  });

  it('is of no use to another board, which says so', () => {
    const { journal } = live(board());
    expect(problems(played(board([], '/other'), journal))[0]).toBe(
      'The process of n1 is not there: the journal is that of /counting --name a b, and nobody has allowed it to be started.',
    );
    const renamed = JSON.parse(JSON.stringify(board()).replaceAll('"n2"', '"n3"')) as Scenario;
    const run = played(renamed, journal);
    expect(run.summary().nodes.find(({ id }) => id === 'n3')?.problem).toBe(
      'The process of n3 is not there: ' +
        'the journal says nothing of it (it is of another board, perhaps), and nobody has allowed it to be started.',
    );
    const seed = played({ ...board(), seed: 99 }, journal);
    expect(problems(seed)[0]).toContain('the journal does not say what it does from here on');
  });
});
