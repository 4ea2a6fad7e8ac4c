import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/tools.mjs';

/** Where packages are put together, and where they end up. */
export const workFolder = join(root, 'out', 'package');
export const distFolder = join(root, 'dist');
export const packagingFolder = join(root, 'packaging');

/** @param {string} path From the project's folder. @returns {string} */
export function readText(path) {
  return readFileSync(join(root, path), 'utf8');
}

/** @type {{ version: string, description: string, license: string, author: string, dependencies: Record<string, string> }} */
export const PROJECT = JSON.parse(readText('package.json'));

/** Names that the system, the installers and the app agree on. */
export const APP = {
  id: 'app.faultboard',
  name: 'Faultboard',
  program: 'faultboard',
  /** Of files that a double-click opens; as in src/main/services/association/names.ts. */
  ending: '.faultboard',
  mime: 'application/vnd.faultboard+json',
  fileTitle: 'Faultboard scenario',
};
