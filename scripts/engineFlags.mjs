/**
 * What V8 is told where runs are computed: functions may take in more of the functions they call. An event passes through a dozen small
 * ones, and
 * calling each costs a run a twelfth of its time. Traces do not depend on it.
 */
export const ENGINE_FLAGS = ['--max-inlined-bytecode-size-cumulative=2000'];
