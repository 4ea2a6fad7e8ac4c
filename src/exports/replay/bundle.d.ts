/** A module of ours with all that it imports as one script for a page of its own, and the hash that a content policy wants. */
declare module '*?bundle' {
  const bundle: { readonly code: string; readonly sha256: string };
  export default bundle;
}
