// What is wrong with a Python text: asked of the server while one types, or told by a language server
// when there is one.
import {post} from "../../core/api";
import type {Problem} from "./editor";

let timer = 0;
let turn = 0;

// Check TEXT of PATH in 300 ms, unless there is a newer text by then; TELL gets what was found.
export function check(path: string, text: string, tell: (problems: Problem[]) => void): void {
  clearTimeout(timer);
  const mine = ++turn;
  if (!/\.pyw?$/.test(path) || text.length > 1_000_000) return tell([]);
  timer = window.setTimeout(async () => {
    const answer = await post<{problems: Problem[]}>("/api/check", {path, text}, {quiet: true}).catch(() => undefined);
    if (answer && mine === turn) tell(answer.problems);
  }, 300);
}
