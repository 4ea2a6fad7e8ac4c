import type { ComparedFigure, Comparison, Estimate, ReplicatedFigure, Replication } from '../sim/index';
import { table } from './table';

const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? '-' : `${Number(value.toPrecision(4))}`;
const range = (estimate: Estimate | null): string => (estimate === null ? '-' : `${figure(estimate.low)} to ${figure(estimate.high)}`);

/** The figures of a scenario over many seeds, for a person. */
export function replicationText({ scenario, seeds, figures }: Replication): string {
  const row = ({ title, unit, estimate, lowest, highest }: ReplicatedFigure): string[] => [
    `${title}, ${unit}`,
    figure(estimate?.mean),
    range(estimate),
    figure(lowest),
    figure(highest),
  ];
  return [
    `${scenario}\n${seeds.length} runs${seedsText(seeds)}; the range holds the true mean in 95 of 100 such experiments`,
    table(['Figure of a whole run', 'mean', '95 % range', 'lowest run', 'highest run'], figures.map(row)),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Two designs over the same seeds, for a person: what can be said, then the figures. */
export function comparisonText({ a, b, seeds, figures, pairing }: Comparison): string {
  const row = (compared: ComparedFigure): string[] => [
    `${compared.title}, ${compared.unit}`,
    figure(compared.a?.mean),
    figure(compared.b?.mean),
    range(compared.difference),
    compared.gain === null ? '-' : compared.gain.toFixed(1),
  ];
  return [
    `A: ${a}\nB: ${b}\n${seeds.length} pairs of runs${seedsText(seeds)}, both designs with the same seeds; all ` +
      `ranges together hold in 95 of 100 such experiments\n${pairing}`,
    figures.map(({ sentence }) => `  ${sentence}`).join('\n'),
    table(['Figure of a whole run', 'mean of A', 'mean of B', 'B minus A', 'gain of pairs'], figures.map(row)),
    'Gain of pairs: how many times wider the range would be had A and B been run with different seeds.',
  ]
    .join('\n\n')
    .concat('\n');
}

function seedsText(seeds: readonly number[]): string {
  return seeds.length === 0 ? '' : `, seeds ${seeds[0]} to ${seeds[seeds.length - 1]}`;
}
