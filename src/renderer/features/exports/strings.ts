/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Exports',
  gif: { painting: 'The moving picture is being painted; this takes some seconds.' },
  exporting: (form: string): string => `${form}: being written.`,
  notExported: (why: string): string => `The run was not exported: ${why}`,
} as const;
