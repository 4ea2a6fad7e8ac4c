import type { ReactElement } from 'react';
import { checkTitle, freshId, HISTORY_CLAIMS, type Check, type ClaimCheck, type ScenarioNode } from '../../../sim/index';
import { isNetwork } from '../../document/index';
import { useEditedNames } from '../../workbench/partNames';
import { strings } from './strings';

/** What can be claimed on a board besides figures: of its history, of its networks, and that a part says something. */
export function claimsFor(nodes: readonly ScenarioNode[], checks: readonly Check[], selected: string | null): ClaimCheck[] {
  const id = freshId(
    'K',
    checks.map((other) => other.id),
  );
  const networks = nodes.filter(({ kind }) => isNetwork(kind));
  return [
    ...HISTORY_CLAIMS.map((claim): ClaimCheck => ({ id, type: 'history', claim })),
    ...networks.map((network): ClaimCheck => ({ id, type: 'convergence', network: network.id, leastEvidence: 1 })),
    { id, type: 'says', text: strings.saidText, ...(selected === null ? {} : { node: selected }) },
  ];
}

interface ClaimChoiceProps {
  readonly claims: readonly ClaimCheck[];
  readonly onAdd: (check: ClaimCheck) => void;
}

/** Adds a check of anything but a figure. */
export function ClaimChoice({ claims, onAdd }: ClaimChoiceProps): ReactElement {
  const names = useEditedNames();
  return (
    <select aria-label={strings.addClaim} value="" onChange={({ target }) => onAdd(claims[Number(target.value)])}>
      <option value="">{strings.addClaim}...</option>
      {claims.map((claim, i) => (
        <option key={checkTitle(claim, names)} value={i}>
          {checkTitle(claim, names)}
        </option>
      ))}
    </select>
  );
}
