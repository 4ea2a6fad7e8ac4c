import { writtenNumber } from '../messages/message';
import type { ReactElement } from 'react';
import type { Estimate } from '../../sim/index';
import { strings } from './strings';
import { Tip } from '../ui/Tip';

/** A number as short as it can be said: three digits that count, and none lost above. */
export function short(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return writtenNumber(value, digits);
}

/** The range of an estimate, in units of `scale` (100 for a share in percent); nothing where there is none. */
export function rangeText(estimate: Estimate | null, scale = 1): string {
  return estimate === null ? '' : strings.range(short(estimate.low * scale), short(estimate.high * scale));
}

/** The range of a figure, small below its value; nothing where the run gives none. */
export function Range({ estimate, scale = 1 }: { readonly estimate: Estimate | null; readonly scale?: number }): ReactElement | null {
  if (estimate === null) return null;
  return (
    <Tip text={strings.rangeHelp}>
      <small className="range">
        {short(estimate.mean * scale)} ({rangeText(estimate, scale)})
      </small>
    </Tip>
  );
}
