/** How scenario files end that a double-click opens; a plain `.json` may be anything, and stays whose it is. */
export const ENDING = '.faultboard';
/** Type of such files for systems that know files by type. */
export const MIME = 'application/vnd.faultboard+json';
/** Type for macOS, and the bundle that opens it. */
export const UTI = 'app.faultboard.scenario';
/** Name of the type in the registry of Windows. */
export const PROG_ID = 'Faultboard.Scenario';
/** What such a file is called in file managers. */
export const TITLE = 'Faultboard scenario';
