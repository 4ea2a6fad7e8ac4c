const DEFAULTS = '[Default Applications]';

/** The text of a `mimeapps.list` in which an application opens a type; what others have written stays as it is. */
export function withDefault(text: string, mime: string, desktopFile: string): string {
  const lines = withoutDefault(text, mime, null).split('\n');
  const at = lines.indexOf(DEFAULTS);
  const line = `${mime}=${desktopFile}`;
  if (at >= 0) lines.splice(at + 1, 0, line);
  else lines.splice(lines.at(-1) === '' ? -1 : lines.length, 0, ...(text.trim() === '' ? [] : ['']), DEFAULTS, line);
  const whole = lines.join('\n').replace(/^\n+/, '');
  return whole.endsWith('\n') ? whole : `${whole}\n`;
}

/**
 * The same without what opens a type by default, if that is this application (null: whichever). Sections that were only there for it go.
 */
export function withoutDefault(text: string, mime: string, desktopFile: string | null): string {
  const lines = text.split('\n').filter((line) => {
    const [key, value] = line.split('=', 2).map((part) => part.trim());
    return key !== mime || (desktopFile !== null && value?.replace(/;$/, '') !== desktopFile);
  });
  const kept = lines.join('\n').replace(/\n*\[Default Applications\]\s*$/, '\n');
  return kept.trim() === '' ? '' : kept;
}
