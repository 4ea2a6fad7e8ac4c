import { expect, it, vi } from 'vitest';
import type { Scenario } from '../../src/sim/index';
import { preparePrograms } from '../../src/programs/index';

const loaded = vi.hoisted((): string[] => []);
vi.mock('pyodide/pyodide.asm.wasm?url&inline', () => {
  loaded.push('python');
  return { default: 'data:,' };
});
vi.mock('@jitl/quickjs-wasmfile-release-sync/wasm?url&inline', async (original) => {
  loaded.push('javascript');
  return original();
});

it('no sandbox is loaded by a run without programs, and none but its own by one with programs', async () => {
  const nodes = [{ id: 'PN1', kind: 'program-node', x: 0, y: 0, params: { program: 'P1' } }] as Scenario['nodes'];
  await preparePrograms({ nodes });
  expect(loaded).toEqual([]);
  await preparePrograms({ nodes, programs: { P1: { language: 'javascript', code: '' } } });
  expect(loaded).toEqual(['javascript']);
  await expect(preparePrograms({ nodes, programs: { P1: { language: 'python', code: '' } } })).rejects.toThrow();
  expect(loaded).toEqual(['javascript', 'python']);
});
