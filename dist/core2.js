export { a as setOutput } from "./core.js";
