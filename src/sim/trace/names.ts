/** What a part is called where people read it: its label, else its id. */
export function calledBy({ id, label }: { readonly id: string; readonly label?: string | undefined }): string {
  return label ?? id;
}
