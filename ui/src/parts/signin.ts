// Signing in with a token: a page of its own at first, a dialog over the page when a session ended.
import {html, render, type TemplateResult} from "../../vendor/lit.js";
import {get, post, said, ApiError} from "../core/api";
import {stopLive, tryNow} from "../core/live";
import {me, readMe} from "../core/store";
import {openDialog} from "./dialog";
import {toast} from "./toast";

let wrong = "";
let isBusy = false;

function form(done: () => void, draw: () => void): TemplateResult {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const token = (new FormData(event.target as HTMLFormElement).get("token") as string).trim();
    isBusy = true;
    wrong = "";
    draw();
    try {
      if (!token) throw new ApiError(400, "", "Paste a token first.");
      await post("/api/signin", {token}, {quiet: true});
      await readMe();
      tryNow();
      done();
    } catch (error) {
      wrong = error instanceof ApiError && error.status === 401
        ? "This token is not known here, or it has ended. Nothing was changed." : said(error);
    } finally {
      isBusy = false;
      draw();
      if (wrong) document.getElementById("token")?.focus();
    }
  };
  return html`<form class="signin" @submit=${submit}>
    <label class="field"><span>Token</span>
      <input id="token" name="token" type="password" autocomplete="current-password" autofocus required
        aria-invalid=${wrong ? "true" : "false"} aria-describedby="signin-help signin-wrong"></label>
    <p id="signin-wrong" class="wrong" role="alert">${wrong}</p>
    <p id="signin-help" class="dim">The project's own token lies in <code>var/token</code>; others come from
      <code>pirun token create</code>. <code>pirun serve</code> prints a link that signs you in.</p>
    <footer><button class="primary" ?disabled=${isBusy}>${isBusy ? "Signing in…" : "Sign in"}</button></footer>
  </form>`;
}

// Is the browser signed in? Reads who it is.
export async function isSignedIn(): Promise<boolean> {
  try {
    me.value = await get("/api/whoami", {}, {quiet: true});
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return false;
    throw error;
  }
}

// IS_LINK_OVER: somebody came by a link that does not work any more.
export function signInPage(root: HTMLElement, isLinkOver: boolean): Promise<void> {
  if (isLinkOver) wrong = "This link was used before, or its time is over. Ask for a new one, or paste a token.";
  return new Promise((resolve) => {
    const draw = () => render(html`<main class="signin-page" id="main" tabindex="-1">
      <h1>Sign in to PiRun</h1>${form(() => resolve(), draw)}</main>`, root);
    document.title = "Sign in · PiRun";
    draw();
  });
}

export async function signOut(): Promise<void> {
  stopLive();
  await post("/api/signout", {}).catch((error) => toast(said(error), "bad"));
  location.assign("/");
}

let opened: Promise<void> | undefined;
export function signInDialog(): Promise<void> {
  opened ??= new Promise<void>((resolve, reject) => {
    const dialog = openDialog({
      title: "Your session has ended",
      body: (close) => html`<p>What you have typed is kept. Sign in to go on.</p>${form(() => close(true), () => dialog.draw())}`,
    });
    void dialog.done.then((answer) => {
      opened = undefined;
      if (answer) resolve();
      else reject(new ApiError(401, "unauthorized", "You are not signed in."));
    });
  });
  return opened;
}
