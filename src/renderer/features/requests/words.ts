import { kindOf, type RequestByHand, type Scenario } from '../../../sim/index';

/** What a request can do: the name of an operation of the kind that sends it. */
export type RequestWord = NonNullable<RequestByHand['op']>;

type Board = Pick<Scenario, 'nodes' | 'links'>;

/**
 * What a client can ask for on this board: what every part takes, and what one that its requests can come to knows besides. The names are
 * those by which kinds say what they answer.
 */
export function wordsFor({ nodes, links }: Board, client: string): RequestWord[] {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const begins = operationsOf(kinds.get(client))?.begins ?? [];
  const answers = new Set<number>();
  const seen = new Set([client]);
  for (const id of seen) {
    for (const { code } of operationsOf(kinds.get(id))?.answers ?? []) answers.add(code);
    for (const link of links) if (link.from === id) seen.add(link.to);
  }
  return begins.filter(({ code, isCommon }) => isCommon === true || answers.has(code)).map(({ name }) => name);
}

function operationsOf(kind: string | undefined): NonNullable<ReturnType<typeof kindOf>>['descriptor']['operations'] {
  return kind === undefined ? undefined : kindOf(kind)?.descriptor.operations;
}

/** What a request does that was written down: it says so, or it has a value and writes. */
export function wordOf({
  op,
  value,
}: {
  readonly op?: RequestWord | undefined;
  readonly value?: string | number | undefined;
}): RequestWord {
  return op ?? (value === undefined ? 'read' : 'write');
}

/** Whether a request of this sort takes a value along. */
export function takesValue(word: RequestWord): boolean {
  return word !== 'read' && word !== 'delete';
}
