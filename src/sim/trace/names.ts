/** Labels that would be read as the beginning of something else: `20 at once sent 780 requests`. */
const IS_NO_NAME = /^[\p{Ll}\p{N}]/u;

/** What a part is called where people read it: its label, in quotes where it does not look like a name, else its id. */
export function calledBy({ id, label }: { readonly id: string; readonly label?: string | undefined }): string {
  return label === undefined ? id : IS_NO_NAME.test(label) ? `"${label}"` : label;
}
