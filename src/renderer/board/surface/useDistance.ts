import { useStoreApi } from '@xyflow/react';
import { useMemo, useSyncExternalStore } from 'react';
import { DistanceDrawn, type Distance } from './distance';

type Flow = ReturnType<typeof useStoreApi>;

/** From how far away the parts are drawn now. */
export function useDistance(): Distance {
  const flow = useStoreApi();
  const { subscribe, now } = useMemo(() => distanceOf(flow), [flow]);
  return useSyncExternalStore(subscribe, now);
}

function distanceOf(flow: Flow): { readonly subscribe: (changed: () => void) => () => void; readonly now: () => Distance } {
  let tell = (): void => undefined;
  const drawn = new DistanceDrawn(flow.getState().transform[2], () => tell());
  const look = ({ transform, nodeLookup }: ReturnType<Flow['getState']>): void =>
    drawn.look(transform[2], nodeLookup.size, performance.now());
  return {
    now: () => drawn.now,
    subscribe: (changed) => {
      tell = changed;
      look(flow.getState());
      const leave = flow.subscribe(look);
      return () => {
        leave();
        drawn.stop();
      };
    },
  };
}
