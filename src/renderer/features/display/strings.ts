/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Display',
  presentationOn: 'Presentation: large type, editing is locked.',
  presentationOff: 'Editing is possible again.',
  traffic: {
    auto: 'Messages while there are few, amounts when there are many.',
    marks: 'Every message is drawn.',
    flows: 'Amounts are drawn.',
  },
} as const;
