import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, relative } from 'node:path';
import { APP, PROJECT, readText } from './folders.mjs';
import { writeThemeIcons } from './icons.mjs';

/** What Electron needs of a system, under the names that Debian and Ubuntu have had for it. */
const DEPENDS = [
  'libasound2t64 | libasound2',
  'libatspi2.0-0t64 | libatspi2.0-0',
  'libc6 (>= 2.31)',
  'libdrm2',
  'libgbm1',
  'libgtk-3-0t64 | libgtk-3-0',
  'libnotify4',
  'libnss3',
  'libsecret-1-0',
  'libuuid1',
  'libxss1',
  'libxtst6',
  'xdg-utils',
];
const KIB = 1024;
/** Root takes it on, where users may make no sandbox of their own (Ubuntu 24.04). */
const SANDBOX_MODE = 0o4755;

/** @param {string} architecture As Electron names it. @returns {string} As Debian does. */
const debianName = (architecture) => (architecture === 'x64' ? 'amd64' : architecture);

/** @param {string} fileName Of the app's program, as started by a desktop. */
const desktopEntry = (fileName) => `[Desktop Entry]
Type=Application
Name=${APP.name}
GenericName=Distributed systems simulator
Comment=${PROJECT.description}
Exec=${fileName} %F
Icon=${APP.program}
Terminal=false
Categories=Education;ComputerScience;
Keywords=simulation;load;latency;cluster;faults;
MimeType=${APP.mime};
StartupNotify=true
StartupWMClass=${APP.program}
`;

const mimeType = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${APP.mime}">
    <comment>${APP.fileTitle}</comment>
    <sub-class-of type="application/json"/>
    <glob pattern="*${APP.ending}"/>
    <icon name="${APP.program}"/>
  </mime-type>
</mime-info>
`;

/** @param {string} folder @returns {string[]} Every file below a folder, links too. */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

/**
 * Makes a Debian package of the unpacked desktop app. What the system has to be told (types, menus, icons) it notices by itself, so nothing
 * runs when the package is installed.
 * @param {{ unpacked: string, work: string, deb: string, architecture: string }} options work: a folder that is emptied.
 * @returns {Promise<void>} Throws when dpkg-deb is not there or refuses.
 */
export async function makeDeb({ unpacked, work, deb, architecture }) {
  rmSync(work, { recursive: true, force: true });
  const home = `opt/${APP.name}`;
  /** @param {string} place @param {string} contents */
  const write = (place, contents) => {
    mkdirSync(dirname(join(work, place)), { recursive: true });
    writeFileSync(join(work, place), contents, { mode: 0o644 });
  };
  cpSync(unpacked, join(work, home), { recursive: true, verbatimSymlinks: true });
  chmodSync(join(work, home, 'chrome-sandbox'), SANDBOX_MODE);
  mkdirSync(join(work, 'usr/bin'), { recursive: true });
  symlinkSync(`/${home}/${APP.program}`, join(work, 'usr/bin', APP.program));
  write(`usr/share/applications/${APP.program}.desktop`, desktopEntry(`/${home}/${APP.program}`));
  write(`usr/share/mime/packages/${APP.program}.xml`, mimeType);
  write(`usr/share/doc/${APP.program}/copyright`, readText('LICENSE'));
  await writeThemeIcons(join(work, 'usr/share/icons/hicolor'), APP.program);
  const files = filesBelow(work);
  const regular = files.filter((file) => lstatSync(file).isFile());
  const sizeKib = Math.ceil(regular.reduce((total, file) => total + lstatSync(file).size, 0) / KIB);
  const sum = (/** @type {string} */ file) => createHash('md5').update(readFileSync(file)).digest('hex');
  write('DEBIAN/md5sums', regular.map((file) => `${sum(file)}  ${relative(work, file)}\n`).join(''));
  write('DEBIAN/control', control(architecture, sizeKib));
  mkdirSync(dirname(deb), { recursive: true });
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '--build', work, deb], { stdio: 'pipe' });
}

/** @param {string} architecture @param {number} sizeKib @returns {string} */
function control(architecture, sizeKib) {
  return `Package: ${APP.program}
Version: ${PROJECT.version}
Architecture: ${debianName(architecture)}
Maintainer: ${PROJECT.author} <noreply@faultboard.invalid>
Installed-Size: ${sizeKib}
Depends: ${DEPENDS.join(', ')}
Section: education
Priority: optional
Description: A breadboard for distributed systems
 Wire workers, balancers, shards and replicas, run traffic, inject failures,
 and measure. Nothing leaves the computer.
`;
}

/** @param {string} architecture @returns {string} The name of the package's file. */
export function debName(architecture) {
  return `${APP.program}_${PROJECT.version}_${debianName(architecture)}.deb`;
}
