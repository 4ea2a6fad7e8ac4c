import { isScenarioName, type RunReport } from '../../../contract/index';
import { curvesAsCsv, figuresAsJson, partsAsCsv } from '../../../exports/figures';
import { EXPORT_FORMS } from '../../../exports/forms';
import { suggestedFileName } from '../../document/index';
import { exportFile, type ExportedFile } from '../../workbench/exportFile';
import type { Command, CommandContext, Services } from '../../workbench/workbenchApi';
import { exportRunOnScreen } from './exportRun';
import { exportGif } from './gif';
import { boardAsPng, boardAsSvg } from './pictures';
import { strings } from './strings';

type Content = ExportedFile['content'];

const hasParts = (c: CommandContext): boolean => c.document.scenario.nodes.length > 0;
const hasRun = (c: CommandContext): boolean => c.playback.runs.some((run) => run.runId === c.playback.currentRunId && run.report !== null);

const withoutEnding = (name: string): string => (isScenarioName(name) ? name.replace(/\.[^.]+$/, '') : name);

/** Commands that give the board or the figures of a run out of the app. */
function pictureCommands(services: Services): readonly Command[] {
  const { document, playback } = services;
  const nameWith = (ending: string): string => withoutEnding(suggestedFileName(document.store.getState())) + ending;
  const board = async (ending: string, mediaType: string, make: (services: Services) => Content | Promise<Content>): Promise<void> =>
    exportFile(services, { name: nameWith(ending), content: await make(services), mediaType });
  const figures = async (ending: string, mediaType: string, make: (report: RunReport) => string): Promise<void> => {
    const { runs, currentRunId } = playback.store.getState();
    const report = runs.find((run) => run.runId === currentRunId)?.report;
    if (report) await exportFile(services, { name: nameWith(ending), content: make(report), mediaType });
  };
  return [
    {
      id: 'file.exportPng',
      label: strings.boardAsPng,
      group: 'File',
      line: true,
      enabled: hasParts,
      run: () => void board('.png', 'image/png', boardAsPng),
    },
    {
      id: 'file.exportSvg',
      label: strings.boardAsSvg,
      group: 'File',
      enabled: hasParts,
      run: () => void board('.svg', 'image/svg+xml', boardAsSvg),
    },
    {
      id: 'file.exportJson',
      label: strings.figuresAsJson,
      group: 'File',
      line: true,
      enabled: hasRun,
      run: () => void figures('.figures.json', 'application/json', ({ summary }) => figuresAsJson(summary)),
    },
    {
      id: 'file.exportCsv',
      label: strings.partFiguresAsCsv,
      group: 'File',
      enabled: hasRun,
      run: () => void figures('-parts.csv', 'text/csv', ({ summary }) => partsAsCsv(summary)),
    },
    {
      id: 'file.exportCurves',
      label: strings.curvesAsCsv,
      group: 'File',
      enabled: hasRun,
      run: () => void figures('-curves.csv', 'text/csv', curvesAsCsv),
    },
  ];
}

/** Everything that is given out of the app. */
export const exportCommands = (services: Services): readonly Command[] => [
  ...pictureCommands(services),
  ...Object.entries(EXPORT_FORMS).map(([name, form]): Command => ({
    id: `export.${name}`,
    label: strings.exportRun(form.title),
    group: 'File',
    enabled: hasRun,
    run: () => void exportRunOnScreen(services, name),
  })),
  {
    id: 'export.gif',
    label: strings.runAsGif,
    group: 'File',
    enabled: hasRun,
    run: () => void exportGif(services),
  },
];
