import { keySpace } from '../data/keySpaces';
import { FATES } from '../network/fates';
import { LOG_VERBS, type LogColumns, type TraceIndex } from './types';

const OF_A_LINK: readonly string[] = ['cut', 'healed', 'disturbed', 'undisturbed'];
const ABOUT_A_NODE: readonly string[] = ['stopped sending to', 'sends again to', 'lists', 'no longer lists', 'timed out on'];

/** A log line in the course's form, e.g. `W1 received "alexandra"`. Throws when there is no such row. */
export function logText(index: TraceIndex, log: LogColumns, row: number): string {
  if (row < 0 || row >= log.count) throw new RangeError(`no log row ${row}`);
  const verb = LOG_VERBS[log.verb[row]];
  const who = log.node[row] >= 0 ? index.nodes[log.node[row]].id : 'Simulation';
  const detail = log.detail[row];
  if (verb === 'says') return `${who}: ${log.texts?.[log.detail[row]] ?? ''}`;
  if (OF_A_LINK.includes(verb))
    return `${isWired(index, log.node[row], detail) ? 'Link' : 'Lane'} ${who} to ${index.nodes[detail].id} was ${verb}`;
  if (verb === 'wants targets:') return `${who} wants ${detail} target${detail === 1 ? '' : 's'}`;
  if (verb === 'timed out on') return `${who} ${verb} ${detail >= 0 ? index.nodes[detail].id : 'a request'}${nameOf(index, log, row)}`;
  if (ABOUT_A_NODE.includes(verb)) return `${who} ${verb} ${detail >= 0 ? index.nodes[detail].id : 'nobody'}`;
  const key = nameOf(index, log, row);
  if (verb === 'gave a default answer') return `${who} ${verb}${key === '' ? '' : ` for${key}`}`;
  const reason = (verb === 'failed' || verb === 'rejected') && detail > 0 ? ` (${reasonText(detail)})` : '';
  return `${who} ${verb}${key}${verb === 'read' && detail >= 0 ? ' (incomplete)' : reason}`;
}

/** Whether a wire was drawn between two parts; members of a network have lanes instead. */
function isWired({ links }: TraceIndex, one: number, other: number): boolean {
  return links.some(({ from, to }) => from === one && to === other);
}

function nameOf({ keys }: TraceIndex, log: LogColumns, row: number): string {
  return log.key[row] >= 0 ? ` \u0022${keySpace(keys).nameOf(log.key[row])}\u0022` : '';
}

function reasonText(fate: number): string {
  const { httpStatus, reason } = FATES[fate];
  return httpStatus === undefined ? reason : `${httpStatus} ${reason}`;
}
