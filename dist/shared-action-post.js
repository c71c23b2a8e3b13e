import { t as createSignOfLife } from "./shared-action-post-cli.js";
import { randomBytes } from "node:crypto";
// src/github/action-logger.ts
const lineFeed = 10;
/**
* Makes the job's log out of workflow commands: groups fold, warnings become annotations.
*
* The output of children is code of the pull request speaking. The runner is told to obey nothing in it, until a
* token comes that no child can know (`::stop-commands::TOKEN` … `::TOKEN::`); our next own line ends the stretch.
*/
function createActionLogger(write = (text) => process.stdout.write(text), makeToken = () => randomBytes(16).toString("hex")) {
	let stretch = null;
	const endOutput = () => {
		if (stretch === null) return;
		write(`${stretch.endsLine ? "" : "\n"}${workflowCommand(stretch.token)}`);
		stretch = null;
	};
	const command = (...parts) => {
		endOutput();
		write(workflowCommand(...parts));
		signOfLife.heard();
	};
	const info = (line) => {
		endOutput();
		write(plainLines(line));
		signOfLife.heard();
	};
	const signOfLife = createSignOfLife(info);
	return {
		command,
		endOutput,
		info,
		progress: signOfLife.progress,
		warning: (line) => command("warning", line),
		output: (chunk) => {
			if (chunk.length === 0) return;
			if (stretch === null) {
				stretch = {
					token: makeToken(),
					endsLine: true
				};
				write(workflowCommand("stop-commands", stretch.token));
			}
			write(chunk);
			signOfLife.heard();
			stretch.endsLine = chunk.at(-1) === lineFeed;
		},
		group: async (title, work) => {
			command("group", title);
			const end = signOfLife.begin(title);
			try {
				return await work();
			} finally {
				end();
				command("endgroup");
			}
		}
	};
}
/** Keeps a token out of the log, also where it appears in foreign output. */
function maskToken(logger, token) {
	if (token.trim() !== "") logger.command("add-mask", token);
}
/**
* One line that the runner obeys: `::warning title=Regression::12 more allocations`.
*
* Escapes as the runner unescapes (actions/runner, src/Runner.Common/ActionCommand.cs), so that foreign text
* in a property or in the message stays there. Empty properties are left out.
*/
function workflowCommand(name, message = "", properties = {}) {
	const list = Object.entries(properties).filter(([, value]) => value !== void 0 && value !== "").map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
	return `::${name}${list.length > 0 ? ` ${list.join(",")}` : ""}::${escapeData(message)}\n`;
}
/**
* Text as lines of the log, none of which the runner obeys.
*
* It obeys `::name::` after any white space and `##[name]` anywhere in a line. It also searches by culture,
* where invisible characters do not count (`#<U+200B>#[` is `##[` to it), so those go first.
*/
function plainLines(text) {
	return text.split(/\r\n|[\r\n\u0085\u2028\u2029]/).map((line) => line.replace(/(?!\t)[\p{Cc}\p{Cf}\p{DI}]/gu, "").replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [")).map((line) => `${line}\n`).join("");
}
function escapeData(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
	return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
export { maskToken as n, createActionLogger as t };
