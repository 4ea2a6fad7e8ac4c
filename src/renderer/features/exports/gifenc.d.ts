/** What we use of gifenc, which ships without types. */
declare module 'gifenc' {
  type Palette = number[][];
  export function quantize(rgba: Uint8ClampedArray | Uint8Array, mostColors: number): Palette;
  export function applyPalette(rgba: Uint8ClampedArray | Uint8Array, palette: Palette): Uint8Array;
  export function GIFEncoder(): {
    /** `delay` in ms. */
    writeFrame(
      pixels: Uint8Array,
      widthPx: number,
      heightPx: number,
      options: { readonly palette: Palette } & Readonly<Record<'delay', number>>,
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  };
}
