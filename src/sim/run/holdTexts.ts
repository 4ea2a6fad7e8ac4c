import type { Fault } from '../model/scenario';
import type { Hold } from './holds';

/** What lasting faults do to a part or wire, in two or three words each; whatever is seen from its status or from a cut is left out. */
export function holdTexts(holds: readonly Hold[], faults: readonly Fault[], target: string): string[] {
  const last = new Map<Hold['type'], string>();
  for (const hold of holds) {
    if (hold.target !== target) continue;
    const text = textOf(hold, faults[hold.order]);
    if (text !== '') last.set(hold.type, text);
  }
  return [...last.values()];
}

function textOf({ type, value }: Hold, fault: Fault | undefined): string {
  switch (type) {
    case 'slow':
      return `\u00d7${value} slower`;
    case 'steal':
      return `CPU \u2212${value} %`;
    case 'disk-full':
      return 'disk full';
    case 'clock':
      return fault?.type === 'clock' ? clockText(fault) : '';
    case 'slow-wire':
      return `\u00d7${value} slower`;
    case 'lossy':
      return `loses ${value} %`;
    case 'duplicate':
      return `doubles ${value} %`;
    case 'reorder':
      return `reorders ${value} %`;
    case 'corrupt':
      return `damages ${value} %`;
    default:
      return '';
  }
}

function clockText(fault: Fault & { type: 'clock' }): string {
  const { skewMs = 0, driftPercent = 0 } = fault;
  const sign = (n: number): string => (n > 0 ? `+${n}` : String(n));
  const parts = [skewMs === 0 ? '' : `${sign(skewMs / 1000)} s`, driftPercent === 0 ? '' : `${sign(driftPercent)} %`].filter(
    (text) => text !== '',
  );
  return parts.length === 0 ? '' : `clock ${parts.join(', ')}`;
}
