/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Glossary',
  command: 'Glossary...',
  lessons: 'Lessons and courses...',
  about: 'About Faultboard...',
  search: 'Search the glossary',
  none: 'No such word here. Try another, or search the list of all commands.',
  aboutTitle: 'About Faultboard',
  aboutText:
    'A board on which you build distributed systems, run them, break them and see why. Every run can be replayed, to the last event.',
  version: (app: string, engine: string): string => `Version ${app}, engine ${engine}`,
} as const;
