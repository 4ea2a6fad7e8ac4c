import { createStore } from 'zustand/vanilla';
import { perWindow } from '../../workbench/workbenchApi';

/** What the step buttons can lead to: events, events of the selected part, log lines, failures, breakpoints. */
export const STEPS_BY = ['event', 'part', 'log', 'failure', 'breakpoint'] as const;
/** One of them. */
export type StepBy = (typeof STEPS_BY)[number];

/** What is chosen beside the step buttons. */
export const stepByOf = perWindow(() => createStore<{ readonly stepBy: StepBy }>(() => ({ stepBy: 'event' })));
