import { useEffect, useState } from 'react';
import type { ProgramFunction, ProgramProblem, ScenarioProgram } from '../../../sim/index';
import { useServices } from '../../workbench/context';

const PAUSE_MS = 400;

/** What a trial call of a program gave. */
export type Trial = { readonly state: 'trying' } | { readonly state: 'fine' } | { readonly state: 'bad'; readonly problem: ProgramProblem };

/** Tries a program whenever nobody has written in it for a moment. */
export function useTrial({ code, language }: ScenarioProgram, { name, trial }: ProgramFunction): Trial {
  const { api } = useServices();
  const [result, setResult] = useState<Trial>({ state: 'trying' });
  useEffect(() => {
    let isOver = false;
    const timer = window.setTimeout(() => {
      void api.tryProgram({ code, language, name, trial }).then((answer) => {
        if (isOver || !answer.ok) return;
        setResult(answer.value === null ? { state: 'fine' } : { state: 'bad', problem: answer.value });
      });
    }, PAUSE_MS);
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [api, code, language, name, trial]);
  return result;
}
