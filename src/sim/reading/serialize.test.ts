import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documents } from '../../../tests/support/scenarioArbitrary';
import { kinds, parseScenario, parseScenarioValue, serializeScenario, type Scenario } from '../index';

function accepted(document: unknown): Scenario {
  const parsed = parseScenarioValue(document);
  if (!parsed.ok) throw new Error(`${parsed.failure.name} at ${parsed.failure.path}: ${parsed.failure.message}`);
  return parsed.scenario;
}

function reread(text: string): Scenario {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(`${parsed.failure.name} at ${parsed.failure.path}: ${parsed.failure.message}`);
  return parsed.scenario;
}

/** The same JSON with the keys of every object the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turned(item)]),
  );
}

const worker = (id: string, params: object): object => ({ id, kind: 'worker', x: 0, y: 0, params });
const small = {
  format: 1,
  kinds: {},
  name: 'small',
  seed: 1,
  durationSeconds: 10,
  nodes: [worker('W1', {})],
  links: [],
  faults: [],
  checks: [],
};

describe('any scenario', () => {
  it('is the same after saving and loading', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const scenario = accepted(document);
        expect(reread(serializeScenario(scenario))).toStrictEqual(scenario);
      }),
      { numRuns: 100 },
    );
  });

  it('has one text: saving what was loaded changes nothing', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const text = serializeScenario(accepted(document));
        expect(serializeScenario(reread(text))).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  it('has the same text whatever the order of its keys and the spaces in its file', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(0, 1, 4, '\t'), (document, indent) => {
        // What the lesson of a scenario holds is not ours to order.
        const { lesson: _lesson, programs: _programs, ...ours } = document;
        expect(serializeScenario(reread(JSON.stringify(turned(ours), null, indent)))).toBe(serializeScenario(accepted(ours)));
      }),
      { numRuns: 100 },
    );
  });
});

describe('the text', () => {
  it('is made for reading and comparing: a line a wire, short params on one line, fixed order', () => {
    const scenario = accepted({
      checks: [{ atMost: 5, metric: 'errorPercent', id: 'K1' }],
      faults: [],
      links: [{ to: 'W1', from: 'C1', id: 'L1', latency: { valueMs: 2, type: 'constant' } }],
      nodes: [
        { params: {}, y: -0, x: 0, kind: 'client', id: 'C1' },
        { params: { tryAgainSeconds: 2 }, y: 0, x: 240, kind: 'load-balancer', id: 'LB1', label: 'Front' },
        worker('W1', {}),
      ],
      durationSeconds: 10,
      seed: 7,
      name: 'Order',
      kinds: { database: 1 },
      format: 1,
    });
    const lines = serializeScenario(scenario).split('\n');
    expect(lines.slice(0, 7)).toEqual([
      '{',
      '  "format": 2,',
      '  "kinds": { "client": 1, "load-balancer": 1, "worker": 1 },',
      '  "checkKinds": { "metric": 1 },',
      '  "name": "Order",',
      '  "seed": 7,',
      '  "durationSeconds": 10,',
    ]);
    expect(lines).toContain('      "params": { "strategy": "round-robin", "stopAfterFailures": 3, "tryAgainSeconds": 2, "timeoutMs": 0 }');
    expect(lines).toContain('    { "id": "L1", "from": "C1", "to": "W1", "latency": { "type": "constant", "valueMs": 2 } }');
    expect(lines).toContain('    { "id": "K1", "metric": "errorPercent", "atMost": 5 }');
    expect(lines.slice(-2)).toEqual(['}', '']);
    expect(lines.join('\n')).not.toContain('-0');
  });

  it('differs in one line when one field does', () => {
    const [before, after] = [20, 30].map((meanMs) =>
      serializeScenario(accepted({ ...small, nodes: [worker('W1', { serviceTimeMs: { type: 'exponential', meanMs } })] })).split('\n'),
    );
    expect(after.filter((line, i) => line !== before[i])).toEqual(['        "serviceTimeMs": { "type": "exponential", "meanMs": 30 },']);
  });

  it('holds every field in full, so that a later default changes no old file, but for folded ones that are off', () => {
    const document = JSON.parse(serializeScenario(accepted(small))) as { nodes: { params: object }[] };
    expect(accepted({ ...small, nodes: document.nodes }).nodes[0].params).toEqual(kinds.worker.descriptor.fields.parse({}));
    expect(Object.keys(document.nodes[0].params)).toEqual([
      'concurrency',
      'serviceTimeMs',
      'queueLimit',
      'costPerQueuedMs',
      'holdSlot',
      'readsFrom',
      'promoteAfterFailures',
      'callTimeoutMs',
    ]);
  });

  it('lists the versions of exactly the kinds that are used', () => {
    expect(JSON.parse(serializeScenario(accepted({ ...small, kinds: { client: 1, shard: 1 } })))).toMatchObject({ kinds: { worker: 1 } });
    expect(serializeScenario(accepted({ ...small, nodes: [] }))).toContain('"kinds": {},');
  });
});
