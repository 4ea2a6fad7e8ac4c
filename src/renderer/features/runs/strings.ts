/** Texts of the tree of runs. */
export const strings = {
  title: 'Runs',
  compare: 'compare',
  compareHelp: (name: string): string =>
    `Show ${name} as a ghost beside the run on screen: charts laid over each other, figures side by side`,
  rename: (name: string): string => `Rename ${name}`,
  renameHelp: 'Double-click or press F2 to rename it',
  close: (name: string): string => `Close ${name}`,
  name: 'Name of the run',
  computing: 'computing',
  keep: 'Keep these faults in the scenario',
  lookingBack: (run: string, scenario: string | null): string =>
    scenario === null
      ? `This is the board that "${run}" ran on. It cannot be changed; faults make a branch of that run.`
      : `This is the board that "${run}" of "${scenario}" ran on. It cannot be changed; faults make a branch of that run.`,
  back: 'Back to my board',
  beside: 'Both boards side by side',
} as const;
