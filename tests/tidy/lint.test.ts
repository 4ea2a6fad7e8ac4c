import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const samples: Readonly<Record<string, readonly [path: string, code: string, message: string]>> = {
  'the simulator has no machine': ['src/sim/run/a.ts', "import { x } from 'node:fs'; x();", 'the simulator sees no machine'],
  'the simulator imports no other room': [
    'src/sim/run/b.ts',
    "import { x } from '../../contract/index'; x();",
    'imports nothing else from src',
  ],
  'the simulator has no timers': ['src/sim/run/c.ts', 'setTimeout(() => {}, 1);', 'use node.after'],
  'zod stays in model and kinds': ['src/sim/run/d.ts', "import { z } from 'zod'; z();", 'zod belongs to'],
  'the kernel imports only itself': [
    'src/sim/kernel/e.ts',
    "import { x } from '../model/scenario'; x();",
    'the kernel imports only itself',
  ],
  'a kind imports no other kind': ['src/sim/kinds/worker/f.ts', "import { x } from '../client/kind'; x();", 'never another kind'],
  'the contract has no machine': ['src/contract/g.ts', "import { x } from 'node:path'; x();", 'the contract is types and schemas'],
  'the services know no Electron': [
    'src/main/services/h.ts',
    "import { app } from 'electron'; app();",
    'Electron stays in src/main/electron',
  ],
  'the services use the door': ['src/main/services/i.ts', "import { x } from '../../sim/run/run'; x();", "use the simulator's door"],
  'WebSockets stay in the browser shell': ['src/main/services/j.ts', "import { x } from 'ws'; x();", 'WebSockets stay in src/main/browser'],
  'the desktop shell leaves the simulator to the services': [
    'src/main/electron/k.ts',
    "import { x } from '../../sim/index'; x();",
    'uses src/main/services',
  ],
  'the preload is sandboxed': ['src/preload/l.ts', "import { x } from 'node:fs'; x();", 'the preload is sandboxed'],
  'the renderer has no machine': ['src/renderer/workbench/m.ts', "import { x } from 'node:fs'; x();", 'the renderer sees no machine'],
  'the renderer never runs the simulator': [
    'src/renderer/workbench/n.ts',
    "import { createRun } from '../../sim/index'; createRun();",
    'the renderer never runs the simulator',
  ],
  'the renderer uses the door': ['src/renderer/workbench/o.tsx', "import { x } from '../../sim/run/run'; x();", "use the simulator's door"],
  'the document knows no React': ['src/renderer/document/p.ts', "import { useState } from 'react'; useState();", 'know no React'],
  'playback knows no panels': ['src/renderer/playback/q.ts', "import { x } from '../features/charts/Charts'; x();", 'know no panels'],
  'the ui knows nothing of the domain': [
    'src/renderer/ui/r.ts',
    "import { x } from '../../sim/index'; x();",
    'knows nothing of the domain',
  ],
  'the command line has no Electron': ['src/cli/s.ts', "import { app } from 'electron'; app();", 'Electron stays in src/main/electron'],
  'no any': ['src/cli/t.ts', 'export const x: any = 1;', 'Unexpected `any`'],
  'no default export': ['src/cli/u.ts', 'export default 1;', 'default export'],
  'programs use the door': ['src/programs/v.ts', "import { x } from '../sim/kernel/random'; x();", "use the simulator's door"],
};
const allowed: Readonly<Record<string, string>> = {
  'src/sim/kinds/worker/ok.ts':
    "import { z } from 'zod'; import { a } from '../contract'; import { b } from '../../kernel/random'; import { c } from '../../toolkit/station'; z(a, b, c);",
  'src/main/browser/ok.ts':
    "import { x } from 'ws'; import { y } from '../services/services'; import { z } from '../../sim/index'; x(y, z);",
  'src/renderer/document/ok.ts':
    "import { createStore } from 'zustand/vanilla'; import { parseScenario } from '../../sim/index'; createStore(parseScenario);",
  'src/sim/kernel/ok.test.ts': "import { readFileSync } from 'node:fs'; readFileSync(performance.now());",
};

interface Diagnostic {
  readonly filename: string;
  readonly message: string;
  readonly help?: string;
}

let folder: string;
let diagnostics: Diagnostic[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultboard-lint-'));
  cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  const files: [string, string][] = [
    ...Object.values(samples).map(([path, code]): [string, string] => [path, code]),
    ...Object.entries(allowed),
  ];
  for (const [path, code] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
  const done = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '-f', 'json'], { cwd: folder, encoding: 'utf8' });
  diagnostics = (JSON.parse(done.stdout) as { diagnostics: Diagnostic[] }).diagnostics;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function saidOf(path: string): string[] {
  return diagnostics
    .filter((diagnostic) => diagnostic.filename.replaceAll('\\', '/').endsWith(path))
    .map(({ message, help }) => `${message} ${help ?? ''}`);
}

describe('the rules about who may import whom', () => {
  it.each(Object.entries(samples))('%s', (_title, [path, , message]) => {
    expect(saidOf(path).join('\n')).toContain(message);
  });

  it.each(Object.keys(allowed))('let pass what a room may do: %s', (path) => {
    expect(saidOf(path)).toEqual([]);
  });
});
