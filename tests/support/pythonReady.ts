import { makeReady } from './programs';

// For those who run shipped programs in Python: its sandbox takes seconds to begin, which no other test has to wait for.
await makeReady('python');
