import { MessageType, type RunSeries } from '../../sim/index';
import type { Polyline } from './geometry';
import type { Marks } from './marks';

/** Colours of the message types, by code, and of lost ones; read from the theme. */
export interface TrafficColours {
  readonly byType: readonly string[];
  readonly lost: string;
  readonly flow: string;
}

const VARIABLES = ['--msg-request', '--msg-reply', '--msg-replication', '--msg-ack', '--msg-error', '--msg-control'];
const SIZE = 4.5;

/** The theme's colours as they are now. */
export function readColours(element: Element): TrafficColours {
  const style = getComputedStyle(element);
  return {
    byType: VARIABLES.map((name) => style.getPropertyValue(name).trim()),
    lost: style.getPropertyValue('--msg-error').trim(),
    flow: style.getPropertyValue('--msg-request').trim(),
  };
}

/** Draws all marks: one pass a type, so that colour and shape change seldom. The context is in document coordinates. */
export function drawMarks(context: CanvasRenderingContext2D, marks: Marks, colours: TrafficColours, zoom: number): void {
  const size = SIZE / Math.max(0.5, Math.min(1.25, zoom));
  for (let type = 0; type < colours.byType.length; type++) {
    context.beginPath();
    let any = false;
    for (let i = 0; i < marks.count; i++) {
      if (marks.type[i] !== type || marks.lost[i] === 1) continue;
      any = true;
      shape(context, type, marks.x[i], marks.y[i], size);
    }
    if (any) paint(context, type, colours.byType[type], size);
  }
  context.beginPath();
  for (let i = 0; i < marks.count; i++) if (marks.lost[i] === 1) cross(context, marks.x[i], marks.y[i], size);
  context.strokeStyle = colours.lost;
  context.lineWidth = size * 0.5;
  context.stroke();
}

/** Request: disc. Reply: diamond. Replication: square. Acknowledgement: hollow square. Error: triangle. Control: hollow disc. */
function shape(context: CanvasRenderingContext2D, type: number, x: number, y: number, r: number): void {
  switch (type) {
    case MessageType.request:
    case MessageType.control:
      context.moveTo(x + r, y);
      context.arc(x, y, r, 0, 6.2832);
      break;
    case MessageType.reply:
      context.moveTo(x, y - r);
      context.lineTo(x + r, y);
      context.lineTo(x, y + r);
      context.lineTo(x - r, y);
      context.closePath();
      break;
    case MessageType.error:
      context.moveTo(x, y - r * 1.3);
      context.lineTo(x + r * 1.25, y + r);
      context.lineTo(x - r * 1.25, y + r);
      context.closePath();
      break;
    default:
      context.rect(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6);
  }
}

function paint(context: CanvasRenderingContext2D, type: number, colour: string, size: number): void {
  if (type === MessageType.ack || type === MessageType.control) {
    context.strokeStyle = colour;
    context.lineWidth = size * 0.4;
    context.stroke();
  } else {
    context.fillStyle = colour;
    context.fill();
  }
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  context.moveTo(x - r, y - r);
  context.lineTo(x + r, y + r);
  context.moveTo(x + r, y - r);
  context.lineTo(x - r, y + r);
}

/** Draws what crosses each wire as a moving band: its width says how many a second, written beside it. */
export function drawFlows(
  context: CanvasRenderingContext2D, lines: readonly (Polyline | undefined)[], series: RunSeries, playheadNs: number, phase: number, colours: TrafficColours,
): void {
  const sample = Math.min(series.sampleCount - 1, Math.floor(playheadNs / series.sampleNs));
  const perSecond = 1e9 / series.sampleNs;
  context.strokeStyle = colours.flow;
  context.fillStyle = colours.flow;
  context.setLineDash([10, 8]);
  context.lineDashOffset = -phase * 60;
  context.font = '11px system-ui, sans-serif';
  lines.forEach((line, link) => {
    const rate = series.links[link * series.sampleCount + sample] * perSecond;
    if (line === undefined || rate === 0) return;
    context.lineWidth = 1.5 + Math.log2(1 + rate / 10);
    context.beginPath();
    context.moveTo(line[0], line[1]);
    for (let i = 2; i < line.length; i += 2) context.lineTo(line[i], line[i + 1]);
    context.stroke();
    const middle = (line.length >> 2) * 2;
    context.fillText(`${rate >= 1000 ? `${(rate / 1000).toFixed(1)}k` : rate.toFixed(0)}/s`, line[middle] + 4, line[middle + 1] - 8);
  });
  context.setLineDash([]);
}
