/** What stands in place of the name of a function where a program runs as a node. */
export const AS_NODE = 'node';

/** A program to begin with, in both languages. */
export interface Starter {
  readonly title: string;
  readonly example: string;
  readonly pythonExample: string;
}

/** What a kind calls in a program: one function that the learner writes. */
export interface ProgramFunction {
  /** Its name; AS_NODE: the program is not called, but runs as a node. */
  readonly name: string;
  /** A program to begin with, in JavaScript. */
  readonly example: string;
  /** The same program in Python. */
  readonly pythonExample: string;
  /** Other programs to begin with. */
  readonly others?: readonly Starter[];
  /** Called only while another field of the part has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
  /** Arguments for a trial while the program is written, as JSON text. */
  readonly trial: string;
}
