/** The simulator's only door. */
export * from './model/scenario';
export { distributionSchema } from './model/distributionSchema';
export type { DistributionSpec } from './model/distributionSchema';
export * from './model/parse';
export * from './model/wiring';
export * from './kinds/contract';
export { kinds, kindNames, kindOf } from './kinds/index';
export { Fate, FATES } from './network/fates';
export type { FateInfo } from './network/fates';
export * from './trace/types';
export { logText } from './trace/logText';
export { compileDistribution, densityPoints, describe as describeDistribution, meanMs, quantileMs } from './kernel/distribution';
export { PROFILE_COUNT, PROFILE_FIELDS, profileKey, profileIndex, baseProfile } from './data/profiles';
export { ENGINE_VERSION } from './run/version';
export { createRun } from './run/run';
export type { Run, RunOptions } from './run/run';
export { timedActions } from './run/actions';
