import { beforeEach, describe, expect, it } from 'vitest';
import type { LessonProgress, Settings } from '../../../contract/index';
import { parseScenario, withChanges } from '../../../sim/index';
import { unsavedFile } from '../../document/index';
import { testServices } from '../../workbench/testWindow';
import type { Services } from '../../workbench/workbenchApi';
import { playerOf, type LessonPlayer } from './player';

/** A window whose settings are kept in an object, and which opens scenarios without asking. */
function openWindow(): { services: Services; player: LessonPlayer; kept: Record<string, LessonProgress> } {
  const kept: Record<string, LessonProgress> = {};
  const services: Services = testServices({
    setSettings: (change) => {
      Object.assign(kept, change.lessons);
      return Promise.resolve({ ...services.window.store.getState().settings, ...change, lessons: kept } as Settings);
    },
  });
  services.setOpening({
    text: (name, text) => {
      const parsed = parseScenario(text);
      if (!parsed.ok) throw new Error(parsed.failure.message);
      services.document.actions.open(parsed.scenario, unsavedFile(name));
      return Promise.resolve(true);
    },
    example: () => Promise.resolve(false),
  });
  const player = playerOf(services);
  player.follow();
  return { services, player, kept };
}

describe('a lesson in a window', () => {
  let { services, player, kept } = openWindow();
  beforeEach(async () => {
    ({ services, player, kept } = openWindow());
    expect(await player.open('five-workers')).toBe(true);
  });
  const scenario = () => services.document.store.getState().scenario;
  const failure = () => services.document.store.getState().failure?.message;

  it('begins with its own board and its own goals', () => {
    expect(scenario().nodes.map(({ id }) => id)).toEqual(['C1', 'LB1', 'W1', 'DB1']);
    expect(scenario().checks.map(({ id }) => id)).toEqual(['goodput', 'errors', 'fast', 'reached', 'Budget']);
  });

  it('places parts as the lesson offers them, and no others', () => {
    const { actions } = services.document;
    const id = actions.addPart('worker');
    expect(scenario().nodes.find((node) => node.id === id)?.params).toMatchObject({ concurrency: 2, queueLimit: 30 });
    actions.addPart('cache');
    expect(failure()).toMatch(/cache, which this lesson does not offer/);
    expect(scenario().nodes).toHaveLength(5);
  });

  it.each([
    ['a locked part', { type: 'remove', nodes: ['LB1'], links: [] }, /LB1 is locked/],
    ['a fixed field', { type: 'setParams', ids: ['W1'], params: { concurrency: 50 } }, /W1: concurrency is fixed/],
    ['the goals', { type: 'setChecks', checks: [] }, /goal/],
    ['the faults', { type: 'setFaults', faults: [{ id: 'F1', type: 'crash', node: 'W1', atSeconds: 1 }] }, /faults belong to the lesson/],
    ['the length', { type: 'setScenario', changes: { durationSeconds: 1 } }, /length of the run/],
    ['a wire', { type: 'setLink', id: 'L1', changes: { lossPercent: 50 } }, /The quality of the wires/],
  ] as const)('keeps %s as it is, and says why', (_what, edit, says) => {
    const before = scenario();
    services.document.actions.edit('change', edit as never);
    expect(failure()).toMatch(says);
    expect(scenario()).toBe(before);
  });

  it('is taken up again where it was left, also when another lesson was opened in between', async () => {
    services.document.actions.addPart('worker');
    player.hint();
    const left = scenario().nodes;
    await player.open('single-server');
    expect(scenario().nodes).toHaveLength(3);
    await player.open('five-workers');
    expect(scenario().nodes).toEqual(left);
    expect(player.store.getState().progress).toMatchObject({ hints: 1 });
    expect(kept['five-workers'].board).toContain('"W2"');
  });

  it('begins anew as a step that can be undone, and shows its solution the same way', () => {
    services.document.actions.addPart('worker');
    const mine = scenario();
    player.showSolution();
    expect(scenario().nodes).toHaveLength(8);
    services.document.actions.undo();
    expect(scenario()).toBe(mine);
    player.startAgain();
    expect(scenario().nodes).toHaveLength(4);
    services.document.actions.undo();
    expect(scenario()).toBe(mine);
  });

  it('is over when another scenario is opened, and its rules with it', () => {
    services.document.actions.open(withChanges(scenario(), []), unsavedFile('other'));
    expect(player.store.getState().placed).toBeNull();
    services.document.actions.setFailure(null);
    services.document.actions.addPart('cache');
    expect(failure()).toBeUndefined();
  });

  it('takes over progress from a file where that is further', () => {
    const done: LessonProgress = { board: null, answers: {}, hints: 0, won: true, points: 4, best: null };
    player.takeOver({ 'single-server': done });
    expect(kept['single-server'].won).toBe(true);
    player.takeOver({ 'single-server': { ...done, won: false, points: 1 } });
    expect(kept['single-server'].won).toBe(true);
  });
});
