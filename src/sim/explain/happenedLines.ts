import { describeFault } from '../model/faultInfo';
import type { Fault } from '../model/scenario';
import { calledBy } from '../trace/names';
import { LOG_VERBS, type LogColumns, type LogVerb } from '../trace/types';
import type { Moment } from './happened';
import { fateText } from './words';

const OF_A_WIRE: ReadonlySet<LogVerb> = new Set(['cut', 'healed', 'disturbed', 'undisturbed']);
const CHANGED = LOG_VERBS.indexOf('changed');
/** Verbs that say nothing beyond a message that came to the part at the same moment. */
const OF_AN_ARRIVAL: ReadonlySet<LogVerb> = new Set(['received', 'sent']);

/** What a part did, in words that follow its name. */
export interface Phrase {
  readonly text: string;
  /** What it is called where it was done alike to many, with # for how many; empty: it stands for itself. */
  readonly alike: string;
}

/** How a line is told after the name of the part. `it` is the request, by its number or as "it"; `other` is the part it is about. */
type Wording = (it: string, other: string, detail: number) => string;

const PHRASES: Readonly<Partial<Record<LogVerb, Wording>>> = {
  rejected: (it, _, fate) => (fate > 0 ? `turned ${it} away (${fateText(fate)})` : `turned ${it} away`),
  'timed out on': (it, other) => `stopped waiting for ${other === '' ? 'an answer' : `the answer of ${other}`} to ${it}`,
  read: (it, _, incomplete) => `read what ${it} asks for${incomplete >= 0 ? ' (incomplete)' : ''}`,
  updated: (it) => `wrote what ${it} asks for`,
  replicated: (it) => `took over the write of ${it}`,
  retried: (it) => `tried ${it} once more`,
  hedged: (it) => `asked a second time for ${it}`,
  'gave a default answer': (it) => `gave a default answer to ${it}`,
  had: (it) => `had the answer to ${it} at hand`,
  missed: (it) => `did not have the answer to ${it} at hand`,
  'gave up on': (it) => `gave up on ${it}`,
  'stopped sending to': (_, other) => `stopped sending to ${other === '' ? 'anybody' : other}`,
  'sends again to': (_, other) => `sends to ${other} again`,
  lists: (_, other) => `lists ${other} now`,
  'no longer lists': (_, other) => `no longer lists ${other}`,
  'wants targets:': (_it, _other, count) => `wants ${count} target${count === 1 ? '' : 's'}`,
  opened: () => 'opened and lets nothing through',
  'half-opened': () => 'half-opened and lets a trial through',
  closed: () => 'closed and lets everything through again',
};

/** Whether a line is about a wire, not a part. */
export function isAboutWire(log: LogColumns, row: number): boolean {
  return OF_A_WIRE.has(LOG_VERBS[log.verb[row]]);
}

/** A line about a wire, with the fault that did it. */
export function linkLine(moment: Moment, row: number): string {
  const { log } = moment.window;
  const verb = LOG_VERBS[log.verb[row]];
  // Members of a network have lanes in place of wires.
  const isWire = moment.index.links.some(({ from, to }) => from === log.node[row] && to === log.detail[row]);
  const ends = `The ${isWire ? 'wire' : 'lane'} from ${moment.nameOf(log.node[row])} to ${moment.nameOf(log.detail[row])}`;
  return `${ends} ${verb === 'undisturbed' ? 'works normally again' : `was ${verb}`}${verb === 'disturbed' ? byFault(moment, row) : ''}.`;
}

/**
 * A line as what its part did; null: an arrival that is told of already says as much. `saw`: who tells of a failure, the client of the
 * request, the same by an answer that was told already, or a part on the way.
 */
export function linePhrase(
  moment: Moment,
  row: number,
  called: () => string,
  hasArrived: boolean,
  saw: 'client' | 'answer' | 'part',
): (Phrase & { readonly isRefusal?: boolean }) | null {
  const { log } = moment.window;
  const verb = LOG_VERBS[log.verb[row]];
  const detail = log.detail[row];
  if (hasArrived && OF_AN_ARRIVAL.has(verb)) return null;
  if (verb === 'says') return { text: `says: ${log.texts?.[detail] ?? ''}`, alike: '' };
  if (verb === 'changed') return { text: `was changed${byFault(moment, row)}`, alike: '' };
  const it = called();
  if (verb === 'failed')
    return { text: failedText(it, detail, saw), alike: saw === 'part' ? 'could not serve # requests' : 'saw # requests fail' };
  const phrase = PHRASES[verb];
  if (phrase === undefined) return { text: it === '' ? verb : `${verb} ${it}`, alike: it === '' ? '' : `${verb} # requests` };
  const isAbout = detail >= 0 && detail < moment.index.nodes.length;
  const text = phrase(it === '' ? 'a request' : it, isAbout ? moment.nameOf(detail) : '', detail);
  const alike = log.request[row] > 0 ? phrase('# requests', isAbout ? moment.nameOf(detail) : '', detail) : '';
  return { text, alike, isRefusal: verb === 'rejected' };
}

function failedText(it: string, fate: number, saw: 'client' | 'answer' | 'part'): string {
  const subject = it === '' ? 'a request' : it;
  const reason = fate > 0 && saw !== 'answer' ? ` (${fateText(fate)})` : '';
  return saw === 'part' ? `could not serve ${subject}${reason}` : `saw ${subject} fail${reason}`;
}

/**
 * The fault behind a line, in brackets: of those that begin then and are about its part or wire, the one that stands where the line
 * stands among the lines alike. Several fields that change together, say, have a line each.
 */
function byFault(moment: Moment, row: number): string {
  const { actions, atNs, lines, window } = moment;
  const { verb, node, detail } = window.log;
  const alike = lines.filter(
    (line) => verb[line] === verb[row] && node[line] === node[row] && (verb[row] === CHANGED || detail[line] === detail[row]),
  );
  const begun = actions.filter((action) => action.atNs === atNs && !action.ends && isAbout(moment, row, action.fault));
  const action = begun[Math.min(Math.max(0, alike.indexOf(row)), begun.length - 1)];
  return action === undefined ? '' : ` (${describeFault(action.fault, moment.names)})`;
}

function isAbout({ index, window }: Moment, row: number, fault: Fault): boolean {
  const { verb, node, detail } = window.log;
  const name = calledBy(index.nodes[node[row]]);
  if (verb[row] === CHANGED) return fault.type === 'set' && fault.node === name;
  // What is done to one part disturbs no wire.
  if (!('link' in fault)) return !('node' in fault);
  return index.links.some(({ id, from, to }) => id === fault.link && from === node[row] && to === detail[row]);
}
