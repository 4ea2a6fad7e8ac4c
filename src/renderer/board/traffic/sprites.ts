import { MARK_SHAPES, type MarkShape } from './shapes';

const GRID = 16;
const OUTLINE = 1.6;

/** Marks drawn once, to be copied for every message: copying a small picture is several times faster than drawing a path. */
export interface SpriteSet {
  readonly pictures: readonly HTMLCanvasElement[];
  /** Side of a picture, CSS pixels. */
  readonly sizePx: number;
  readonly devicePixelRatio: number;
  /** Colour of each shape. */
  readonly colors: readonly string[];
}

/** Draws every shape once. `colors`: one for each of MARK_SHAPES; `outline`: the canvas's background, so that marks stand off wires. */
export function makeSprites(colors: readonly string[], outline: string, sizePx: number, devicePixelRatio: number): SpriteSet {
  const pictures = MARK_SHAPES.map((shape, i) => drawSprite(shape, colors[i], outline, Math.max(1, Math.round(sizePx * devicePixelRatio))));
  return { pictures, sizePx, devicePixelRatio, colors };
}

function drawSprite(shape: MarkShape, color: string, outline: string, sidePixels: number): HTMLCanvasElement {
  const picture = document.createElement('canvas');
  picture.width = sidePixels;
  picture.height = sidePixels;
  const context = picture.getContext('2d');
  if (context === null) return picture;
  context.scale(sidePixels / GRID, sidePixels / GRID);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const path = new Path2D(shape.path);
  context.strokeStyle = outline;
  context.lineWidth = shape.lineWidth + 2 * OUTLINE;
  context.stroke(path);
  if (shape.lineWidth > 0) {
    if (shape.path.endsWith('z')) {
      context.fillStyle = outline;
      context.fill(path);
    }
    context.strokeStyle = color;
    context.lineWidth = shape.lineWidth;
    context.stroke(path);
  } else {
    context.fillStyle = color;
    context.fill(path);
  }
  return picture;
}
