/** The interpreter as a data URL; the bundler puts it in. */
declare module '@jitl/quickjs-wasmfile-release-sync/wasm?url&inline' {
  const url: string;
  export { url as default };
}
/** The files of Pyodide as data URLs; the bundler puts them in. */
declare module 'pyodide/pyodide.asm.wasm?url&inline' {
  const url: string;
  export { url as default };
}
declare module 'pyodide/python_stdlib.zip?url&inline' {
  const url: string;
  export { url as default };
}
/** Sets up CPython as Emscripten compiled it; what it takes is Emscripten's Module. */
declare module 'pyodide/pyodide.asm.mjs' {
  const create: (settings: object) => Promise<object>;
  export { create as default };
}
