import type { ReactElement, ReactNode } from 'react';
import { FeatureBoundary } from './FeatureBoundary';
import { strings } from './strings';

/** Around the whole window: when what stands around features and board crashes, a page that says so, and that the work is kept. */
export function WindowBoundary({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <FeatureBoundary title={strings.appName} help={strings.windowFailedHelp}>
      {children}
    </FeatureBoundary>
  );
}
