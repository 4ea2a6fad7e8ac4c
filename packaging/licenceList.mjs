import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/tools.mjs';
import { packagingFolder, readText } from './folders.mjs';

/**
 * @typedef {object} Licence
 * @property {string} name
 * @property {string} version
 * @property {string} identifier As SPDX has it.
 * @property {string} text
 */

/** Where Vite writes what it has taken into a bundle, below each folder of `out`. */
export const LIST_FILE = '.vite/licences.json';
/** Packages that another has built into its own files, so that no bundler sees them. */
const BUILT_IN = [{ of: '@dagrejs/dagre', name: '@dagrejs/graphlib' }];
/** What lies inside WebAssembly of a package, with a licence of its own that the package does not carry. */
const INSIDE = [{ of: 'pyodide', name: 'CPython (inside of pyodide)', identifier: 'PSF-2.0', file: 'cpython.txt' }];
/** Texts of licences that packages name without carrying them. */
const TEXTS = { 'MPL-2.0': 'mpl-2.0.txt' };

/**
 * What was taken into some bundles, each package once, by name.
 * @param {readonly string[]} parts Folders of `out`.
 * @returns {Licence[]} Throws when a bundle has no list, or a package no licence.
 */
export function licencesOf(parts) {
  /** @type {Map<string, Licence>} */
  const found = new Map();
  for (const part of parts) {
    const list = join(root, 'out', part, LIST_FILE);
    if (!existsSync(list)) throw new Error(`${list} is missing; build Faultboard again with "npm run build"`);
    /** @type {{ name: string, version: string, identifier?: string, text?: string }[]} */
    const entries = JSON.parse(readFileSync(list, 'utf8'));
    for (const { name, version, identifier = '', text = textOf(identifier) } of entries) {
      if (identifier === '' || text === '') throw new Error(`${name} ${version} has no licence; add its text to packaging/licences`);
      found.set(`${name}@${version}`, { name, version, identifier, text });
      for (const builtIn of BUILT_IN.filter(({ of }) => of === name)) found.set(builtIn.name, installedLicence(builtIn.name));
      for (const inside of INSIDE.filter(({ of }) => of === name))
        found.set(inside.name, { name: inside.name, version, identifier: inside.identifier, text: ownText(inside.file) });
    }
  }
  return [...found.values()].sort((p, q) => (p.name < q.name ? -1 : 1));
}

/** @param {string} name @returns {Licence} Of a package in node_modules. */
function installedLicence(name) {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { name, version, identifier: license, text: readFileSync(join(folder, 'LICENSE'), 'utf8').trim() };
}

/** @param {string} identifier @returns {string} */
function textOf(identifier) {
  const file = TEXTS[/** @type {keyof typeof TEXTS} */ (identifier)];
  return file === undefined ? '' : ownText(file);
}

/** @param {string} file @returns {string} */
function ownText(file) {
  return readFileSync(join(packagingFolder, 'licences', file), 'utf8').trim();
}

/**
 * The list as a text for people.
 * @param {readonly Licence[]} licences
 * @param {string} around What the package holds besides, and where its licences are; a sentence.
 * @returns {string}
 */
export function licenceText(licences, around) {
  const line = '='.repeat(78);
  const entries = licences.map(
    ({ name, version, identifier, text }) => `${line}\n${name} ${version} (${identifier})\n${line}\n\n${text}\n`,
  );
  return `Faultboard is under the licence below. It contains the work of others, whose licences follow.
${around}

${readText('LICENSE').trim()}

${entries.join('\n')}`;
}
