/** A broken promise inside the simulator: a programmer's error, never a user's. */
export class InvariantError extends Error {
  override name = 'InvariantError';
}

/** Throws InvariantError unless the condition holds. Stays on in production: a wrong figure is worse than a stopped run. */
export const invariant: (condition: boolean, message: string) => asserts condition = (condition, message) => {
  if (!condition) throw new InvariantError(message);
};
