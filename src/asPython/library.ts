import { STOPPED } from '../programs/pythonLimits';
import build from './simulator/build.py?raw';
import functions from './simulator/functions.py?raw';
import parts from './simulator/parts.py?raw';
import simulation from './simulator/simulation.py?raw';
import values from './simulator/values.py?raw';
import { SCRIPT_FILE } from './scriptFile';
import { wordsJson } from './words';

/** A text as Python reads it. */
const quoted = (text: string): string => JSON.stringify(text);

/**
 * The module `simulator` that scripts import, in Python. It runs in the sandbox and only writes down what a script builds: a description as
 * JSON, which becomes a scenario outside. What a run has given is asked for by its place among all questions of the script; a question
 * that has no answer yet ends the script, which is then run anew with the answer. As the sandbox is the same every time, so is the script.
 */
export const LIBRARY = [
  'import json, sys',
  `SCRIPT = ${quoted(SCRIPT_FILE)}`,
  `WORDS = json.loads(${quoted(wordsJson())})`,
  `LIMITS = json.loads(${quoted(JSON.stringify(STOPPED))})`,
  values,
  parts,
  simulation,
  functions,
  build,
].join('\n');
