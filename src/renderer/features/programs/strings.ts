/** Texts about programs of the learner's own. */
export const strings = {
  namesDeleted: (programs: string, id: string): string =>
    `Program ${programs} still mentions ${id}, which is gone; change the program, too.`,
  namesRenamed: (programs: string, id: string, newId: string): string =>
    `Program ${programs} still mentions ${id}, which is now called ${newId}; change the program, too.`,
  write: 'Write a program',
  none: 'No program yet. Write one, and begin with an example that works.',
  choose: 'Program',
  another: 'Another program...',
  language: 'Language',
  starter: 'Begin with',
  firstStarter: 'Echo',
  begins: (name: string, title: string): string => `Begin program ${name} with ${title}`,
  languages: { javascript: 'JavaScript', python: 'Python' },
  inLanguage: (name: string, language: string): string => `Write program ${name} in ${language}`,
  editor: (name: string): string => `Program ${name}`,
  edited: (name: string): string => `Change program ${name}`,
  written: (name: string, parts: string): string => `Write program ${name} for ${parts}`,
  taken: (name: string, parts: string): string => `Use program ${name} in ${parts}`,
  trying: 'Trying it...',
  fine: (name: string): string => `A trial call of ${name} went well.`,
  starts: 'It starts without an error.',
  problem: (line: number | null, message: string, isNode: boolean): string =>
    line !== null ? `Line ${line}: ${message}.` : isNode ? `It cannot be started: ${message}.` : `A trial call failed: ${message}.`,
  inRun: 'In the run on screen:',
  shared: (parts: string): string => `Also used by ${parts}.`,
  loading: 'Loading the editor...',
  problems: 'Programs that failed',
};
