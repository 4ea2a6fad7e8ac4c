import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packagingFolder } from './folders.mjs';
import { installPackagingTools, packagingTool } from './packagingTools.mjs';

const folder = join(packagingFolder, 'icons');
/** Size of the picture that windows and Linux show, and of the largest there is, px. */
const WINDOW_PX = 512;
const LARGEST_PX = 1024;
/** What the folders of icon themes are named after. */
export const THEME_SIZES = [16, 32, 48, 64, 128, 256, 512];

/**
 * The app's icon as a picture.
 * @param {number} sizePx Both sides.
 * @returns {Promise<Buffer>} PNG.
 */
export async function iconPng(sizePx) {
  const { Resvg } = /** @type {DrawingTool} */ (await packagingTool('@resvg/resvg-js'));
  const svg = readFileSync(join(folder, 'icon.svg'));
  return new Resvg(svg, { fitTo: { mode: 'width', value: sizePx } }).render().asPng();
}

/** Draws icons/icon.svg anew as pictures: PNG for windows and Linux, ICO for Windows, ICNS for macOS. */
async function drawIcons() {
  const tool = /** @type {{ default: IconTool }} */ (await packagingTool('png2icons')).default;
  const large = await iconPng(LARGEST_PX);
  writeFileSync(join(folder, 'icon.png'), await iconPng(WINDOW_PX));
  writeFileSync(join(folder, 'icon.ico'), made(tool.createICO(large, tool.BICUBIC2, 0, false, true)));
  writeFileSync(join(folder, 'icon.icns'), made(tool.createICNS(large, tool.BICUBIC2, 0)));
}

/**
 * @typedef {object} DrawingTool
 * @property {new (svg: Buffer, options: { fitTo: { mode: 'width', value: number } }) => { render(): { asPng(): Buffer } }} Resvg
 */

/**
 * @typedef {object} IconTool
 * @property {number} BICUBIC2
 * @property {(png: Buffer, scaling: number, colors: number, pngInside: boolean, forExe: boolean) => Buffer | null} createICO
 * @property {(png: Buffer, scaling: number, colors: number) => Buffer | null} createICNS
 */

/** @param {Buffer | null} picture @returns {Buffer} */
function made(picture) {
  if (picture === null) throw new Error('packaging/icons/icon.svg could not be made into an icon');
  return picture;
}

/**
 * Puts the icon into an icon theme, in every size.
 * @param {string} themeFolder Such as usr/share/icons/hicolor.
 * @param {string} name Of the files, without ending.
 */
export async function writeThemeIcons(themeFolder, name) {
  /** @param {string} place @param {string | Buffer} contents */
  const write = (place, contents) => {
    mkdirSync(dirname(join(themeFolder, place)), { recursive: true });
    writeFileSync(join(themeFolder, place), contents);
  };
  for (const size of THEME_SIZES) write(`${size}x${size}/apps/${name}.png`, await iconPng(size));
  write(`scalable/apps/${name}.svg`, readFileSync(join(folder, 'icon.svg')));
}

if (process.argv[1] === import.meta.filename) {
  if (!installPackagingTools()) process.exit(1);
  await drawIcons();
}
