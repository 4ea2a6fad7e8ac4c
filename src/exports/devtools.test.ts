import { TraceModel } from '@paulirish/trace_engine';
import { describe, expect, it } from 'vitest';
import type { ExportedRun } from './exporter';
import { EXPORT_FORMS, exportRun } from './forms';
import { testRun, wholeWindow } from './testRun';

const run = testRun();
const exported: ExportedRun = { index: run.index, summary: run.summary(), series: run.series(), endNs: run.reachedNs, faults: run.faults };

/** An event as the trace engine gives it back. */
interface Entry {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly args: { readonly request?: number; readonly caller?: string; readonly fate?: string };
}
/** What of the engine's answer is looked at here. */
interface Parsed {
  readonly traceEvents: readonly Entry[];
  readonly data: {
    readonly Meta: {
      readonly processNames: ReadonlyMap<number, { readonly args: { readonly name: string } }>;
      readonly traceBounds: { readonly max: number };
    };
    readonly Renderer: {
      readonly processes: ReadonlyMap<
        number,
        {
          readonly threads: ReadonlyMap<
            number,
            { readonly entries: readonly Entry[]; readonly tree?: { readonly roots: ReadonlySet<unknown> } }
          >;
        }
      >;
    };
  };
}

/** The export as the trace engine of Chrome's own developer tools reads it, the one behind their Performance panel. */
async function parsed(): Promise<Parsed> {
  let text = '';
  for await (const piece of exportRun(EXPORT_FORMS.chrome, exported, (fromNs, toNs) => run.window(fromNs, toNs, 200))) text += piece;
  const { traceEvents } = JSON.parse(text) as { traceEvents: Entry[] };
  const model = TraceModel.Model.createWithAllHandlers();
  await model.parse(traceEvents as never);
  return model.parsedTrace() as unknown as Parsed;
}

describe('the Chrome trace in the trace engine of Chrome', () => {
  it('has a process for each part, and what a part did in lanes that never overlap', async () => {
    const {
      traceEvents,
      data: { Meta, Renderer },
    } = await parsed();
    expect([...Meta.processNames.values()].map(({ args }) => args.name)).toEqual(run.index.nodes.map(({ id, kind }) => `${id} (${kind})`));
    const lanes = [...Renderer.processes.values()].flatMap(({ threads }) => [...threads.values()]);
    const read = lanes.flatMap(({ entries }) => entries);
    expect(read.length).toBe(traceEvents.filter(({ ph }) => ph === 'X').length);
    // The engine puts what lies within another below it: in lanes without overlap everything is a root.
    for (const { entries, tree } of lanes) expect(tree?.roots.size).toBe(entries.length);
    expect(Meta.traceBounds.max).toBe(run.reachedNs / 1000);
  });

  it('tells of every request at its client with its true times, and of the faults', async () => {
    const {
      traceEvents,
      data: { Renderer },
    } = await parsed();
    const client = run.index.nodes.findIndex(({ kind }) => kind === 'client') + 1;
    const requests = [...(Renderer.processes.get(client)?.threads.values() ?? [])].flatMap(({ entries }) => entries);
    expect(new Set(requests.map(({ args }) => args.request)).size).toBe(exported.summary.requests.sent);
    const { messages } = wholeWindow(run);
    const first = messages.request.indexOf(1);
    expect(requests.find(({ args }) => args.request === 1)?.ts).toBe(messages.sentNs[first] / 1000);
    expect(requests.filter(({ cat }) => cat === 'failed').length).toBeGreaterThanOrEqual(exported.summary.requests.failed);
    expect(traceEvents.filter(({ ph, cat }) => ph === 'i' && cat === 'fault').map(({ name }) => name)).toEqual([
      'crash W2',
      'crash W2 ends',
    ]);
  });
});
