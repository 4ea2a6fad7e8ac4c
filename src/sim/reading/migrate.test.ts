import { describe, expect, it } from 'vitest';
import { isOlder, migrate, released, type Migrations } from './migrate';

const seen: string[] = [];

/** Three formats, and a relay of three versions: first `delay` (seconds), then `delayMs`, then a distribution. */
const fake: Migrations = {
  newestFormat: 3,
  format: [
    (before) => ({ ...before, title: undefined, name: before.title }),
    (before) => ({ ...before, nodes: (before.parts as unknown[]).map((part) => part), parts: undefined }),
  ],
  kinds: {
    relay: {
      version: 3,
      steps: [
        ({ delay, ...rest }) => ({ ...rest, delayMs: (delay as number) * 1000 }),
        ({ delayMs, ...rest }) => ({ ...rest, delay: { type: 'constant', valueMs: delayMs } }),
      ],
    },
    lamp: { version: 1, steps: [] },
    witness: { version: 2, steps: [(before) => (seen.push(String(before.id)), { ...before })] },
  },
  faultKinds: {
    flood: { version: 2, steps: [({ litres, ...rest }) => ({ ...rest, cubicMetres: (litres as number) / 1000 })] },
    fire: { version: 1, steps: [] },
  },
  checkKinds: {
    metric: { version: 2, steps: [({ below, ...rest }) => ({ ...rest, atMost: below })] },
    story: { version: 3, steps: [(before) => ({ ...before, told: 2 }), (before) => ({ ...before, told: (before.told as number) + 1 })] },
  },
};

const relay = (params: object): object => ({ id: 'A', kind: 'relay', params });
const lamp = { id: 'B', kind: 'lamp', params: { delay: 1 } };

function migrated(document: Record<string, unknown>): unknown {
  const result = migrate(document, fake);
  if (!result.ok) throw new Error(`${result.failure.name} at ${result.failure.path}: ${result.failure.message}`);
  return JSON.parse(JSON.stringify(result.value));
}

function refused(document: Record<string, unknown>): string {
  const result = migrate(document, fake);
  if (result.ok) throw new Error('it was accepted');
  return `${result.failure.name} ${result.failure.path}`;
}

describe('an old document', () => {
  it('goes through every step of the format and of its kinds, in order', () => {
    expect(migrated({ format: 1, kinds: { relay: 1, lamp: 1 }, title: 'Old', parts: [relay({ delay: 2 }), lamp] })).toEqual({
      format: 3,
      kinds: { relay: 3, lamp: 1 },
      name: 'Old',
      nodes: [relay({ delay: { type: 'constant', valueMs: 2000 } }), lamp],
    });
  });

  it('enters where it was left off', () => {
    expect(migrated({ format: 2, kinds: { relay: 2 }, name: 'Newer', parts: [relay({ delayMs: 5 })] })).toEqual({
      format: 3,
      kinds: { relay: 3 },
      name: 'Newer',
      nodes: [relay({ delay: { type: 'constant', valueMs: 5 } })],
    });
  });

  it('is not changed itself, so that a failed opening loses nothing', () => {
    const document = { format: 1, kinds: { relay: 1 }, title: 'Old', parts: [relay({ delay: 2 })] };
    const before = structuredClone(document);
    migrated(document);
    expect(document).toEqual(before);
  });

  it('of this version passes untouched, and a kind without a version is taken as it is now', () => {
    const document = { format: 3, kinds: {}, nodes: [relay({ delay: 7 })] };
    expect(migrate(document, fake)).toEqual({ ok: true, value: document });
  });

  it('has only the parts of a kind changed by that kind', () => {
    seen.length = 0;
    migrated({
      format: 3,
      kinds: { witness: 1, lamp: 1 },
      nodes: [lamp, { kind: 'witness', params: { id: 'x' } }, { kind: 'witness', params: { id: 'y' } }],
    });
    expect(seen).toEqual(['x', 'y']);
  });
});

