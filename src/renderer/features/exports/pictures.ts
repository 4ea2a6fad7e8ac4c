import { boardSvg, type PictureColours } from '../../board/index';
import { documentModel } from '../../workbench/model';

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
    group: (name) => colour(`--group-${name.toLowerCase()}`) || colour('--line-strong'),
  };
}

/** The board as an SVG text, in the colours on screen. */
export function boardAsSvg(): string {
  return boardSvg(documentModel.store.getState().scenario, coloursNow()).svg;
}

/** The board as a PNG picture in base64. Throws when the browser cannot draw it. */
export async function boardAsPng(): Promise<string> {
  const { svg, width, height } = boardSvg(documentModel.store.getState().scenario, coloursNow());
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
    return canvas.toDataURL('image/png').split(',')[1];
  } finally {
    URL.revokeObjectURL(address);
  }
}
