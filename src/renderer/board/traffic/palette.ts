import { MARK_SHAPES } from './shapes';

/** Colours of the traffic layer as the theme has them now. */
export interface TrafficPalette {
  readonly marks: readonly string[];
  readonly background: string;
  readonly text: string;
  readonly flow: string;
  readonly selected: string;
}

/** Reads the colours from the CSS variables that hold for an element. */
export function readPalette(element: Element): TrafficPalette {
  const style = getComputedStyle(element);
  const read = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  return {
    marks: MARK_SHAPES.map((shape) => read(shape.colorVariable, '#888')),
    background: read('--board', '#fff'),
    text: read('--text', '#222'),
    flow: read('--msg-request', '#2563eb'),
    selected: read('--text', '#111'),
  };
}
