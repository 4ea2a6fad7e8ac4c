import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Check } from '../../../sim/index';
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
    fireEvent.click(screen.getByRole('checkbox', { name: 'Evidence of K1: a number of its own' }));
    expect(checks()[0]).toMatchObject({ leastEvidence: 100 });
    fireEvent.change(screen.getByRole('combobox', { name: 'Direction of K1' }), { target: { value: 'least' } });
    expect(checks()[0]).toEqual({ id: 'K1', metric: 'latencyP99Ms', atLeast: 200, leastEvidence: 100 });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Evidence of K1: a number of its own' }));
    expect(checks()[0]).not.toHaveProperty('leastEvidence');
  });
});
