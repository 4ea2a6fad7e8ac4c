import { describe, expect, it } from 'vitest';
import { USUAL_SETTINGS, type FaultboardApi, type Settings } from '../../contract/index';
import { createWindowModel } from './windowModel';

const settled = async (): Promise<void> => new Promise((done) => setTimeout(done));

describe('settings of the window', () => {
  it('are those of the last change, however late the shell answers for those before; its last answer counts', async () => {
    const answers: ((settings: Settings) => void)[] = [];
    const setSettings = async (): Promise<Settings> => new Promise((answer) => answers.push(answer));
    const model = createWindowModel({ setSettings } as unknown as FaultboardApi, []);
    const height = (): number => model.store.getState().settings.dockHeightPx;
    for (const dockHeightPx of [200, 216, 232]) model.changeSettings({ dockHeightPx });
    answers[0]({ ...USUAL_SETTINGS, dockHeightPx: 200 });
    await settled();
    expect(height()).toBe(232);
    // Not to be kept yet: the edge is still being dragged.
    model.changeSettings({ dockHeightPx: 240 }, false);
    answers[1]({ ...USUAL_SETTINGS, dockHeightPx: 216 });
    answers[2]({ ...USUAL_SETTINGS, dockHeightPx: 232 });
    await settled();
    expect(height()).toBe(240);
    model.changeSettings({ dockHeightPx: 2000 });
    answers[3]({ ...USUAL_SETTINGS, dockHeightPx: 1200 });
    await settled();
    expect(height()).toBe(1200);
  });
});
