/** Resolves a little later, for tests that look again and again. */
export function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 20));
}

/** Whether there is a process of this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
