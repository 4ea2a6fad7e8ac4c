import { useMemo, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { ServicesContext, useServices } from '../../workbench/context';
import { designDocumentOf } from '../../workbench/designDocument';
import { PartInspector } from './Inspector';
import { strings } from './strings';
import css from './inspector.module.css';

/**
 * Settings of what is selected on the board: of the document, or of the design that the run on screen ran on, which can be read but not
 * changed.
 */
export function SettingsPanel(): ReactElement {
  const services = useServices();
  const { model } = useStore(designDocumentOf(services));
  const ofRun = useMemo(() => (model === null ? null : { ...services, document: model }), [services, model]);
  if (ofRun === null) return <PartInspector />;
  return (
    <ServicesContext value={ofRun}>
      <p className="hint">{strings.ofRun}</p>
      <fieldset disabled className={css.inspectorReadOnly}>
        <PartInspector />
      </fieldset>
    </ServicesContext>
  );
}
