/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'As Python',
  show: 'Show the board as Python',
  editor: 'The board as a script in Python',
  loading: 'Loading the editor...',
  apply: 'Apply',
  applyHelp: 'Build the board that the script describes, as one step that you can undo (Ctrl+Enter in the script)',
  applied: 'Build the board from its script',
  applying: 'Running the script...',
  back: 'Back to the board',
  backHelp: 'Discard the changes to the script, and show the board as it is',
  same: 'This script builds the board as it stands. Change it and press Apply.',
  changed: 'You have changed the script. Press Apply to change the board.',
  boardChanged: 'The board has changed since this script was written. Apply replaces it with the board of the script.',
  done: 'The board now matches the script.',
  problem: (line: number | null, message: string): string =>
    `${line === null ? '' : `Line ${line}: `}${message}${/[.?!]$/.test(message) ? '' : '.'}`,
  noSimulation: 'it makes no Simulation; end it with sim = Simulation(w) and sim.run()',
  hint: 'Parts are classes: what a part is wired to comes first, then its fields by name. From a terminal: faultboard run FILE.py',
} as const;
