import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { COMMANDS, optionsOf, SHELLS } from './commands';
import { completionText } from './completion';

/** What bash would offer for a line that ends where Tab is pressed. */
function offered(...words: readonly string[]): string[] {
  const line = ['faultboard', ...words];
  const quoted = line.map((word) => `'${word}'`).join(' ');
  const script =
    `${completionText('bash')}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${line.length - 1}; _faultboard; printf ` + `'%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', script], { cwd: import.meta.dirname, encoding: 'utf8' })
    .trim()
    .split('\n');
}

describe('completion', () => {
  it.each(SHELLS)('for %s has every command and every option in it', (shell) => {
    const text = completionText(shell);
    for (const command of COMMANDS) {
      expect(text).toContain(command);
      for (const option of optionsOf(command)) if (option !== 'help') expect(text, `${command} --${option}`).toContain(option);
    }
  });

  it.runIf(process.platform === 'linux')('offers commands, then what belongs to the command', () => {
    expect(offered('re')).toEqual(['replicate']);
    expect(offered('run', '--s')).toEqual(['--seed', '--set', '--send']);
    expect(offered('validate', '--s')).toEqual(['']);
    expect(offered('export', 'a.json', '--as', 'c')).toEqual(['csv', 'chrome']);
    expect(offered('completion', 'f')).toEqual(['fish']);
    expect(offered('run', 'completion.te')).toEqual(['completion.test.ts']);
  });
});
