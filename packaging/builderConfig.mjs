import { join } from 'node:path';
import { APP, distFolder, packagingFolder } from './folders.mjs';
import { UNPACKED } from './stage.mjs';

/**
 * What Electron itself must not do in an installed app: run as Node.js, take options of Node.js, or load anything but the archive that
 * it was made with.
 */
export const FUSES = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false,
  resetAdHocDarwinSignature: true,
};

/**
 * What electron-builder is told.
 * @param {{ appFolder: string, electronVersion: string, electronDist: string | null }} options electronDist: an unpacked Electron; null:
 * electron-builder downloads it.
 */
export function builderConfig({ appFolder, electronVersion, electronDist }) {
  return {
    appId: APP.id,
    productName: APP.name,
    copyright: 'The Faultboard authors, MIT licence',
    directories: { app: appFolder, output: distFolder, buildResources: join(packagingFolder, 'icons') },
    electronVersion,
    ...(electronDist === null ? {} : { electronDist }),
    // Everything is in the bundles: nothing is compiled, and no package is copied.
    npmRebuild: false,
    files: ['**/*', '!node_modules'],
    asar: true,
    asarUnpack: UNPACKED,
    electronLanguages: ['en-US'],
    electronFuses: FUSES,
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    fileAssociations: [{ ext: APP.ending.slice(1), name: APP.fileTitle, description: APP.fileTitle, mimeType: APP.mime, role: 'Editor' }],
    publish: null,
    linux: {
      // The deb is made from the unpacked folder by deb.mjs, the same way everywhere.
      target: ['AppImage'],
      executableName: APP.program,
      category: 'Education',
      icon: join(packagingFolder, 'icons/icon.png'),
      // Without it, an AppImage is started without a sandbox.
      executableArgs: [],
    },
    mac: {
      target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
      category: 'public.app-category.education',
      icon: join(packagingFolder, 'icons/icon.icns'),
    },
    win: { target: [{ target: 'nsis', arch: ['x64'] }], icon: join(packagingFolder, 'icons/icon.ico') },
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true, deleteAppDataOnUninstall: false },
  };
}
