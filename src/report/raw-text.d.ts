/** The text of a file of a package, which is put in its place when the tool is built. */
declare module '*?raw' {
  const text: string
  export default text
}
