import { describe, expect, it } from 'vitest';
import { caseNamed, finished } from '../../support/cases';

describe('a change of traffic holds from its moment on', () => {
  it.each(['t07-rate-changed', 't07b-users-added', 't07c-closed-becomes-open'])('%s', (name) => {
    const { checks } = finished(caseNamed(name)).summary();
    expect(checks.length).toBeGreaterThan(0);
    for (const check of checks) expect(check, check.message).toMatchObject({ ok: true });
  });
});
