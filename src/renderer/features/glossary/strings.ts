/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Glossary',
  command: 'Glossary...',
  lessons: 'Lessons and courses...',
  about: 'About Faultboard...',
  search: 'Search the glossary',
  none: 'No word like that here. Try another, or ask in the list of all commands.',
  aboutTitle: 'About Faultboard',
  aboutText: 'A board to build distributed systems on, run them, break them and see why. Every run can be played again to the last event.',
  version: (app: string, engine: string): string => `Version ${app}, engine ${engine}`,
} as const;
