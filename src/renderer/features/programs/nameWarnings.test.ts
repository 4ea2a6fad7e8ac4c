import { afterEach, describe, expect, it } from 'vitest';
import { defaultParams, emptyScenario, type Scenario, type ScenarioNode } from '../../../sim/index';
import { testServices } from '../../workbench/testWindow';
import { warnOfLostNames } from './nameWarnings';

const worker = (id: string): ScenarioNode => ({
  id,
  kind: 'worker',
  x: 0,
  y: 0,
  params: defaultParams('worker') as ScenarioNode['params'],
});
const scenario: Scenario = {
  ...emptyScenario('named'),
  nodes: ['W1', 'W2', 'W12'].map(worker),
  programs: {
    P1: { language: 'javascript', code: "export function choose() {\n  return 'W1';\n}" },
    P2: { language: 'javascript', code: '// W2 without quotes' },
  },
};

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function opened(): ReturnType<typeof testServices> {
  const services = testServices();
  services.document.actions.edit('Open', { type: 'replace', scenario });
  stops.push(warnOfLostNames(services));
  return services;
}

describe('programs that name parts', () => {
  it('are told of when a part they name is renamed or deleted, and of no other', () => {
    const { document, playback } = opened();
    const notice = (): string | null => playback.store.getState().notice;
    document.actions.edit('Rename', { type: 'renameNode', id: 'W2', newId: 'W9' });
    expect(notice()).toBeNull();
    document.actions.edit('Rename', { type: 'renameNode', id: 'W1', newId: 'W8' });
    expect(notice()).toBe('Program P1 still mentions W1, which is now called W8; change the program, too.');
    document.actions.undo();
    document.actions.edit('Delete', { type: 'remove', nodes: ['W1'], links: [] });
    expect(notice()).toBe('Program P1 still mentions W1, which is gone; change the program, too.');
  });
});
