import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultParams, type Check, type ScenarioNode } from '../../../sim/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import { ChecksEditor } from './ChecksEditor';

afterEach(cleanup);

describe('the evidence that a check needs', () => {
  it('is what is usual until a number of its own is wanted, which other changes keep', () => {
    const services = testServices();
    const checks = (): readonly Check[] => services.document.store.getState().scenario.checks;
    services.document.actions.edit('Add', { type: 'setChecks', checks: [{ id: 'K1', metric: 'latencyP99Ms', atMost: 200 }] });
    render(inWindow(services, <ChecksEditor />));
    expect(screen.getByText(/needs 100 observations/)).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Evidence of check 1: a number of its own' }));
    expect(checks()[0]).toMatchObject({ leastEvidence: 100 });
    fireEvent.change(screen.getByRole('combobox', { name: 'Direction of check 1' }), { target: { value: 'least' } });
    expect(checks()[0]).toEqual({ id: 'K1', metric: 'latencyP99Ms', atLeast: 200, leastEvidence: 100 });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Evidence of check 1: a number of its own' }));
    expect(checks()[0]).not.toHaveProperty('leastEvidence');
  });
});

describe('a claim', () => {
  it('of the history, of a network, or that a part says something is added from a list; the line can be written', () => {
    const services = testServices();
    const { actions, store } = services.document;
    const params = defaultParams('network') as ScenarioNode['params'];
    actions.edit('Add', { type: 'addNode', node: { id: 'N1', kind: 'network', x: 0, y: 0, params } });
    render(inWindow(services, <ChecksEditor />));
    for (const name of [
      'Every acknowledged write is readable',
      'No read is stale',
      'Members of N1 know the same values',
      'A part says: ready',
    ]) {
      const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Add a claim' });
      const option = [...choice.options].find(({ text }) => text === name);
      fireEvent.change(choice, { target: { value: option?.value } });
    }
    const checks = (): readonly Check[] => store.getState().scenario.checks;
    expect(checks().map(({ type }) => type)).toEqual(['history', 'history', 'convergence', 'says']);
    expect(checks()).toMatchObject([{ claim: 'acknowledgedWrites' }, { claim: 'freshReads' }, { network: 'N1' }, { text: 'ready' }]);
    fireEvent.change(screen.getByRole('textbox', { name: 'Line that check 4 waits for' }), { target: { value: 'FAILED' } });
    expect(checks()[3]).toMatchObject({ text: 'FAILED' });
    actions.undo();
    actions.undo();
    expect(checks()).toHaveLength(3);
  });
});
