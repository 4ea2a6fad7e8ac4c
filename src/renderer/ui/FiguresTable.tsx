import type { ReactElement, ReactNode } from 'react';

interface FiguresTableProps {
  readonly columns: readonly string[];
  readonly caption?: string;
  readonly testId?: string;
  /** Its rows. */
  readonly children: ReactNode;
}

/** A table of figures under named columns, the first of which names the row. */
export function FiguresTable({ columns, caption, testId, children }: FiguresTableProps): ReactElement {
  return (
    <table className="figures" data-testid={testId}>
      {caption !== undefined && <caption>{caption}</caption>}
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
