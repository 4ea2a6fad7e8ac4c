/** Rows as aligned columns: the first to the left, the others to the right; with `lastLeft` the last one to the left too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], lastLeft = false): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const isLeft = (column: number): boolean => column === 0 || (lastLeft && column === head.length - 1);
  return all
    .map((row) =>
      row
        .map((cell, column) => (isLeft(column) ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
