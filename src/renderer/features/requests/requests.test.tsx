import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { FaultboardApi } from '../../../contract/index';
import {
  createRun,
  defaultParams,
  emptyScenario,
  parseScenarioValue,
  requestFacts,
  serializeScenario,
  type Fault,
  type Run,
  type Scenario,
  type ScenarioNode,
} from '../../../sim/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import type { Services } from '../../workbench/workbenchApi';
import { FIRST_KEYS, KeysForm } from './KeysForm';
import { PartRequests } from './PartRequests';
import { keysLike, typedValue } from './RequestFields';
import { keysIn, nextEntry, scriptOf, spaced } from './ScriptEditor';
import { sendOne } from './sendOne';
import { wordsFor } from './words';

afterEach(cleanup);

const node = (id: string, kind: string, params: object = {}): ScenarioNode => ({
  id,
  kind,
  x: 0,
  y: 0,
  params: { ...defaultParams(kind), ...params } as ScenarioNode['params'],
});
/** A client that sends only what it is told to, and a database. */
const quiet: Scenario = {
  ...emptyScenario('quiet'),
  durationSeconds: 10,
  nodes: [node('C1', 'client', { afterScript: 'nothing' }), node('DB1', 'database')],
  links: [{ id: 'L1', from: 'C1', to: 'DB1', latency: { type: 'constant', valueMs: 5 } }],
};

/** An API whose runs are computed at once, here. */
function here(scenario: Scenario): Partial<FaultboardApi> {
  const runs = new Map<string, Run>();
  let tell: Parameters<FaultboardApi['onProgress']>[0] = () => undefined;
  const open = (id: string, run: Run): Promise<{ ok: true; value: { runId: string } }> => {
    runs.set(id, run);
    while (!run.advance({ maxEvents: 1_000_000 }));
    const progress = { runId: id, phase: 'done' as const, reachedNs: run.reachedNs, endNs: run.reachedNs, events: 1, failure: null };
    setTimeout(() => tell(progress), 0);
    return Promise.resolve({ ok: true, value: { runId: id } });
  };
  const of = (id: string): Run => runs.get(id) as Run;
  return {
    onProgress: (listener) => {
      tell = listener;
      return () => undefined;
    },
    startRun: () => open('first', createRun(scenario)),
    branchRun: ({ runId, atNs, faults }) => open(`branch ${runs.size}`, of(runId).branch(atNs, faults as Fault[])),
    runReport: ({ runId }) => {
      const run = of(runId);
      return Promise.resolve({
        ok: true,
        value: { runId, index: run.index, summary: run.summary(), series: run.series(), endNs: run.reachedNs, faults: run.faults },
      });
    },
    runWindow: ({ runId, fromNs, toNs, maxRows }) => Promise.resolve({ ok: true, value: of(runId).window(fromNs, toNs, maxRows) }),
    runHistory: ({ runId, atNs, maxRows }) => {
      const rows = of(runId).history(atNs);
      return Promise.resolve({ ok: true, value: { rows: rows.slice(-maxRows), total: rows.length } });
    },
    runRequest: ({ runId, request }) => {
      const facts = requestFacts(of(runId), request);
      return Promise.resolve(
        facts === null ? { ok: false, failure: { name: 'none', path: '', message: 'none' } } : { ok: true, value: { ...facts, waits: [] } },
      );
    },
  };
}

async function running(scenario: Scenario): Promise<Services> {
  const services = testServices(here(scenario));
  services.document.actions.edit('Open', { type: 'replace', scenario });
  await services.playback.actions.run(serializeScenario(scenario), 1);
  await waitFor(() => expect(services.playback.store.getState().runs[0].report).not.toBeNull());
  return services;
}

describe('a request sent by hand', () => {
  it('is answered with what stands there, and after a write with what was written, also when the run had nothing more to do', async () => {
    const services = await running(quiet);
    const read = await sendOne(services, 'C1', { key: 'alexandra', op: 'read', field: 'city' });
    expect(read.text).toMatch(/^C1 got [A-Z][\w ]+ for alexandra\.city after [\d.]+ ms\.$/);
    const write = await sendOne(services, 'C1', { key: 'alexandra', op: 'write', field: 'city', value: 'Utrecht' });
    expect(write.text).toMatch(/^C1 wrote Utrecht to alexandra\.city; this was confirmed after [\d.]+ ms\.$/);
    services.playback.actions.seek(9e9);
    const again = await sendOne(services, 'C1', { key: 'alexandra', op: 'read', field: 'city' });
    expect(again.text).toContain('C1 got Utrecht for alexandra.city');
    expect(services.playback.store.getState().runs).toHaveLength(4);
  });

  it('says why there was no answer, and whether it may have been done', async () => {
    const broken: Scenario = { ...quiet, faults: [{ id: 'F1', type: 'crash', node: 'DB1', atSeconds: 0 }] };
    const services = await running(broken);
    const lost = await sendOne(services, 'C1', { key: 'peter', op: 'write', field: 'city', value: 'Oslo' });
    expect(lost.isGood).toBe(false);
    expect(lost.text).toMatch(/^C1 got no answer about peter\.city: .*, after .* It was certainly not done\.$/);
    const down: Scenario = { ...quiet, faults: [{ id: 'F1', type: 'crash', node: 'C1', atSeconds: 0 }] };
    expect((await sendOne(await running(down), 'C1', { key: 'peter', op: 'read', field: 'city' })).text).toContain('C1 was down');
  });
});

