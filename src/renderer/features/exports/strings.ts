/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Exports',
  gif: { painting: 'Drawing the animation; this takes a few seconds.' },
  exporting: (form: string): string => `Writing ${form}...`,
  tooMuchHistory: (rows: number): string =>
    `its history has ${rows} rows, more than a page can hold; make the run shorter, or use faultboard export on the command line.`,
  notExported: (why: string): string => `The run was not exported: ${why}`,
  boardAsPng: 'Export the board as PNG...',
  boardAsSvg: 'Export the board as SVG...',
  figuresAsJson: 'Export the figures as JSON...',
  partFiguresAsCsv: 'Export the figures of the parts as CSV...',
  curvesAsCsv: 'Export the curves as CSV...',
  runAsGif: 'Export run: animation (GIF) from the playhead...',
  exportRun: (form: string): string => `Export run: ${form}...`,
} as const;
