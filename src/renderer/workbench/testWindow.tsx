import type { ReactElement } from 'react';
import type { FaultboardApi } from '../../contract/index';
import { ServicesContext } from './context';
import { createServices } from './createServices';
import type { Contribution, Services } from './workbenchApi';

/** Services over the few methods of the API that a test is about; any other one throws. */
export function testServices(api: Partial<FaultboardApi> = {}, contributions: readonly Contribution[] = []): Services {
  const whole = new Proxy<Partial<FaultboardApi>>(
    { onProgress: () => () => undefined, onCommand: () => () => undefined, ...api },
    {
      get: (methods, name) => {
        const method = methods[name as keyof FaultboardApi];
        if (method === undefined) throw new Error(`the test gives no ${String(name)}`);
        return method;
      },
    },
  ) as FaultboardApi;
  return createServices(whole, contributions, { nowMs: () => 0, nextFrame: () => undefined });
}

/** Something as it stands in the window of these services. */
export function inWindow(services: Services, element: ReactElement): ReactElement {
  return <ServicesContext value={services}>{element}</ServicesContext>;
}
