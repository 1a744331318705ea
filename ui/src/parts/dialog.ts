// Modal dialogs, native ones: the browser keeps the focus inside and gives it back.
import {html, render, type TemplateResult} from "../../vendor/lit.js";
import {icon} from "./icons";

export interface DialogOptions {
  title: string;
  body: (close: (answer?: unknown) => void) => TemplateResult;
  className?: string;
  isFirm?: boolean; // Escape does not close it
}

// Open a dialog; resolves with what CLOSE was called with, undefined when it was dismissed. Its body is
// drawn again by the returned `draw`.
export function openDialog(options: DialogOptions): {done: Promise<unknown>; draw: () => void; close: (answer?: unknown) => void} {
  const box = document.createElement("dialog");
  box.className = `dialog ${options.className ?? ""}`;
  box.setAttribute("aria-labelledby", "dialog-title");
  let settle: (answer: unknown) => void = () => {};
  const done = new Promise((resolve) => { settle = resolve; });
  let answer: unknown;
  const close = (value?: unknown) => {
    answer = value;
    box.close();
  };
  const draw = () => render(html`
    <header><h2 id="dialog-title">${options.title}</h2>
      ${options.isFirm ? "" : html`<button class="quiet square" aria-label="Close" @click=${() => close()}>${icon("close")}</button>`}
    </header>
    <div class="dialog-body">${options.body(close)}</div>`, box);
  box.addEventListener("cancel", (event) => { if (options.isFirm) event.preventDefault(); });
  box.addEventListener("close", () => {
    render(html``, box);
    box.remove();
    settle(answer);
  });
  document.body.append(box);
  draw();
  box.showModal();
  box.querySelector<HTMLElement>("[autofocus]")?.focus();
  return {done, draw, close};
}

// Ask before what cannot be taken back. VERB is the button: "Cancel the run".
export async function confirm(title: string, text: string | TemplateResult, verb: string, isDanger = true): Promise<boolean> {
  const answer = await openDialog({
    title,
    body: (close) => html`<p>${text}</p>
      <footer><button @click=${() => close(false)}>Not now</button>
      <button class=${isDanger ? "danger" : "primary"} autofocus @click=${() => close(true)}>${verb}</button></footer>`,
  }).done;
  return answer === true;
}

// Ask for one line of text; undefined when dismissed. CHECK returns what is wrong with it, or "".
export async function prompt(title: string, label: string, value: string, verb: string,
                             check: (text: string) => string = () => ""): Promise<string | undefined> {
  let wrong = "";
  const dialog = openDialog({
    title,
    body: (close) => html`<form @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const text = new FormData(event.target as HTMLFormElement).get("text") as string;
      wrong = check(text);
      if (wrong) dialog.draw();
      else close(text);
    }}>
      <label class="field"><span>${label}</span>
        <input name="text" autofocus autocomplete="off" spellcheck="false" .defaultValue=${value}
               aria-invalid=${wrong ? "true" : "false"} aria-describedby="prompt-wrong"></label>
      <p id="prompt-wrong" class="wrong" role="alert">${wrong}</p>
      <footer><button type="button" @click=${() => close()}>Not now</button><button class="primary">${verb}</button></footer>
    </form>`,
  });
  return (await dialog.done) as string | undefined;
}
