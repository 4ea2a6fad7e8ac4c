/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Display',
  presentationOn: 'Presentation: large type, editing is locked.',
  presentationOff: 'You can edit again.',
  traffic: {
    auto: 'Messages while there are few, amounts when there are many.',
    marks: 'Every message is drawn.',
    flows: 'Amounts are drawn.',
  },
  presentation: 'Presentation: large type, editing locked',
  showEveryMessage: 'Show every message as a mark, however many',
  showAmounts: 'Show amounts on the wires, not messages',
  toggleDock: 'Show or hide charts and log',
  toggleSide: 'Show or hide settings and results',
  toggleParts: 'Show or hide the names of parts',
  systemColours: 'System colours',
  lightColours: 'Light colours',
  darkColours: 'Dark colours',
  highContrast: 'High contrast',
} as const;
