import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { createRun, type Scenario } from '../../../sim/index';
import { Certainty } from './Certainty';
import { twoParts } from '../../workbench/testScenario';

afterEach(cleanup);

describe('how sure are these figures?', () => {
  const summaryOf = (made: Scenario) => {
    const run = createRun(made, { checkpointEveryEvents: 0 });
    while (!run.advance({ maxEvents: 1_000_000 }));
    return run.summary();
  };

  it('explains the ranges of a run that settled, with wires, reasons and keys', () => {
    const { container } = render(<Certainty summary={summaryOf(twoParts())} />);
    expect(screen.getByTestId('steady-message').textContent).toMatch(/The ranges hold the long-run value in 95 of 100 such runs\.$/);
    expect(screen.getByRole('region', { name: 'Wires', hidden: true }).textContent).toMatch(/C1 to W1.*%/);
    expect(screen.getByRole('region', { name: 'Failures a second', hidden: true }).textContent).toContain('full');
    expect(screen.getByRole('region', { name: 'Keys', hidden: true }).querySelectorAll('tbody tr')).toHaveLength(8);
    expect(container.querySelectorAll('.range').length).toBeGreaterThan(8);
  });

  it('says why single figures have none, by the names of the parts', () => {
    const summary = summaryOf(twoParts());
    const reason = 'Requests come in spells.';
    const { steady } = summary;
    const nodes = steady.nodes.map((node) => ({ ...node, queueMean: null, queueMissing: node.id === 'W1' ? reason : null }));
    const without = { ...summary, steady: { ...steady, nodes, missing: { p99: reason } } };
    render(<Certainty summary={without} names={(id) => `the part ${id}`} />);
    expect(screen.getByText(`No range for p99, the mean queue of the part W1. ${reason}`)).toBeTruthy();
  });

  it('says why there are none when a fault acts', () => {
    const { container } = render(
      <Certainty summary={summaryOf(twoParts({}, [{ id: 'F1', atSeconds: 5, type: 'crash', node: 'W1', forSeconds: 1 }]))} />,
    );
    expect(screen.getByTestId('steady-message').textContent).toMatch(/^Faults act during this run/);
    expect(container.querySelectorAll('.range')).toHaveLength(0);
  });
});
