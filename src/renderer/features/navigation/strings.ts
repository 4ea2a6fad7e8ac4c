/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  find: 'Find a part',
  findHint: 'Name, label or kind',
  zoomToFit: 'Zoom to fit',
  zoomToSelection: 'Zoom to the selection',
  findPart: 'Find a part...',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
} as const;