/** Three quorum nodes in the frame of a network, with a client at the first. */
const quorum: Scenario = {
  ...emptyScenario('quorum'),
  durationSeconds: 10,
  nodes: [
    node('C1', 'client', { afterScript: 'nothing' }),
    node('N1', 'network'),
    ...['Q1', 'Q2', 'Q3'].map((id) => ({ ...node(id, 'quorum'), network: 'N1' })),
  ],
  links: [{ id: 'L1', from: 'C1', to: 'Q1' }],
};

describe('what can be asked for', () => {
  it('is what parts on the way know: all of it of a quorum node, reading and writing of a database', () => {
    expect(wordsFor(quiet, 'C1')).toEqual(['read', 'write']);
    expect(wordsFor(quorum, 'C1')).toEqual(['read', 'write', 'cas', 'append', 'remove', 'increment', 'delete']);
    const between = { nodes: [...quorum.nodes, node('LB1', 'load-balancer')], links: [] as Scenario['links'] };
    between.links = [
      { id: 'L1', from: 'C1', to: 'LB1' },
      { id: 'L2', from: 'LB1', to: 'Q1' },
    ];
    expect(wordsFor(between, 'C1')).toContain('append');
  });

  it('is sent and told in a sentence, also when a compare-and-set finds another value', async () => {
    const services = await running(quorum);
    const about = { key: 'alexandra', field: 'city' } as const;
    services.playback.actions.seek(1e9);
    expect((await sendOne(services, 'C1', { ...about, op: 'write', value: 'Rome' })).text).toContain('C1 wrote Rome');
    services.playback.actions.seek(2e9);
    const missed = await sendOne(services, 'C1', { ...about, op: 'cas', expected: 'Oslo', value: 'Bern' });
    expect(missed.text).toMatch(/^C1 changed nothing: alexandra\.city was not Oslo \(the answer took [\d.]+ ms\)\.$/);
    services.playback.actions.seek(3e9);
    const set = await sendOne(services, 'C1', { ...about, op: 'cas', expected: 'Rome', value: 'Bern' });
    expect(set.text).toMatch(/^C1: "compare and set" was done to alexandra\.city; this was confirmed after/);
    services.playback.actions.seek(4e9);
    await sendOne(services, 'C1', { key: 'peter', field: 'city', op: 'append', value: 'a' });
    services.playback.actions.seek(5e9);
    await sendOne(services, 'C1', { key: 'peter', field: 'city', op: 'append', value: 'b' });
    services.playback.actions.seek(6e9);
    expect((await sendOne(services, 'C1', { key: 'peter', field: 'city', op: 'read' })).text).toContain('C1 got ["a","b"] for peter.city');
    expect((await sendOne(services, 'C1', { ...about, op: 'read' })).text).toContain('C1 got Bern');
  });

  it('is chosen in a script with the values that it takes', () => {
    const services = testServices();
    const scenario = {
      ...quorum,
      nodes: quorum.nodes.map((each) => (each.id === 'C1' ? { ...each, params: { ...each.params, script: [{ key: 'peter' }] } } : each)),
    };
    services.document.actions.edit('Open', { type: 'replace', scenario });
    const client = (): ScenarioNode => services.document.store.getState().scenario.nodes[0];
    const { rerender } = render(inWindow(services, <PartRequests nodes={[client()]} />));
    const again = (): ReturnType<typeof within> => {
      rerender(inWindow(services, <PartRequests nodes={[client()]} />));
      return within(screen.getByRole('listitem', { name: 'Request 1 of the script' }));
    };
    fireEvent.change(again().getByRole('combobox', { name: 'What it does' }), { target: { value: 'cas' } });
    fireEvent.change(again().getByRole('textbox', { name: 'Only if it is' }), { target: { value: '7' } });
    fireEvent.blur(again().getByRole('textbox', { name: 'Only if it is' }));
    fireEvent.change(again().getByRole('textbox', { name: 'Value' }), { target: { value: 'Rome' } });
    expect(scriptOf(client())).toEqual([{ key: 'peter', op: 'cas', expected: 7, value: 'Rome' }]);
    fireEvent.change(again().getByRole('combobox', { name: 'What it does' }), { target: { value: 'delete' } });
    expect(scriptOf(client())).toEqual([{ key: 'peter', op: 'delete' }]);
  });
});

