/** The text of a bundled script for the browser: `scripts/page-script.js` makes it. */
declare module '*?page-script' {
  const text: string;
  export default text;
}
