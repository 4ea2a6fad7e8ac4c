import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What marks the fuses inside of Electron's program, so that @electron/fuses finds them; then version, number, and one sign
 * for each, as Electron comes. */
const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = '101100011';
/** What an unpacked Electron for Linux consists of, as far as packaging looks at it. */
const FILES = [
  'LICENSE',
  'LICENSES.chromium.html',
  'chrome-sandbox',
  'chrome_crashpad_handler',
  'icudtl.dat',
  'libEGL.so',
  'libGLESv2.so',
  'libffmpeg.so',
  'resources.pak',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
  'version',
  'locales/en-US.pak',
  'locales/de.pak',
];

/**
 * Makes a folder that packaging takes for an unpacked Electron of Linux, where the real one cannot be had: everything about a package can
 * then be looked at, but the program only says that it is none.
 * @param {string} folder
 */
export function makeStandInElectron(folder) {
  for (const name of FILES) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), `stands in for ${name}\n`);
  }
  const program = join(folder, 'electron');
  const script = '#!/bin/sh\necho "This stands in for Electron; nothing can be started with it." >&2\nexit 1\n';
  writeFileSync(
    program,
    Buffer.concat([Buffer.from(`${script}# ${FUSE_MARK}`), Buffer.from([1, FUSES.length]), Buffer.from(`${FUSES}\n`)]),
  );
  chmodSync(program, 0o755);
  chmodSync(join(folder, 'chrome-sandbox'), 0o755);
}
