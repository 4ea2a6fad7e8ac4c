/** What a diagram is drawn with: on a canvas, or into an SVG text. Lengths are CSS pixels. */
export interface Pen {
  rect(x: number, y: number, width: number, height: number, color: string, alpha?: number): void;
  /** Many lines of one look at once: x1, y1, x2, y2 in turn. */
  lines(
    coordinates: readonly number[],
    color: string,
    widthPx: number,
    options?: { readonly dash?: readonly number[]; readonly alpha?: number },
  ): void;
  /** Filled triangles: x, y of each corner in turn. */
  triangles(coordinates: readonly number[], color: string): void;
  text(
    x: number,
    y: number,
    text: string,
    color: string,
    options?: { readonly bold?: boolean; readonly align?: 'left' | 'right' | 'center'; readonly sizePx?: number },
  ): void;
}

const FONT = 'system-ui, sans-serif';

/** A pen for a canvas whose context is in CSS pixels. */
export function canvasPen(context: CanvasRenderingContext2D): Pen {
  return {
    rect: (x, y, width, height, color, alpha = 1) => {
      context.globalAlpha = alpha;
      context.fillStyle = color;
      context.fillRect(x, y, width, height);
      context.globalAlpha = 1;
    },
    lines: (c, color, widthPx, { dash = [], alpha = 1 } = {}) => {
      if (c.length === 0) return;
      context.globalAlpha = alpha;
      context.strokeStyle = color;
      context.lineWidth = widthPx;
      context.setLineDash([...dash]);
      context.beginPath();
      for (let i = 0; i < c.length; i += 4) {
        context.moveTo(c[i], c[i + 1]);
        context.lineTo(c[i + 2], c[i + 3]);
      }
      context.stroke();
      context.setLineDash([]);
      context.globalAlpha = 1;
    },
    triangles: (c, color) => {
      if (c.length === 0) return;
      context.fillStyle = color;
      context.beginPath();
      for (let i = 0; i < c.length; i += 6) {
        context.moveTo(c[i], c[i + 1]);
        context.lineTo(c[i + 2], c[i + 3]);
        context.lineTo(c[i + 4], c[i + 5]);
      }
      context.fill();
    },
    text: (x, y, text, color, { bold = false, align = 'left', sizePx = 11 } = {}) => {
      context.fillStyle = color;
      context.font = `${bold ? 600 : 400} ${sizePx}px ${FONT}`;
      context.textAlign = align;
      context.textBaseline = 'middle';
      context.fillText(text, x, y);
    },
  };
}

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
const short = (value: number): string => String(Number(value.toFixed(2)));

/** A pen that writes SVG, and the whole document with what was drawn. */
export function svgPen(widthPx: number, heightPx: number, title: string): Pen & { document(): string } {
  const out: string[] = [];
  const anchors = { left: 'start', center: 'middle', right: 'end' } as const;
  return {
    rect: (x, y, width, height, color, alpha = 1) =>
      void out.push(
        `<rect x="${short(x)}" y="${short(y)}" width="${short(Math.max(0, width))}" height="${short(Math.max(0, height))}" ` +
          `fill="${escape(color)}"${alpha < 1 ? ` fill-opacity="${short(alpha)}"` : ''}/>`,
      ),
    lines: (c, color, width, { dash = [], alpha = 1 } = {}) => {
      if (c.length === 0) return;
      let path = '';
      for (let i = 0; i < c.length; i += 4) path += `M${short(c[i])} ${short(c[i + 1])}L${short(c[i + 2])} ${short(c[i + 3])}`;
      out.push(
        `<path d="${path}" fill="none" stroke="${escape(color)}" ` +
          `stroke-width="${short(width)}"${dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : ''}` +
          `${alpha < 1 ? ` stroke-opacity="${short(alpha)}"` : ''}/>`,
      );
    },
    triangles: (c, color) => {
      if (c.length === 0) return;
      let path = '';
      for (let i = 0; i < c.length; i += 6)
        path += `M${short(c[i])} ${short(c[i + 1])}L${short(c[i + 2])} ${short(c[i + 3])}L${short(c[i + 4])} ${short(c[i + 5])}z`;
      out.push(`<path d="${path}" fill="${escape(color)}"/>`);
    },
    text: (x, y, text, color, { bold = false, align = 'left', sizePx = 11 } = {}) =>
      void out.push(
        `<text x="${short(x)}" y="${short(y)}" fill="${escape(color)}" ` +
          `font-size="${sizePx}"${bold ? ' font-weight="600"' : ''} text-anchor="${anchors[align]}" ` +
          `dominant-baseline="central">${escape(text)}</text>`,
      ),
    document: () =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ` +
      `${heightPx}" font-family="${FONT}"><title>${escape(title)}</title>\n${out.join('\n')}\n</svg>\n`,
  };
}
