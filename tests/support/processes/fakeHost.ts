import type { ProcessCommand, ProcessHost, ProcessNews, ProcessWait } from '../../../src/sim/index';

type Body = Record<string, unknown> & { readonly type: string };

/** What a program does: it sends a body, writes a line as it is, or ends. */
export type FakeOutput = { readonly body: Body; readonly to?: string } | { readonly raw: string } | { readonly end: string };

/** What a program does with a message. `n`: how many it was given before. */
export type FakeProgram = (message: { readonly src: string; readonly body: Body }, node: string, n: number) => readonly FakeOutput[];

/** Processes without a world outside: programs as functions, by their paths. It counts what was started. */
export class FakeHost implements ProcessHost {
  readonly started: string[] = [];
  readonly given: string[] = [];
  readonly branches: FakeHost[] = [];
  private readonly running = new Map<string, { readonly program: FakeProgram; count: number; news: ProcessNews[] }>();

  constructor(private readonly programs: Readonly<Record<string, FakeProgram>>) {}

  start(node: string, { path, args }: ProcessCommand): void {
    this.started.push([node, path, ...args].join(' '));
    this.running.set(node, { program: this.programs[path], count: 0, news: [] });
  }

  write(node: string, line: string): void {
    this.given.push(`${node} ${line}`);
    const process = this.running.get(node);
    if (process === undefined) throw new Error(`${node} has no process`);
    const { src, body } = JSON.parse(line) as { src: string; body: Body };
    const outputs: readonly FakeOutput[] =
      body.type === 'init' ? [{ body: { type: 'init_ok' } }] : process.program({ src, body }, node, process.count++);
    for (const output of outputs) {
      if ('end' in output) process.news.push({ type: 'end', text: output.end });
      else if ('raw' in output) process.news.push({ type: 'line', text: output.raw });
      else {
        const written = { src: node, dest: output.to ?? src, body: { in_reply_to: body.msg_id, ...output.body } };
        process.news.push({ type: 'line', text: JSON.stringify(written) });
      }
    }
  }

  news(node: string, _wait: ProcessWait): readonly ProcessNews[] {
    const process = this.running.get(node);
    const news = process?.news ?? [];
    if (process !== undefined) process.news = [];
    return news;
  }

  stop(node: string): void {
    this.running.delete(node);
  }

  close(): void {
    this.running.clear();
  }

  has(node: string): boolean {
    return this.running.has(node);
  }

  branch(): FakeHost {
    const branch = new FakeHost(this.programs);
    this.branches.push(branch);
    return branch;
  }
}
