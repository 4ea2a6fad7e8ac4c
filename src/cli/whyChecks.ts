import { explainCheck, type Explanation, type Run, NS_PER_SECOND } from '../sim/index';

/** A failed check and the story of it. */
export interface CheckStory {
  readonly check: string;
  readonly explanation: Explanation;
}

/** Why each failed check of a run was not met. */
export function checkStories(run: Run): CheckStory[] {
  return run.summary().checks.flatMap((check) => {
    if (check.ok) return [];
    const told = explainCheck(run, check.id);
    return told.ok ? [{ check: check.id, explanation: told.explanation }] : [];
  });
}

/** The stories for a person: each sentence with its moment. */
export function storiesText(stories: readonly CheckStory[]): string {
  return stories
    .map(
      ({ explanation: { subject, steps } }) =>
        `Why: ${subject}\n${steps.map((step) => `  ${(step.atNs / NS_PER_SECOND).toFixed(4).padStart(10)} s  ${step.text}\n`).join('')}`,
    )
    .join('\n');
}

/** The stories as plain data for `--json`, with moments in seconds. */
export function storiesData(stories: readonly CheckStory[]): object[] {
  return stories.map(({ check, explanation: { steps, request } }) => ({
    check,
    ...(request > 0 ? { request } : {}),
    steps: steps.map(({ role, atNs, text }) => ({ role, atSeconds: atNs / NS_PER_SECOND, text })),
  }));
}
