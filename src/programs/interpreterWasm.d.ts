/** The interpreter as a data URL; the bundler puts it in. */
declare module '@jitl/quickjs-wasmfile-release-sync/wasm?url&inline' {
  const url: string;
  export { url as default };
}
