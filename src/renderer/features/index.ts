/** Every feature of the window: one line each. Their order is the order of menus, tabs and sections. */
import { filesContribution } from './files/contribution';
import { exportsContribution } from './exports/contribution';
import { fileAssociationContribution } from './fileAssociation/contribution';
import { editingContribution } from './editing/contribution';
import { networksContribution } from './networks/contribution';
import { paletteContribution } from './palette/contribution';
import { navigationContribution } from './navigation/contribution';
import { commandListContribution } from './commandList/contribution';
import { displayContribution } from './display/contribution';
import { inspectorContribution } from './inspector/contribution';
import { insideContribution } from './inside/contribution';
import { scenarioContribution } from './scenario/contribution';
import { runsContribution } from './runs/contribution';
import { resultsContribution } from './results/contribution';
import { chartsContribution } from './charts/contribution';
import { logContribution } from './log/contribution';
import { historiesContribution } from './histories/contribution';
import { spaceTimeContribution } from './spaceTime/contribution';
import { transportContribution } from './transport/contribution';
import { breakpointsContribution } from './breakpoints/contribution';
import { whyContribution } from './why/contribution';
import { waterfallContribution } from './waterfall/contribution';
import { faultsContribution } from './faults/contribution';
import { checksContribution } from './checks/contribution';
import { programsContribution } from './programs/contribution';
import { processesContribution } from './processes/contribution';
import { asPythonContribution } from './asPython/contribution';
import { experimentsContribution } from './experiments/contribution';
import { lookupContribution } from './lookup/contribution';
import { keyTesterContribution } from './keyTester/contribution';
import { shardsContribution } from './shards/contribution';
import { galleryContribution } from './gallery/contribution';
import { limitContribution } from './limit/contribution';
import { lessonsContribution } from './lessons/contribution';
import { requestsContribution } from './requests/contribution';
import { glossaryContribution } from './glossary/contribution';
import { welcomeContribution } from './welcome/contribution';
import type { Contribution } from '../workbench/workbenchApi';

/** What the window is made of. */
export const CONTRIBUTIONS: readonly Contribution[] = [
  galleryContribution,
  filesContribution,
  exportsContribution,
  fileAssociationContribution,
  editingContribution,
  networksContribution,
  paletteContribution,
  navigationContribution,
  commandListContribution,
  displayContribution,
  inspectorContribution,
  insideContribution,
  scenarioContribution,
  runsContribution,
  resultsContribution,
  chartsContribution,
  logContribution,
  historiesContribution,
  spaceTimeContribution,
  transportContribution,
  breakpointsContribution,
  whyContribution,
  waterfallContribution,
  faultsContribution,
  checksContribution,
  programsContribution,
  processesContribution,
  asPythonContribution,
  experimentsContribution,
  lookupContribution,
  keyTesterContribution,
  shardsContribution,
  limitContribution,
  lessonsContribution,
  requestsContribution,
  glossaryContribution,
  welcomeContribution,
];
