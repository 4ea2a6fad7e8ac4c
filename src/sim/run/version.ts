/** Version of the engine's behaviour: raised whenever a trace may differ, with the reason in CHANGELOG.md. */
export const ENGINE_VERSION = '3';
