import { describe, expect, it } from 'vitest';
import type { ExportedRun } from './exporter';
import { EXPORT_FORMS, exportRun } from './forms';
import { gossipRun } from './testRun';

const run = gossipRun();
const exported: ExportedRun = {
  index: run.index,
  summary: run.summary(),
  series: run.series(),
  endNs: run.reachedNs,
  faults: run.faults,
  history: () => run.history(),
};

async function textOf(form: string): Promise<string> {
  let text = '';
  for await (const piece of exportRun(EXPORT_FORMS[form], exported, (fromNs, toNs) => run.window(fromNs, toNs, 2000))) text += piece;
  return text;
}

describe('a run whose parts talk over a network', () => {
  it('is exported in every form', async () => {
    for (const form of Object.keys(EXPORT_FORMS)) expect((await textOf(form)).length, form).toBeGreaterThan(0);
  });

  it('names sender, receiver, type and lane of every message, and no key of the data in their place', async () => {
    const lines = (await textOf('ndjson'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, string>);
    const messages = lines.filter(({ what }) => what === 'message');
    expect(messages.length).toBeGreaterThan(50);
    for (const { from, to, link, messageType, key } of messages) {
      expect([from, to].sort().join('~')).toBe(link);
      expect(from).toMatch(/^G[1-4]$/);
      expect(messageType).not.toBe('');
      expect(key).toBeUndefined();
    }
    const byId = new Map(messages.map((message) => [Number(message.id), message]));
    const answers = messages.filter(({ answers: id }) => byId.has(Number(id)));
    expect(answers.length).toBeGreaterThan(10);
    for (const { from, to, answers: id } of answers) expect(byId.get(Number(id))).toMatchObject({ from: to, to: from });
    expect(await textOf('shiviz')).toMatch(/sent message "[a-z-]+" from G\d to G\d/);
  });
});
