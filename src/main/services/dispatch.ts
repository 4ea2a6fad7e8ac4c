import { apiSchemas, type ApiMethod } from '../../contract/index';
import type { ServiceApi } from './services';

/** Thrown for a call that the contract does not allow: the renderer's fault, so it is refused and told, never guessed at. */
export class BadCallError extends Error {
  override name = 'BadCallError';
}

/** Makes the call of the contract with this name, after checking its arguments. Both shells go through here. */
export async function dispatch(api: ServiceApi, method: string, args: unknown): Promise<unknown> {
  if (!Object.hasOwn(apiSchemas, method)) throw new BadCallError(`there is no call named "${method}"`);
  const name = method as ApiMethod;
  const parsed = apiSchemas[name].safeParse(args ?? undefined);
  if (!parsed.success)
    throw new BadCallError(
      `the arguments of ${name} are not allowed: ${parsed.error.issues[0].path.join('.')} ${parsed.error.issues[0].message}`,
    );
  const call = api[name] as (checked: unknown) => Promise<unknown>;
  return call(parsed.data);
}
