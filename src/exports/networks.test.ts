import { describe, expect, it } from 'vitest';
import type { ExportedRun } from './exporter';
import { EXPORT_FORMS, exportRun } from './forms';
import { senderAndReceiver } from '../sim/index';
import { causalEvents } from './causality';
import { shivizLog } from './shiviz';
import { gossipRun } from './testRun';
import { isUnheard } from './unheard';

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

describe('a message to a member that is down', () => {
  const hit = gossipRun([{ id: 'F1', type: 'crash', node: 'G2', atSeconds: 1, forSeconds: 1 }]);
  const report = { index: hit.index, faults: hit.faults, endNs: hit.reachedNs, summary: hit.summary() };
  const window = hit.window(0, 1.2e9, 100_000);
  const toG2 = Array.from({ length: window.messages.count }, (_, row) => row).filter(
    (row) => window.messages.lost[row] === 0 && hit.index.nodes[senderAndReceiver(hit.index, window, row)[1]].id === 'G2',
  );

  it('came to nobody from the crash to the return, also where it arrives behind the window', () => {
    expect(toG2.length).toBeGreaterThan(3);
    for (const row of toG2) {
      const atNs = window.messages.arriveNs[row];
      expect(isUnheard(report, window, row), `${atNs}`).toBe(atNs >= 1e9 && atNs < 2e9);
    }
    const missed = toG2.find((row) => window.messages.arriveNs[row] >= 1e9) ?? -1;
    const early = hit.window(0, window.messages.sentNs[missed] + 1, 100_000);
    const behind = Array.from({ length: early.messages.count }, (_, row) => row).filter(
      (row) => early.messages.arriveNs[row] >= early.toNs,
    );
    expect(behind.map((row) => early.messages.id[row])).toContain(window.messages.id[missed]);
    for (const row of behind) {
      const isToG2 = hit.index.nodes[senderAndReceiver(hit.index, early, row)[1]].id === 'G2';
      const isInCrash = early.messages.arriveNs[row] >= 1e9 && early.messages.arriveNs[row] < 2e9;
      expect(isUnheard(report, early, row)).toBe(isToG2 && isInCrash && early.messages.lost[row] === 0);
    }
  });

  it('is no event there for clocks and ShiViz, and every export says why', () => {
    const missed = toG2.filter((row) => isUnheard(report, window, row) && window.messages.arriveNs[row] < window.toNs);
    expect(missed.length).toBeGreaterThan(1);
    const events = causalEvents(hit.index, window, window.toNs, (row) => isUnheard(report, window, row));
    for (const row of missed) expect(events.receivedEvent[row]).toBe(-1);
    expect(shivizLog(report, window)).toMatch(/\nsent message "\w+" from G\d to G2, which was down at /);
    const exporter = EXPORT_FORMS.ndjson.create({ ...report, series: hit.series() });
    const down = exporter
      .piece(window)
      .split('\n')
      .filter((line) => line.includes('"receiverDown":true'));
    expect(down.length).toBeGreaterThanOrEqual(missed.length);
    for (const line of down) expect(JSON.parse(line)).toMatchObject({ to: 'G2' });
  });
});

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
