import { describe, expect, it } from 'vitest';
import { csvLine, partsAsCsv } from '../../src/exports/figures';
import { exportRun, EXPORT_FORMS } from '../../src/exports/forms';
import { shivizLog } from '../../src/exports/shiviz';
import { boardSvg } from '../../src/renderer/board/export/boardSvg';
import { createRun, parseScenarioValue, type Run, type Scenario } from '../../src/sim/index';

/*
 * A hand-in whose name, notes, labels and checks are written to be carried out by whatever opens an export of it.
 */
const SCRIPT = '</script></title><script>alert(1)</script><img src=x onerror=alert(1)>';
const FORMULA = '=HYPERLINK("http://evil.example","x")';

function scenarioWith(changes: object): Scenario {
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: SCRIPT,
    description: SCRIPT,
    seed: 1,
    durationSeconds: 1,
    faults: [],
    checks: [{ id: 'K1', title: FORMULA, metric: 'failed', atMost: 0 }],
    notes: [{ id: 'N1', x: 0, y: 0, text: SCRIPT }],
    nodes: [
      { id: 'C1', kind: 'client', x: 0, y: 0, params: { ratePerSecond: 20 } },
      { id: 'W1', kind: 'worker', x: 200, y: 0, params: {} },
    ],
    links: [{ id: 'L1', from: 'C1', to: 'W1' }],
    ...changes,
  });
  if (!parsed.ok) throw new Error(`${parsed.failure.path}: ${parsed.failure.message}`);
  return parsed.scenario;
}

function finished(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

async function exported(form: string): Promise<string> {
  const run = finished(scenarioWith({}));
  const report = { runId: 'r', index: run.index, summary: run.summary(), series: run.series(), endNs: run.reachedNs, faults: run.faults };
  let text = '';
  for await (const piece of exportRun(EXPORT_FORMS[form], { ...report, places: [] }, async (...span) => run.window(...span), 0))
    text += piece;
  return text;
}

describe('an export carries nothing out', () => {
  it('HTML: no script, no image, no end of the title or the data comes out of a name', async () => {
    const html = await exported('html');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<script>alert');
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).toMatch(/Content-Security-Policy" content="default-src 'none'; script-src 'sha256-/);
  });

  it('SVG: names and notes are text', () => {
    const colours = new Proxy({}, { get: (_all, name) => (name === 'group' ? () => '#000' : '#000') }) as Parameters<typeof boardSvg>[1];
    const { svg } = boardSvg(scenarioWith({}), colours);
    expect(svg).not.toMatch(/<script|<img|onerror=alert\(1\)>|<foreignObject|href=/);
    expect(svg).toContain('&lt;');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', FORMULA])('CSV: a text of %j is no formula', (text) => {
    const cell = csvLine([text]).replace(/^"/, '');
    expect(cell.startsWith("'")).toBe(true);
    expect(csvLine([-1.5])).toBe('-1.5');
  });

  it('CSV: no field of a run begins like a formula, unless it is a number', async () => {
    for (const text of [await exported('csv'), partsAsCsv(finished(scenarioWith({})).summary())])
      for (const cell of text.split(/[,\n]/)) expect(cell).not.toMatch(/^[=@\t\r]|^[+-](?!\d)/);
  });

  it('ShiViz: a name adds no event and no host', () => {
    const run = finished(scenarioWith({}));
    const lines = shivizLog(
      { faults: run.faults, endNs: run.reachedNs, index: run.index, summary: run.summary() },
      run.window(0, 1e9, 10_000),
    ).split('\n');
    for (let i = 3; i < lines.length - 1; i += 2) expect(lines[i]).toMatch(/^(C1|W1) \{"(C1|W1)":\d+/);
  });

  it('ShiViz: a key adds no line, however it is written', () => {
    expect(() => scenarioWith({ keys: { type: 'list', keys: ['a\nW9 {"W9":1}'] } })).toThrow('it must have no control characters');
    const keys = { type: 'list', keys: ['b\u2028x', 'c\u2029x', 'f"'] };
    const run = finished(scenarioWith({ keys }));
    const log = shivizLog(
      { faults: run.faults, endNs: run.reachedNs, index: run.index, summary: run.summary() },
      run.window(0, 1e9, 10_000),
    );
    expect(log).toContain('for "b\\u2028x"');
    expect(log).toContain('for "f\\""');
    const lines = log.split(/[\n\r\u0085\u2028\u2029]/);
    expect(lines.length).toBeGreaterThan(40);
    for (let i = 3; i < lines.length - 1; i += 2) expect(lines[i]).toMatch(/^(C1|W1) \{"(C1|W1)":\d+/);
  });

  it.each(['json', 'ndjson', 'otlp', 'chrome'])('%s: every line is JSON, whatever a name says', async (form) => {
    const text = await exported(form);
    const lines = form === 'ndjson' ? text.trim().split('\n') : [text];
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it.each(['=cmd', 'a b', 'x\n{"y":1}', '<b>', '', '__proto__'])('a part cannot be called %j', (id) => {
    const nodes = [{ id, kind: 'worker', x: 0, y: 0, params: {} }];
    const parsed = parseScenarioValue({
      format: 1,
      kinds: {},
      name: 'x',
      seed: 1,
      durationSeconds: 1,
      faults: [],
      checks: [],
      nodes,
      links: [],
    });
    expect(parsed.ok ? 'taken' : parsed.failure.message).toMatch(/\S+ \S+.*\./);
  });
});
