/** What V8 is told where runs are computed. */
export declare const ENGINE_FLAGS: readonly string[];
