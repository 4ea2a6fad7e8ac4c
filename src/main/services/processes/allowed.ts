import { createHash, randomInt } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import type { ProcessQuestion, ProcessToAllow } from '../../../contract/index';
import type { ProcessCommand } from '../../../sim/index';
import { ensureFolder, writeAtomically } from '../atomicFile';
import { withFileLock } from '../fileLock';
import { KEPT_FORMAT, readKept } from '../keptFile';
import type { Notices } from '../notices';
import type { Permit } from './owner';

const LARGEST_FILE_BYTES = 1_000_000;
const MOST_KEPT = 500;
const fileShape = z.object({ allowed: z.array(z.string()) });
const NOT_ALLOWED = 'nobody has allowed it to be started';

/**
 * The programs that a person has allowed to be started: each by its path, its arguments and the contents of the files that they name, so
 * that a file that has changed is asked about again. Kept in a file that no page can write.
 */
export class AllowedPrograms {
  /** Those allowed since the start. */
  private readonly now = new Set<string>();

  constructor(
    private readonly folder: string,
    private readonly notices: Notices,
  ) {}

  /** Those that are not allowed yet, of files that are there. */
  async unknown(commands: readonly ProcessCommand[]): Promise<ProcessToAllow[]> {
    const kept = new Set(await this.kept());
    const found = await Promise.all(commands.map(describe));
    return found.filter((program) => program !== null).filter((program) => !kept.has(nameOf(program)));
  }

  async allow(programs: readonly ProcessToAllow[]): Promise<void> {
    for (const program of programs) this.now.add(nameOf(program));
    try {
      await ensureFolder(this.folder);
      await withFileLock(this.file, async () => {
        const allowed = [...new Set([...(await this.kept()), ...this.now])].slice(-MOST_KEPT);
        await writeAtomically(this.file, `${JSON.stringify({ format: KEPT_FORMAT, allowed }, null, 2)}\n`);
      });
    } catch {
      // It holds until the app is closed.
      this.notices.add('Which programs are allowed could not be saved; you will be asked again at the next start.');
    }
  }

  /** Whether a program may be started, as it is at this moment. */
  readonly permit: Permit = async (command) => {
    if (!isAbsolute(command.path)) return 'its path is not complete; write one that begins at the root, such as /home/you/echo.py';
    const program = await describe(command);
    // What cannot be asked about is not started: a system may start what nobody may read, or another file than the one that is not there.
    if (program === null) return `it could not be started: ${await whyUnknown(command.path)}`;
    return (await this.kept()).includes(nameOf(program)) ? command : NOT_ALLOWED;
  };

  private get file(): string {
    return join(this.folder, 'programs.json');
  }

  private async kept(): Promise<readonly string[]> {
    const file = {
      path: this.file,
      what: 'The allowed programs',
      mostBytes: LARGEST_FILE_BYTES,
      asideFolder: join(this.folder, 'damaged'),
    };
    const read = fileShape.safeParse(await readKept(file, this.notices));
    return [...(read.success ? read.data.allowed : []), ...this.now];
  }
}

/** Letters and figures that nobody takes for others: 31 of them, eight of which are one of 850 thousand million codes. */
const CODE_SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 8;
const MOST_TRIES = 5;

/** Says a code where a person reads it and no page does. */
export type SayCode = (code: string, programs: readonly ProcessToAllow[]) => void;

/**
 * What was asked of one page and not answered yet. Only what was shown can be allowed, and only with a code that the page is not told:
 * a page that somebody else has got hold of cannot say yes in the person's place.
 */
export class ProcessQuestions {
  private asked: { readonly code: string; readonly programs: readonly ProcessToAllow[] } | null = null;
  private tries = 0;

  constructor(
    private readonly allowed: AllowedPrograms,
    private readonly sayCode: SayCode,
  ) {}

  /** Null: there is nothing to ask. The same question again has the same code. */
  async about(commands: readonly ProcessCommand[]): Promise<ProcessQuestion | null> {
    const programs = await this.allowed.unknown(commands);
    if (programs.length === 0) {
      this.asked = null;
      return null;
    }
    if (this.asked === null || namesOf(this.asked.programs) !== namesOf(programs)) {
      this.asked = { code: Array.from({ length: CODE_LENGTH }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join(''), programs };
      this.tries = 0;
      this.sayCode(this.asked.code, programs);
    }
    return { programs };
  }

  /** The person has said yes to what was asked last; false: that is not its code, in capitals or not, or it was tried too often. */
  async allow(code: string): Promise<boolean> {
    const { asked } = this;
    if (asked === null) return false;
    if (code.replaceAll(/[\s-]/g, '').toUpperCase() !== asked.code) {
      this.tries += 1;
      // The next question has another one.
      if (this.tries >= MOST_TRIES) this.asked = null;
      return false;
    }
    this.asked = null;
    await this.allowed.allow(asked.programs);
    return true;
  }
}

function namesOf(programs: readonly ProcessToAllow[]): string {
  return programs.map(nameOf).join(' ');
}

/** A program with the hashes of all files that its command names; null: its file is not there. */
async function describe({ path, args }: ProcessCommand): Promise<ProcessToAllow | null> {
  if (!isAbsolute(path)) return null;
  const own = await hashed(path);
  if (own === null) return null;
  const others = await Promise.all(args.map((argument) => hashed(resolve(dirname(path), argument))));
  return { path, args, files: [own, ...others.filter((file) => file !== null)] };
}

/** Why there is nothing to ask about a program, as the end of a sentence. */
async function whyUnknown(path: string): Promise<string> {
  const facts = await stat(path).catch(() => null);
  if (facts === null) return `there is no file ${path}`;
  if (!facts.isFile()) return `${path} is no file`;
  return `${path} cannot be read, so nobody can be asked about what is in it (chmod +r lets it be read)`;
}

async function hashed(path: string): Promise<{ readonly path: string; readonly sha256: string } | null> {
  const isFile = await stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
  if (!isFile) return null;
  const hash = createHash('sha256');
  try {
    for await (const bytes of createReadStream(path)) hash.update(bytes as Uint8Array);
  } catch {
    return null;
  }
  return { path, sha256: hash.digest('hex') };
}

function nameOf({ path, args, files }: ProcessToAllow): string {
  return createHash('sha256')
    .update(JSON.stringify([path, args, files.map((file) => [file.path, file.sha256])]))
    .digest('hex');
}
