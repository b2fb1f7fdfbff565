/** Files that the build gives an address of their own. */
declare module '*.wasm?url' {
  const url: string;
  export default url;
}
