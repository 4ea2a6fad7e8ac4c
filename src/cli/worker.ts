import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createAssociation } from '../main/services/association/association';
import { cleanText } from './clean';
import type { CommandStart, DoorAnswer, DoorRequest } from './doorProtocol';
import { ExitCode, type Io } from './io';
import { main } from './main';

/** Standard output or error that does not take what is written; the other thread tells of it. */
class NotWritten extends Error {}

/** The thread in which a command is carried out, so that the other one hears Ctrl+C whatever is computed here. */
class CommandThread {
  private serial = 0;
  private readonly waiting = new Map<number, { resolve(answer: DoorAnswer): void; reject(error: Error): void }>();

  constructor(private readonly port: NonNullable<typeof parentPort>) {
    port.on('message', (answer: DoorAnswer) => {
      const asked = this.waiting.get(answer.serial);
      this.waiting.delete(answer.serial);
      if (answer.error === null) asked?.resolve(answer);
      else asked?.reject(Object.assign(new NotWritten(answer.error), { code: answer.error }));
    });
  }

  io({ stop, beat, isInteractive }: CommandStart): Io {
    const stopped = new Int32Array(stop);
    return {
      out: async (text) => void (await this.ask({ type: 'write', to: 'out', text })),
      // A message that cannot be written is told by the exit code; nobody waits for it.
      err: (text) => void this.ask({ type: 'write', to: 'err', text }).catch(() => undefined),
      stdin: async (mostBytes) => (await this.ask({ type: 'stdin', mostBytes })).bytes ?? null,
      isInteractive,
      isStopped: () => Atomics.load(stopped, 0) !== 0,
      endAtOnce: () => this.port.postMessage({ type: 'endAtOnce' } satisfies DoorRequest),
      processes: async () => {
        const { processes } = await this.ask({ type: 'processes' });
        if (processes === undefined) throw new Error('the door gave no processes');
        return processes;
      },
      beat,
      nameCalls: (names) => this.port.postMessage({ type: 'programs', names } satisfies DoorRequest),
      association: createAssociation({
        platform: process.platform,
        home: homedir(),
        env: process.env,
        launch: [process.execPath, resolve(import.meta.dirname, '../../scripts/start.mjs'), '--until-closed'],
      }),
    };
  }

  done(code: number): void {
    this.port.postMessage({ type: 'done', code } satisfies DoorRequest);
  }

  private ask(request: WithoutSerial<Extract<DoorRequest, { readonly serial: number }>>): Promise<DoorAnswer> {
    const serial = ++this.serial;
    return new Promise((settle, reject) => {
      this.waiting.set(serial, { resolve: settle, reject });
      this.port.postMessage({ ...request, serial });
    });
  }
}

type WithoutSerial<T> = T extends unknown ? Omit<T, 'serial'> : never;

async function carryOut(): Promise<void> {
  if (parentPort === null) throw new Error('the command line must be started by its door');
  const start = workerData as CommandStart;
  const thread = new CommandThread(parentPort);
  const io = thread.io(start);
  try {
    thread.done(await main(start.argv, io));
  } catch (error) {
    if (error instanceof NotWritten) return thread.done(ExitCode.notWritten);
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.err(cleanText(`faultboard: this is a mistake in Faultboard itself; please report it with the scenario file.\n${told}\n`));
    thread.done(ExitCode.ourFault);
  }
}

void carryOut();
