import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';
import { root } from '../scripts/tools.mjs';
import { builderConfig } from './builderConfig.mjs';
import { debName, makeDeb } from './deb.mjs';
import { APP, distFolder, packagingFolder, workFolder } from './folders.mjs';
import { installPackagingTools, packagingTool } from './packagingTools.mjs';
import { stageDesktop } from './stage.mjs';
import { makeStandInElectron } from './standInElectron.mjs';

const HELP = `Makes the installers of this system, into dist/.

Usage: npm run installers -- [options]

  --stand-in   around a stand-in for Electron, where that cannot be downloaded: shows what is inside, and starts nothing
  --dir        only the unpacked folder (on Linux also the deb)
`;
const MEBI = 1024 * 1024;

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

/** @returns {string} The version of Electron that belongs to this project. */
function electronVersion() {
  return JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')).version;
}

/**
 * @typedef {object} Builder
 * @property {(options: { projectDir: string, config: object, dir?: boolean, publish: 'never' }) => Promise<string[]>} build
 */

/** @param {{ standIn: boolean, onlyFolder: boolean }} options */
async function makeInstallers({ standIn, onlyFolder }) {
  const appFolder = join(workFolder, 'app');
  stageDesktop(appFolder);
  rmSync(distFolder, { recursive: true, force: true });
  let electronDist = null;
  if (standIn) {
    electronDist = join(workFolder, 'stand-in');
    rmSync(electronDist, { recursive: true, force: true });
    makeStandInElectron(electronDist);
  }
  const { build: packApp } = /** @type {Builder} */ (await packagingTool('electron-builder'));
  const config = builderConfig({ appFolder, electronVersion: electronVersion(), electronDist });
  await packApp({ projectDir: packagingFolder, config, publish: 'never', ...(standIn || onlyFolder ? { dir: true } : {}) });
  const unpacked = join(distFolder, 'linux-unpacked');
  if (!existsSync(unpacked)) return;
  const deb = join(distFolder, debName(process.arch));
  await makeDeb({ unpacked, work: join(workFolder, 'deb'), deb, architecture: process.arch });
}

/** Says what was made, and how large it is. */
function tellSizes() {
  for (const name of readdirSync(distFolder)) {
    const facts = statSync(join(distFolder, name));
    if (facts.isFile() && !/\.(?:ya?ml|blockmap)$/.test(name)) say(`dist/${name}: ${(facts.size / MEBI).toFixed(1)} MB`);
  }
}

const { values } = parseArgs({
  options: { 'stand-in': { type: 'boolean' }, dir: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) say(HELP);
else if (!installPackagingTools() || !build(['app'], true)) process.exit(1);
else {
  await makeInstallers({ standIn: values['stand-in'] === true, onlyFolder: values.dir === true });
  tellSizes();
  if (values['stand-in']) say(`These hold a stand-in for Electron: they show what ${APP.name} is made of, and start nothing.`);
}
