import { boardSvg, type PictureColours } from '../../board/index';
import type { Services } from '../../workbench/workbenchApi';

/** A picture is drawn twice as fine as the board at zoom 1, unless it would become larger than browsers can draw. */
const FINENESS = 2;
const MOST_PX = 8000;

function coloursNow(): PictureColours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return {
    board: colour('--board'),
    face: colour('--raised'),
    line: colour('--line-strong'),
    text: colour('--text'),
    textSoft: colour('--text-soft'),
    wire: colour('--wire'),
    note: colour('--warn-soft'),
    group: (name) => colour(`--group-${name}`) || colour('--line-strong'),
  };
}

/** The board as an SVG text, in the colours on screen. */
export function boardAsSvg({ document }: Services): string {
  return boardSvg(document.store.getState().scenario, coloursNow()).svg;
}

/** The board as the bytes of a PNG picture. Throws when the browser cannot draw it. */
export async function boardAsPng(services: Services): Promise<Uint8Array<ArrayBuffer>> {
  const { svg, width, height } = boardSvg(services.document.store.getState().scenario, coloursNow());
  const scale = Math.min(FINENESS, MOST_PX / Math.max(width, height));
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('there is no canvas to draw on');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((found) => canvas.toBlob(found, 'image/png'));
    if (blob === null) throw new Error('the picture is too large to be drawn');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}
