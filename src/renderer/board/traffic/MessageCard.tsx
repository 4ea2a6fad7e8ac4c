import type { ReactElement } from 'react';
import { useBoard, useBoardState } from '../context';
import { FloatingBox } from '../menus/FloatingBox';
import { strings } from '../strings';
import { messageFacts } from './pickMessage';
import { MessagePath, type AskRequest } from './MessagePath';
import { ShapeIcon } from './ShapeIcon';
import menuCss from '../menus/menus.module.css';
import css from './traffic.module.css';

interface MessageCardProps {
  readonly onWhy: ((request: number) => void) | null;
  readonly onRequest: AskRequest | null;
  /** Shows a request hop by hop. */
  readonly onHops: ((request: number) => void) | null;
}

/** The card of the message that was clicked: what it is, the path of its request so far, and how that ended. */
export function MessageCard({ onWhy, onRequest, onHops }: MessageCardProps): ReactElement | null {
  const { ui } = useBoard();
  const picked = useBoardState((state) => state.picked);
  if (picked === null) return null;
  const { title, facts } = messageFacts(picked);
  const close = (): void => ui.setState({ picked: null });
  return (
    <FloatingBox
      key={`${picked.x} ${picked.y}`}
      label={strings.message(title)}
      className={menuCss.menusFloating}
      x={picked.x + 14}
      y={picked.y + 14}
      onClose={close}
      isNote
    >
      <section className={css.trafficCard}>
        <header>
          <ShapeIcon shape={picked.type} />
          <h2>{title}</h2>
          <button type="button" className={css.trafficClose} aria-label={strings.close} onClick={close}>
            {'\u00d7'}
          </button>
        </header>
        <dl className={menuCss.menusFacts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {picked.json !== '' && (
          <details className={css.trafficJson}>
            <summary>{strings.asJson}</summary>
            <code>{picked.json}</code>
          </details>
        )}
        {onRequest !== null && picked.request > 0 && <MessagePath key={picked.request} picked={picked} onRequest={onRequest} />}
        {onHops !== null && picked.request > 0 && (
          <button type="button" className={css.trafficWhy} onClick={() => onHops(picked.request)}>
            {strings.hopsOfRequest}
          </button>
        )}
        {onWhy !== null && picked.request > 0 && (
          <button type="button" className={css.trafficWhy} onClick={() => onWhy(picked.request)}>
            {strings.whyRequest}
          </button>
        )}
      </section>
    </FloatingBox>
  );
}
