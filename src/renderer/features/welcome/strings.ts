/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Welcome',
  dismiss: 'Dismiss',
  emptyAdd: 'Add a part',
  emptyExamples: 'Open an example',
  templatesTitle: 'Or begin with',
  templates: { server: 'A client and a server', workers: 'Three workers and a database', cache: 'A cache in front of a database' },
  startedFrom: (name: string): string => `Begin with: ${name}`,
  emptyTitle: 'An empty board',
  emptyText: 'Drag a client from the left, or press A to add a part. Then wire it: drag from the dot on its right to another part.',
  firstLesson: 'Start the first lesson',
  welcome: 'This example runs. Right-click W2 and crash it: does the balancer turn away? Then drag the timeline back.',
} as const;
