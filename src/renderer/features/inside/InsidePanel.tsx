import { useMemo, type ReactElement } from 'react';
import type { RunReport } from '../../../contract/index';
import { keySpace, kindOf, type NodeInspection, NS_PER_SECOND } from '../../../sim/index';
import { useStore } from 'zustand';
import { useCurrentRun, useServices } from '../../workbench/context';
import { insideOf } from './insideState';
import { Icon } from '../../ui/Icon';
import { strings as texts } from './strings';
import { Section } from './Sections';
import { isCache, relatedStores, type ComparedStore } from './storeDiff';
import { StoreTable } from './StoreTable';
import { useInspection } from './useInspection';
import css from './inside.module.css';

/** What is inside the chosen part at the playhead: follows it, and the selection. */
export function InsidePanel(): ReactElement {
  const run = useCurrentRun();
  const { node: chosen } = useStore(insideOf(useServices()));
  const report = run?.report ?? null;
  const node = report?.index.nodes.find((candidate) => candidate.id === chosen) ?? null;
  const nodes = useMemo(
    () => (report === null || node === null ? [] : node.storesKeys ? relatedStores(report.index, node.id) : [node.id]),
    [report, node],
  );
  const inspections = useInspection(report?.runId ?? null, nodes);
  if (report === null) return <p className="hint">{run === undefined ? texts.noRun : texts.computing}</p>;
  const isHere = inspections !== null && inspections.insides[0]?.node === node?.id;
  return (
    <div className={css.inside}>
      <Chooser report={report} chosen={node?.id ?? null} />
      {node === null && <p className="hint">{chosen === null ? texts.choose : texts.gone}</p>}
      {node !== null && inspections?.message != null && (
        <p role="alert" className="problem">
          {inspections.message}
        </p>
      )}
      {node !== null && !isHere && inspections?.message == null && <p className="hint">{texts.looking}</p>}
      {isHere && <Insides insides={inspections.insides} report={report} />}
    </div>
  );
}

function Chooser({ report, chosen }: { readonly report: RunReport; readonly chosen: string | null }): ReactElement {
  const services = useServices();
  const descriptor = kindOf(report.index.nodes.find((node) => node.id === chosen)?.kind ?? '')?.descriptor;
  const choose = (id: string): void => {
    const { document } = services;
    insideOf(services).setState({ node: id });
    if (document.store.getState().scenario.nodes.some((node) => node.id === id)) document.actions.select({ nodes: [id] });
  };
  return (
    <header className={css.insideHead} data-group={descriptor?.group.colour}>
      {descriptor !== undefined && <Icon path={descriptor.iconPath} sizePx={22} />}
      <label className="visually-hidden" htmlFor="inside-part">
        {texts.part}
      </label>
      <select id="inside-part" value={chosen ?? ''} onChange={(event) => choose(event.target.value)}>
        {chosen === null && <option value="">{texts.part}...</option>}
        {report.index.nodes.map((node) => (
          <option
            key={node.id}
            value={node.id}
          >{`${node.label ?? node.id}, ${kindOf(node.kind)?.descriptor.title.toLowerCase() ?? node.kind}`}</option>
        ))}
      </select>
    </header>
  );
}

function Insides({ insides, report }: { readonly insides: readonly NodeInspection[]; readonly report: RunReport }): ReactElement {
  const [inside] = insides;
  const stores = useMemo(
    () => insides.flatMap(({ node, kind, rows }): ComparedStore[] => (rows === null ? [] : [{ id: node, rows, isCache: isCache(kind) }])),
    [insides],
  );
  const roles = useMemo(() => rolesOf(report, insides), [report, insides]);
  // Of a cache its entries say more, and of a store its rows.
  const rows =
    stores.length > 0 && inside.rows !== null ? (
      <StoreTable key={inside.node} stores={stores} roles={roles} keys={keySpace(report.index.keys)} />
    ) : null;
  return (
    <>
      <p className={css.insideAt} data-testid="inside-at">
        {texts.at(((inside.atNs - 1) / NS_PER_SECOND).toFixed(6))}
      </p>
      {!isCache(inside.kind) && rows}
      {inside.sections.map((section) => (
        <Section key={`${inside.node} ${section.title}`} section={section} />
      ))}
      {isCache(inside.kind) && rows}
    </>
  );
}

/** Who of several stores is primary: who feeds the others by replication. */
function rolesOf({ index }: RunReport, insides: readonly NodeInspection[]): ReadonlyMap<string, string> {
  const follows = new Set(index.links.filter((link) => link.role === 'replication').map((link) => index.nodes[link.to].id));
  return new Map(insides.map(({ node, kind }) => [node, isCache(kind) ? texts.cache : follows.has(node) ? texts.replica : texts.primary]));
}
