import { Component, type ErrorInfo, type ReactElement, type ReactNode } from 'react';
import { strings } from './strings';

interface FeatureBoundaryProps {
  /** What the feature is called. */
  readonly title: string;
  /** What it means for who works here. */
  readonly help?: string;
  readonly children: ReactNode;
}

interface FeatureBoundaryState {
  readonly error: Error | null;
}

/** Stands around what a feature draws: when that crashes, a note takes its place, and everything around it lives on. */
export class FeatureBoundary extends Component<FeatureBoundaryProps, FeatureBoundaryState> {
  override state: FeatureBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): FeatureBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    // The only trace of where it happened; without it nobody could mend it.
    // eslint-disable-next-line no-console
    console.error(`${this.props.title} has failed: ${error.message}${componentStack ?? ''}`);
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : <Failed {...this.props} error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

interface FailedProps {
  readonly title: string;
  readonly help?: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

function Failed({ title, help = strings.featureFailedHelp, error, onRetry }: FailedProps): ReactElement {
  return (
    <section className="feature-failed" role="alert">
      <h3>{strings.featureFailed(title)}</h3>
      <p>{help}</p>
      <p className="feature-failed-why">{error.message}</p>
      <button type="button" onClick={onRetry}>
        {strings.tryAgain}
      </button>
    </section>
  );
}
