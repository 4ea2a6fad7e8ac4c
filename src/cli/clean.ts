/**
 * Characters that a terminal obeys in place of showing them, or that change the order in which a line is read: controls (C0, C1, DEL),
 * directions of writing, further ends of lines, and marks that cannot be seen.
 */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
/** Whatever looks like nothing: enough of it in a row would push text to the beginning of the terminal's next line. */
const BLANKS = /[\s\u115f\u1160\u2800\u3164\uffa0]{2,}/g;
/** Nothing in a text needs looking at. */
const PLAIN = /^[\u0020-\u007e]*$/;
const LONGEST_NAME = 300;

const isLayout = (character: string): boolean => character === '\n' || character === '\t';

/** A control as the picture that Unicode has for it, other things as the mark for what cannot be shown. */
function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

/** Text for a terminal: lines and tabs stay, nothing else in it can be obeyed. */
export function cleanText(text: string): string {
  return text.replace(OBEYED, (character) => (isLayout(character) ? character : picture(character)));
}

/** JSON, or a page, for a terminal: what could be obeyed is written as JSON writes it in texts, so that JSON keeps its meaning. */
export function cleanJson(text: string): string {
  return text.replace(OBEYED, (character) =>
    isLayout(character) ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A text that somebody else has written, as a part of one line of ours: it cannot begin a line, nor push anything to where one begins. */
export function cleanName(text: string): string {
  const short = text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}\u2026` : text;
  return PLAIN.test(short) && !short.includes('  ') ? short : short.replace(OBEYED, picture).replace(BLANKS, ' ');
}

/** A sentence of ours with names and texts of others in it: one line. */
export function cleanLine(text: string): string {
  return PLAIN.test(text) ? text : text.replace(OBEYED, picture);
}

/** Plain data with every text in it cleaned as a name. */
export function cleanNames<T>(data: T): T {
  if (typeof data === 'string') return cleanName(data) as T;
  if (Array.isArray(data)) return data.map((item: unknown) => cleanNames(item)) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [cleanName(name), cleanNames<unknown>(value)])) as T;
}
