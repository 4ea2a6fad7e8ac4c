import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { keySpace, FIELD_NAMES, type LookupResult, NS_PER_SECOND } from '../../../sim/index';
import { useStore } from 'zustand';
import { useCurrentRun, usePlayback, usePlayhead, useServices } from '../../workbench/context';
import { lookedUpOf } from './lookedUp';
import { BeforeRun } from '../../workbench/BeforeRun';
import { useNames } from '../../workbench/partNames';
import { strings } from './strings';
import css from './lookup.module.css';

/** Of more keys, the first so many are offered. */
const MOST_OFFERED = 1000;

/** What a store knows of a profile at the playhead. */
export function LookupPanel(): ReactElement {
  const run = useCurrentRun();
  const services = useServices();
  const { playback } = services;
  const lookedUp = lookedUpOf(services);
  const { node: chosen } = useStore(lookedUp);
  const lookup = usePlayback((state) => state.lookup);
  const playheadNs = usePlayhead(4);
  const [key, setKey] = useState('peter');
  const stores = run?.report?.index.nodes.filter((node) => node.storesKeys) ?? [];
  const node = stores.find((store) => store.id === chosen)?.id ?? stores[0]?.id;
  const keys = keySpace(run?.report?.index.keys);
  const offered = useMemo(() => Array.from({ length: Math.min(keys.count, MOST_OFFERED) }, (_, i) => keys.nameOf(i)), [keys]);
  const isKey = keys.indexOf(key) >= 0;
  useEffect(() => {
    if (node !== undefined && isKey) void playback.actions.lookup(node, key);
  }, [playback, node, key, isKey, playheadNs]);
  if (run?.report === null || run === undefined) return <BeforeRun what={strings.beforeRun} />;
  if (node === undefined) return <p className="hint dock-hint">{strings.noStores}</p>;
  return (
    <div className={css.lookup}>
      <form className={css.lookupTools} onSubmit={(event) => event.preventDefault()}>
        <label>
          {strings.title}{' '}
          <input list="profile-keys" value={key} aria-invalid={!isKey} onChange={(event) => setKey(event.target.value.trim())} />
        </label>
        <label>
          {strings.in}{' '}
          <select value={node} onChange={(event) => lookedUp.setState({ node: event.target.value })}>
            {stores.map((store) => (
              <option key={store.id} value={store.id}>
                {store.label ?? store.id}
              </option>
            ))}
          </select>
        </label>
        <span className="hint">{strings.at((playheadNs / NS_PER_SECOND).toFixed(3))}</span>
        <datalist id="profile-keys">
          {offered.map((entry) => (
            <option key={entry} value={entry} />
          ))}
        </datalist>
      </form>
      {!isKey && <p className="problem">{strings.noSuchKey(keys.nameOf(0))}</p>}
      {isKey && lookup !== null && lookup.node === node && lookup.key === key && <ProfileCard result={lookup.result} />}
    </div>
  );
}

function ProfileCard({ result }: { readonly result: LookupResult }): ReactElement {
  const named = useNames();
  return (
    <article className={`${css.profile}${result.found ? '' : ` ${css.isMissing}`}`}>
      <div className={css.profileFace} aria-hidden="true">
        {String(result.fields.name ?? result.key)[0].toUpperCase()}
      </div>
      <dl>
        {FIELD_NAMES.map((field) => (
          <div key={field} className={field in result.fields ? '' : css.isMissing}>
            <dt>{field}</dt>
            <dd>
              {field in result.fields ? String(result.fields[field]) : strings.notHere}
              {result.contradictions
                .filter((other) => other.field === field)
                .map(({ node, value }) => (
                  <span key={node} className="problem">
                    {' '}
                    {strings.elsewhere(named(node), String(value))}
                  </span>
                ))}
            </dd>
          </div>
        ))}
      </dl>
      <p role="status">
        <strong>{strings.states[result.state]}.</strong> {named(result.message)}
      </p>
    </article>
  );
}