describe('what is typed', () => {
  it('is a number where it is one, and is completed from the keys', () => {
    expect([typedValue('12'), typedValue(' 1e3 '), typedValue('Rome'), typedValue('  ')]).toEqual([12, 1000, 'Rome', undefined]);
    expect(keysLike({ type: 'numbered', prefix: 'user_', count: 100_000 }, 'user_99').slice(0, 3)).toEqual([
      'user_99',
      'user_990',
      'user_991',
    ]);
    expect(keysIn('anna, bert\n\n carl ')).toEqual(['anna', 'bert', 'carl']);
    expect(nextEntry([], 'peter')).toEqual({ key: 'peter', op: 'read', field: 'city' });
    expect(nextEntry([{ key: 'anna', op: 'write', field: 'name', value: 'Anna', atSeconds: 1 }], 'peter')).toEqual({
      key: 'anna',
      op: 'read',
      field: 'name',
      atSeconds: 2,
    });
    expect(spaced([{ key: 'a' }, { key: 'b' }], 2, 0.5).map(({ atSeconds }) => atSeconds)).toEqual([2, 2.5]);
  });
});

describe('the script of a client', () => {
  it('is written entry by entry and from a list, each change one step that can be undone', () => {
    const services = testServices();
    services.document.actions.edit('Open', { type: 'replace', scenario: quiet });
    const client = (): ScenarioNode => services.document.store.getState().scenario.nodes[0];
    const { rerender } = render(inWindow(services, <PartRequests nodes={[client()]} />));
    const again = (): void => rerender(inWindow(services, <PartRequests nodes={[client()]} />));
    fireEvent.change(screen.getByRole('textbox', { name: 'Add several keys', hidden: true }), { target: { value: 'alexandra, nobody' } });
    fireEvent.click(screen.getByRole('button', { name: 'Add them', hidden: true }));
    expect(screen.getByRole('alert', { hidden: true }).textContent).toContain('nobody');
    fireEvent.change(screen.getByRole('textbox', { name: 'Add several keys', hidden: true }), { target: { value: 'alexandra, peter' } });
    fireEvent.click(screen.getByRole('button', { name: 'Add them', hidden: true }));
    expect(scriptOf(client())).toEqual([{ key: 'alexandra' }, { key: 'peter' }]);
    again();
    const second = within(screen.getByRole('listitem', { name: 'Request 2 of the script', hidden: true }));
    fireEvent.change(second.getByRole('combobox', { name: 'What it does', hidden: true }), { target: { value: 'write' } });
    again();
    expect(scriptOf(client())[1]).toEqual({ key: 'peter', op: 'write' });
    fireEvent.click(screen.getByRole('button', { name: 'Remove request 1', hidden: true }));
    expect(scriptOf(client())).toEqual([{ key: 'peter', op: 'write' }]);
    services.document.actions.undo();
    expect(scriptOf(client())).not.toHaveLength(1);
  });
});

describe('the keys of a scenario', () => {
  it('are chosen by sort, each of which is valid from the start, and shown by example', () => {
    for (const keys of Object.values(FIRST_KEYS)) expect(parseScenarioValue({ ...quiet, keys }).ok, keys.type).toBe(true);
    const services = testServices();
    services.document.actions.edit('Open', { type: 'replace', scenario: quiet });
    render(inWindow(services, <KeysForm />));
    fireEvent.change(screen.getByRole('combobox', { name: 'Keys' }), { target: { value: 'numbered' } });
    expect(screen.getByText('user_1, user_2 ... user_1000')).toBeTruthy();
    fireEvent.change(screen.getByRole('textbox', { name: 'How many' }), { target: { value: '1000000' } });
    expect(services.document.store.getState().scenario.keys).toEqual({ type: 'numbered', prefix: 'user_', count: 1_000_000 });
    fireEvent.change(screen.getByRole('combobox', { name: 'Keys' }), { target: { value: 'shipped' } });
    expect(services.document.store.getState().scenario.keys).toBeUndefined();
  });
});
