import { MOST_HISTORY_ROWS, type RunReport } from '../../../contract/index';
import type { HistoryRow } from '../../../sim/index';
import { EXPORT_FORMS, exportRun } from '../../../exports/forms';
import { exportFile, plainName } from '../../workbench/exportFile';
import type { Services } from '../../workbench/workbenchApi';
import { strings } from './strings';

/** Writes the run on screen in a form of EXPORT_FORMS. */
export async function exportRunOnScreen(services: Services, name: string): Promise<void> {
  const { api, document, playback, window } = services;
  const { currentRunId, runs, playheadNs } = playback.store.getState();
  const run = runs.find((candidate) => candidate.runId === currentRunId);
  const report = run?.report;
  if (!report) return;
  const form = EXPORT_FORMS[name];
  window.announce(strings.exporting(form.title));
  const pieces: string[] = [];
  try {
    for await (const text of exportRun(
      form,
      { ...report, places: (run.design ?? document.store.getState().scenario).nodes, history: () => historyOf(services, report) },
      async (fromNs, toNs, maxRows) => {
        const answer = await api.runWindow({ runId: report.runId, fromNs, toNs, maxRows });
        if (!answer.ok) throw new Error(answer.failure.message);
        return answer.value;
      },
      isShort(report) ? 0 : Math.floor(playheadNs),
    )) {
      pieces.push(text);
    }
  } catch (error) {
    document.actions.setFailure({
      name: 'export-failed',
      path: '',
      message: strings.notExported(error instanceof Error ? error.message : String(error)),
    });
    return;
  }
  await exportFile(services, {
    name: `${plainName(report.summary.scenario)}.${form.extension}`,
    content: pieces.join(''),
    mediaType: form.mediaType,
  });
}

/** The whole history of a run. */
async function historyOf({ api }: Services, { runId, endNs }: RunReport): Promise<readonly HistoryRow[]> {
  const answer = await api.runHistory({ runId, atNs: endNs + 1, maxRows: MOST_HISTORY_ROWS });
  if (!answer.ok) throw new Error(answer.failure.message);
  const { rows, total } = answer.value;
  if (rows.length < total) throw new Error(strings.tooMuchHistory(total));
  return rows;
}

/** Whether a run is short enough to be shown whole in one page. */
function isShort({ summary }: RunReport): boolean {
  return summary.events < 60_000;
}
