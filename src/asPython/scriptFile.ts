/** The name under which errors tell the place in a script. */
export const SCRIPT_FILE = 'script';
