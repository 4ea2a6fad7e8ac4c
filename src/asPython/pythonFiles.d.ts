/** Files in Python as text; the bundler puts them in. */
declare module '*.py?raw' {
  const text: string;
  export { text as default };
}
