import { strings } from '../strings';
import { count } from './faceNumbers';

type Params = Readonly<Record<string, unknown>>;

/**
 * What a part that follows a script does, e.g. "script, 40 requests, then 20/s"; null: it follows none. `traffic`: what it does of its own
 * accord; requests of a script without a time stand in for that until there are no more, those with a time come in addition.
 */
export function scriptFact(params: Params, traffic: string | null): string | null {
  const { script, afterScript } = params;
  if (!Array.isArray(script) || (script.length === 0 && afterScript !== 'nothing')) return null;
  if (script.length === 0) return strings.byHand;
  const short = strings.script(count(script.length, 'request'));
  if (afterScript === 'nothing' || traffic === null) return short;
  if (inTurn(script) === 0) return strings.scriptAnd(short, traffic);
  return afterScript === 'again' ? strings.scriptAgain(short) : strings.scriptThen(short, traffic);
}

/** Whether the traffic goes on as drawn after so many requests, since its script is at an end. */
export function isScriptDone({ script, afterScript }: Params, sent: number): boolean {
  return Array.isArray(script) && script.length > 0 && afterScript === 'traffic' && inTurn(script) > 0 && sent >= script.length;
}

function inTurn(script: readonly unknown[]): number {
  return (script as readonly { readonly atSeconds?: number }[]).filter(({ atSeconds }) => atSeconds === undefined).length;
}

const afterwards = new WeakMap<Params, Params>();

/** The same params without the script; always the same object for the same params. */
export function withoutScript(params: Params): Params {
  const before = afterwards.get(params);
  if (before !== undefined) return before;
  const after = { ...params, script: [] };
  afterwards.set(params, after);
  return after;
}
