declare const atob: (text: string) => string;

/** The bytes of a data URL. */
export function bytesOf(dataUrl: string): Uint8Array {
  const letters = atob(dataUrl.slice(dataUrl.indexOf(',') + 1));
  const bytes = new Uint8Array(letters.length);
  // A loop: `Uint8Array.from` takes a second for the ten million bytes of an interpreter.
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}
