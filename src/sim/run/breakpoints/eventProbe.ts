import type { Breakpoint } from '../../model/breakpointSchema';
import { EventType } from '../events';
import { logText } from '../../trace/logText';
import { LOG_VERBS, type LogColumns, type TraceIndex } from '../../trace/types';
import type { Probe, ProbeContext } from './listener';

type EventBreakpoint = Extract<Breakpoint, { type: 'event' }>;

const codes = (...verbs: (typeof LOG_VERBS)[number][]): ReadonlySet<number> => new Set(verbs.map((verb) => LOG_VERBS.indexOf(verb)));
/** Log verbs by what they tell of. */
const VERBS = {
  failure: codes('failed', 'rejected', 'crashed'),
  timeout: codes('timed out on'),
  crash: codes('crashed'),
  restart: codes('restarted'),
} as const;

/** Stops at something that happens, at a part or anywhere. */
export function eventProbe(wanted: EventBreakpoint, { index, hit }: ProbeContext): Probe {
  const node = wanted.node === undefined ? -1 : index.nodes.findIndex((candidate) => candidate.id === wanted.node);
  const isWanted = (at: number): boolean => wanted.node === undefined || at === node;
  const name = (at: number): string => index.nodes[at].id;
  switch (wanted.event) {
    case 'arrival':
      return { event: (nowNs, type, at) => type === EventType.request && isWanted(at) && hit(nowNs, `A request arrived at ${name(at)}.`) };
    case 'reply':
      return { event: (nowNs, type, at) => type === EventType.reply && isWanted(at) && hit(nowNs, `A reply arrived at ${name(at)}.`) };
    case 'lost':
      return {
        message: (sentNs, link, isForward, isLost) => {
          if (!isLost) return;
          const { from, to } = index.links[link];
          const [sender, receiver] = isForward ? [from, to] : [to, from];
          if (isWanted(sender) || isWanted(receiver)) hit(sentNs, `A message from ${name(sender)} to ${name(receiver)} was lost.`);
        },
      };
    case 'log': {
      const fits = (text: string): boolean => wanted.text === undefined || text.toLowerCase().includes(wanted.text.toLowerCase());
      return {
        ...logProbe(index, hit, isWanted, (_verb, text) => fits(text())),
        say: (nowNs, at, text) => isWanted(at) && fits(`${name(at)}: ${text}`) && hit(nowNs, `${name(at)}: ${text}.`),
      };
    }
    case 'handler':
      return {
        given: (nowNs, at, what, text) => isWanted(at) && (wanted.text === undefined || wanted.text === what) && hit(nowNs, `${text}.`),
      };
    case 'line': {
      const number = Number(wanted.text);
      const lines = Number.isInteger(number) && number > 0 ? [number] : [];
      return {
        wantedLines: (at) => (isWanted(at) ? lines : []),
        reached: (nowNs, at, line, text) => isWanted(at) && line === number && hit(nowNs, `${text}.`),
      };
    }
    default: {
      const verbs = VERBS[wanted.event];
      return logProbe(index, hit, isWanted, (verb) => verbs.has(verb));
    }
  }
}

function logProbe(
  index: TraceIndex,
  hit: ProbeContext['hit'],
  isWanted: (node: number) => boolean,
  fits: (verb: number, text: () => string) => boolean,
): Probe {
  return {
    log: (nowNs, node, verb, key, request, detail) => {
      if (!isWanted(node)) return;
      const text = (): string => logText(index, oneLine(nowNs, node, verb, key, request, detail), 0);
      if (fits(verb, text)) hit(nowNs, `${text()}.`);
    },
  };
}

function oneLine(nowNs: number, node: number, verb: number, key: number, request: number, detail: number): LogColumns {
  return {
    count: 1,
    atNs: Float64Array.of(nowNs),
    node: Int32Array.of(node),
    verb: Uint8Array.of(verb),
    key: Int32Array.of(key),
    request: Int32Array.of(request),
    detail: Int32Array.of(detail),
  };
}
