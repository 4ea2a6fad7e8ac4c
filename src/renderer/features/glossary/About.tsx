import type { ReactElement } from 'react';
import { ENGINE_VERSION } from '../../../sim/index';
import { DialogBox } from '../../ui/Dialog';
import { useWindow } from '../../workbench/context';
import { strings } from './strings';

/** What this is, and which version. */
export function About(): ReactElement {
  const version = useWindow((state) => state.shell?.appVersion ?? '');
  return (
    <DialogBox title={strings.aboutTitle}>
      <p>{strings.aboutText}</p>
      <p className="hint">{strings.version(version, ENGINE_VERSION)}</p>
    </DialogBox>
  );
}
