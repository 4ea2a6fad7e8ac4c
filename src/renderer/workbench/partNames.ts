import { useCallback } from 'react';
import type { ScenarioNode } from '../../sim/index';
import { useCurrentRun, useDocument } from './context';

type Named = Pick<ScenarioNode, 'id' | 'label'>;

/** Words that may be ids, with what would make them a part of something else: a quoted key, or a field such as `peter.city`. */
const WORDS = /(?<![\w"'.-])[A-Za-z][\w-]*(?![\w"-])/g;

/**
 * A sentence about a run with the names that stand on the board: an id is said where a part has no name of its own, or where the id could
 * be any word (those without a digit).
 */
export function withNames(text: string, nodes: readonly Named[]): string {
  const names = new Map(nodes.flatMap(({ id, label }) => (label !== undefined && /\d/.test(id) ? [[id, label]] : [])));
  return names.size === 0 ? text : text.replace(WORDS, (word) => names.get(word) ?? word);
}

/** Says sentences about the run on screen by the names of the board that it ran on. */
export function useNames(): (text: string) => string {
  const design = useCurrentRun()?.design;
  const nodes = useDocument((state) => (design ?? state.scenario).nodes);
  return useCallback((text: string) => withNames(text, nodes), [nodes]);
}
