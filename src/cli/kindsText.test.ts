import { describe, expect, it } from 'vitest';
import { kindNames, kinds } from '../sim/index';
import { fieldFacts, kindsText } from './kindsText';

describe('the reference of parts', () => {
  it.each([
    ['plain', false],
    ['Markdown', true],
  ] as const)('as %s has every kind, every field, and both halves of each model card', (_name, markdown) => {
    const text = kindsText(markdown);
    for (const name of kindNames) {
      const { descriptor } = kinds[name];
      for (const words of [descriptor.title, descriptor.summary, ...descriptor.card.models, ...descriptor.card.leavesOut])
        expect(text).toContain(words);
      expect(fieldFacts(name).length).toBeGreaterThan(0);
      for (const field of fieldFacts(name))
        expect(text).toContain(markdown ? `| \`${field.name}\` | ${field.title} |` : `  ${field.name} `);
    }
    expect(text).not.toMatch(/undefined|\[object/);
  });

  it('tells units, ranges and defaults', () => {
    const facts = Object.fromEntries([...fieldFacts('client'), ...fieldFacts('worker')].map((field) => [field.name, field]));
    expect(facts.ratePerSecond).toMatchObject({ range: 'number, 0.001 to 1000000 requests/s', fallback: '20', unit: 'requests/s' });
    expect(facts.concurrency).toMatchObject({ range: 'whole number, 1 to 1000000', fallback: '4' });
    expect(facts.holdSlot).toMatchObject({ range: 'true, false', fallback: 'true' });
    expect(facts.keys).toMatchObject({ range: 'uniform, zipf, sequential, celebrities', fallback: '"uniform"' });
    expect(facts.serviceTimeMs).toMatchObject({ range: 'a distribution of ms', fallback: '{"type":"exponential","meanMs":20}' });
  });

  it('tells what may be wired to what', () => {
    expect(kindsText(false)).toContain('  wired from: shard router, replica, failover monitor\n  wired to: replica\n');
  });

  it('as Markdown has tables whose rows all have as many cells as the head', () => {
    const rows = kindsText(true)
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(new Set(rows.map((row) => row.replaceAll('\\|', '').split('|').length))).toEqual(new Set([7]));
  });
});
