// src/system/sign-of-life.ts
/** How long nothing may be heard while something is waited for, in ms. */
const longestSilence = 3e4;
/** `say` writes one line. Nothing is timed outside of a step, and no timer keeps the program alive. */
function createSignOfLife(say) {
	const steps = [];
	let timer;
	const now = () => {
		const step = steps.at(-1);
		if (step === void 0) return "";
		return `${step.progress === "" ? step.title : `${shortTitle(step.title)}: ${step.progress}`} (${formatElapsed(performance.now() - step.begun)})`;
	};
	const heard = () => {
		clearTimeout(timer);
		if (steps.length === 0) return;
		timer = setTimeout(() => {
			say(now());
			heard();
		}, longestSilence).unref();
	};
	return {
		now,
		heard,
		begin: (title) => {
			const step = {
				title,
				begun: performance.now(),
				progress: ""
			};
			steps.push(step);
			heard();
			return () => {
				steps.splice(steps.indexOf(step));
				heard();
			};
		},
		progress: (line) => {
			const step = steps.at(-1);
			if (step !== void 0) step.progress = line;
		}
	};
}
/** Of a step with progress: a build's is its whole command. */
function shortTitle(title) {
	return title.length > 40 ? `${title.slice(0, 39)}…` : title;
}
/** Whole seconds, `5 s` or `1 min 05 s`. */
function formatElapsed(milliseconds) {
	const seconds = Math.floor(milliseconds / 1e3);
	if (seconds < 60) return `${seconds} s`;
	return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}
export { formatElapsed as n, createSignOfLife as t };
