import type { Failure, Result } from '../../contract/index';

/** A success as a value. */
export function good<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A failure as a value. */
export function bad(name: string, message: string, path = ''): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { name, path, message } };
}

/** Thrown where a described failure has to cross code that throws; `fileFailure` gives the failure back. */
export class RefusedError extends Error {
  override name = 'RefusedError';

  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** An operating system's error in a user's words. */
export function fileFailure(error: unknown, file: string): { readonly ok: false; readonly failure: Failure } {
  if (error instanceof RefusedError) return { ok: false, failure: error.failure };
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  switch (code) {
    case 'ENOENT':
      return bad('file-missing', `There is no file ${file}; it may have been moved or deleted.`, file);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return bad('not-allowed', `The file ${file} may not be read or written here; choose another place with "Save as".`, file);
    case 'ENOSPC':
    case 'EDQUOT':
      return bad(
        'disk-full',
        `The disk is full, so ${file} was not saved; free some space or choose another place. What was there before is untouched.`,
        file,
      );
    case 'EISDIR':
      return bad('is-a-folder', `The path ${file} is a folder; choose a file.`, file);
    case 'ENAMETOOLONG':
      return bad('bad-path', `The name of ${file} is too long; choose a shorter one.`, file);
    case 'ELOOP':
      return bad('broken-link', `The path ${file} is a link that leads to itself; choose another file.`, file);
    case 'ENOTDIR':
      return bad('file-missing', `The folder of ${file} does not exist; choose another place.`, file);
    default:
      return bad('file-error', `The file ${file} could not be used (${code || String(error)}); try another place.`, file);
  }
}