describe('faults and checks', () => {
  const entries = {
    faults: [
      { id: 'F1', type: 'flood', litres: 500 },
      { id: 'F2', type: 'fire', litres: 1 },
    ],
    checks: [
      { id: 'a', below: 7 },
      { id: 'b', type: 'metric', below: 8 },
      { id: 'c', type: 'story' },
    ],
  };

  it('go through the steps of their type, a check without one through those of figures', () => {
    const old = { format: 3, kinds: {}, faultKinds: { flood: 1, fire: 1 }, checkKinds: { metric: 1, story: 1 }, ...entries };
    expect(migrated(old)).toEqual({
      format: 3,
      kinds: {},
      faultKinds: { flood: 2, fire: 1 },
      checkKinds: { metric: 2, story: 3 },
      faults: [{ id: 'F1', type: 'flood', cubicMetres: 0.5 }, entries.faults[1]],
      checks: [
        { id: 'a', atMost: 7 },
        { id: 'b', type: 'metric', atMost: 8 },
        { id: 'c', type: 'story', told: 3 },
      ],
    });
    expect(isOlder(old, fake)).toBe(true);
    expect(isOlder({ ...old, faultKinds: { flood: 2 }, checkKinds: { metric: 2, story: 3 } }, fake)).toBe(false);
  });

  it('without a version are taken as they are now, and broken ones are left to the check that follows', () => {
    const document = { format: 3, kinds: {}, ...entries };
    expect(migrate(document, fake)).toEqual({ ok: true, value: document });
    const broken = { format: 3, kinds: {}, faultKinds: { flood: 1 }, checkKinds: { metric: 1 }, faults: 'none', checks: [null, 7, []] };
    expect(migrated(broken)).toMatchObject({ faults: 'none', checks: [null, 7, []] });
  });

  it('of format 1 are all of the first version', () => {
    const checks = [{ id: 'a', metric: 'failed', atMost: 0 }];
    const faults = [{ type: 'crash' }, { type: 'cut' }, { type: 'crash' }, { type: 'bang' }, null];
    const second = { ...released, newestFormat: 2 };
    const result = migrate({ format: 1, kinds: {}, faults, checks }, second);
    expect(result.ok && result.value).toMatchObject({
      format: 2,
      faultKinds: { crash: 1, cut: 1 },
      checkKinds: { metric: 1 },
      faults,
      checks,
    });
    const none = migrate({ format: 1, kinds: {}, faults: [], checks: [] }, second);
    expect(none).toEqual({ ok: true, value: { format: 2, kinds: {}, faults: [], checks: [] } });
  });

  it('of a newer version are refused in a sentence', () => {
    const result = migrate({ format: 3, kinds: {}, faultKinds: { flood: 3 } }, fake);
    expect(!result.ok && result.failure.message).toBe(
      'The file uses version 3 of the fault "flood", but this one knows up to 2; update Faultboard to open it.',
    );
  });
});

describe('what is refused', () => {
  it.each([
    ['a newer format', { format: 4, kinds: {} }, 'newer-format format'],
    ['a newer kind', { format: 3, kinds: { relay: 4 } }, 'newer-kind kinds.relay'],
    ['a kind nobody knows', { format: 3, kinds: { rely: 1 } }, 'unknown-kind kinds.rely'],
    ['a kind named like a property of every object', { format: 3, kinds: { toString: 1 } }, 'unknown-kind kinds.toString'],
    ['a version that is no number', { format: 3, kinds: { relay: '1' } }, 'wrong-shape kinds.relay'],
    ['a version of zero', { format: 3, kinds: { relay: 0 } }, 'wrong-shape kinds.relay'],
    ['a newer fault', { format: 3, kinds: {}, faultKinds: { fire: 2 } }, 'newer-kind faultKinds.fire'],
    ['a newer check', { format: 3, kinds: {}, checkKinds: { story: 4 } }, 'newer-kind checkKinds.story'],
    ['a fault nobody knows', { format: 3, kinds: {}, faultKinds: { flod: 1 } }, 'unknown-kind faultKinds.flod'],
    ['a check nobody knows', { format: 3, kinds: {}, checkKinds: { toString: 1 } }, 'unknown-kind checkKinds.toString'],
    ['a version of a check that is no number', { format: 3, kinds: {}, checkKinds: { story: '1' } }, 'wrong-shape checkKinds.story'],
    ['no format', {}, 'not-a-scenario format'],
    ['a fraction of a format', { format: 1.5 }, 'not-a-scenario format'],
    ['an old format that is not made like it', { format: 2, kinds: {} }, 'wrong-shape '],
  ])('%s', (_title, document, expected) => {
    expect(refused(document)).toBe(expected);
  });

  it('leaves broken parts to the check that follows', () => {
    const broken = { format: 3, kinds: { relay: 1 }, nodes: [null, 7, { kind: 'relay' }, { kind: 'relay', params: [1] }] };
    expect(migrated(broken)).toEqual({ ...broken, kinds: { relay: 3 } });
    expect(migrated({ format: 3, kinds: { relay: 1 }, nodes: 'none' })).toMatchObject({ nodes: 'none' });
  });
});

describe('an older document', () => {
  it.each([
    ['an older format', { format: 2, kinds: {} }, true],
    ['an older part among newer ones', { format: 3, kinds: { lamp: 1, relay: 2 } }, true],
    ['everything of this version', { format: 3, kinds: { lamp: 1, relay: 3 } }, false],
    ['a newer one', { format: 4, kinds: { relay: 4 } }, false],
    ['what is no document', { kinds: [1] }, false],
  ])('%s', (_title, document, expected) => {
    expect(isOlder(document, fake)).toBe(expected);
  });
});

describe('the released migrations', () => {
  it('are as many as there are newer versions', () => {
    expect(released.format).toHaveLength(released.newestFormat - 1);
    for (const place of ['kinds', 'faultKinds', 'checkKinds'] as const)
      for (const [name, { version, steps }] of Object.entries(released[place])) expect([name, steps.length]).toEqual([name, version - 1]);
  });
});
