import type { ProcessCommand } from '../../machines/process';

/** What a node starts, by its fields; null: no program yet. */
export function commandOf({ path, arguments: written }: { readonly path: string; readonly arguments: string }): ProcessCommand | null {
  if (path.trim() === '') return null;
  return { path: path.trim(), args: splitArguments(written) };
}

/** Words between spaces; what stands in double quotes is one word. */
function splitArguments(written: string): string[] {
  return [...written.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}
