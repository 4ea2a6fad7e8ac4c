import { useState, type ReactElement } from 'react';

const ENTRIES = [
  ['request', 'M12 6a6 6 0 1 0 .01 0z', 'request'],
  ['reply', 'M12 5l7 7-7 7-7-7z', 'reply'],
  ['replication', 'M7 7h10v10H7z', 'replication'],
  ['error', 'M12 5l8 13H4z', 'error reply'],
] as const;

/** What the moving marks mean. */
export function Legend(): ReactElement {
  const [open, setOpen] = useState(true);
  return (
    <div className="legend">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>Messages</button>
      {open && (
        <ul>
          {ENTRIES.map(([name, path, title]) => (
            <li key={name}>
              <svg viewBox="0 0 24 24" width="14" height="14" aria-hidden="true"><path d={path} fill={`var(--msg-${name})`} /></svg>
              {title}
            </li>
          ))}
          <li><span className="legend-lost" aria-hidden="true">{'\u00d7'}</span>lost on the way</li>
        </ul>
      )}
      {open && <p>Very fast messages are shown slower than they are. Slow down to see true times.</p>}
    </div>
  );
}
