// A language server, when the project's machine has one: completion, hover, and its problems beside
// those of the small check. Loaded when the first Python file is opened. What it sends is judged
// first: a server that errs costs its answers, not the page.
import {EditorState, EditorView, keymap, type CompletionContext} from "../../../vendor/editor.js";
import {get} from "../../core/api";
import {toast} from "../../parts/toast";
import type {Editor, Problem} from "./editor";
import type {OpenFile} from "./file";
import {open} from "./files";

type Client = import("../../../vendor/lsp.js").LSPClient;
type Tell = (path: string, problems: Problem[]) => void;

const ROOT = "file:///project/";
const PATIENCE_MS = 30_000; // to start it on a small machine takes seconds
const SYNC_MS = 400;
const MOST_PROBLEMS = 1000;
const MOST_TRIES = 3;
let client: Promise<Client | undefined> | undefined;
let tries = 0; // that failed since the last that did not
let isMissing = false; // the machine has none
let tellProblems: Tell = () => {};

interface Place {
  line: number; // from 0
  character: number; // UTF-16 units, from 0
}
interface Diagnostic {
  range: {start: Place; end: Place};
  severity?: number;
  message: string;
  source?: string;
}
interface Message {
  id?: unknown;
  method?: string;
  params?: Record<string, unknown>;
  result?: unknown;
  error?: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isPlace = (value: unknown) => isObject(value) && [value.line, value.character].every((at) => Number.isInteger(at) && (at as number) >= 0);
const isRange = (value: unknown) => isObject(value) && isPlace(value.start) && isPlace(value.end);
const isDiagnostic = (value: unknown): value is Diagnostic => isObject(value) && isRange(value.range) && typeof value.message === "string";

// What a server says of a text may be of an older one: it is told with lines and columns, which the
// editor keeps within the text that there is.
function toldProblems(params: Record<string, unknown>): void {
  if (typeof params.uri !== "string" || !params.uri.startsWith(ROOT) || !Array.isArray(params.diagnostics)) return;
  const path = decodeURIComponent(params.uri.slice(ROOT.length));
  tellProblems(path, params.diagnostics.filter(isDiagnostic).slice(0, MOST_PROBLEMS).map(({range, severity, message: words, source}) => ({
    line: range.start.line + 1, column: range.start.character + 1, end_line: range.end.line + 1, end_column: range.end.character + 1, isUnits: true,
    severity: severity === 1 ? "error" : severity === 2 ? "warning" : "info", message: words, source: typeof source === "string" ? source : undefined,
  })));
}

const hasLabels = (list: unknown) => Array.isArray(list) && list.every((one) => isObject(one) && typeof one.label === "string");
const isContents = (it: unknown): boolean => typeof it === "string" || (isObject(it) && !Array.isArray(it) && typeof it.value === "string");

const isWords = (it: unknown) => it === undefined || isContents(it);

// A signature with the parameters that can be pointed out in it.
function signature(it: Record<string, unknown>): Record<string, unknown> {
  const isPair = (label: unknown) => Array.isArray(label) && label.length === 2 && label.every((at) => Number.isInteger(at) && at >= 0);
  const parameters = Array.isArray(it.parameters)
    ? it.parameters.filter((one) => isObject(one) && (typeof one.label === "string" || isPair(one.label)) && isWords(one.documentation)) : [];
  return {label: it.label, documentation: isWords(it.documentation) ? it.documentation : undefined, parameters};
}

// What the client can use of an answer to METHOD; null: nothing.
const usable: Record<string, (result: unknown) => unknown> = {
  "initialize": (result) => (isObject(result) && isObject(result.capabilities) ? result : null),
  "textDocument/completion": (result) => {
    const isItem = (it: unknown) => isObject(it) && typeof it.label === "string" && (it.textEdit === undefined || isObject(it.textEdit))
      && [it.insertText, it.filterText, it.sortText, it.detail].every((word) => word === undefined || typeof word === "string");
    const items = Array.isArray(result) ? result : isObject(result) ? result.items : undefined;
    if (!Array.isArray(items)) return null;
    return {...(isObject(result) && !Array.isArray(result) ? result : {}), items: items.filter(isItem)};
  },
  // Without its range, which may be none of this text.
  "textDocument/hover": (result) => (isObject(result) && (Array.isArray(result.contents) ? result.contents.every(isContents) : isContents(result.contents))
    ? {contents: result.contents} : null),
  "textDocument/definition": locations,
  "textDocument/signatureHelp": (result) => {
    if (!isObject(result) || !hasLabels(result.signatures) || !(result.signatures as unknown[]).length) return null;
    const signatures = (result.signatures as Record<string, unknown>[]).map(signature);
    const within = (at: unknown, count: number) => (Number.isInteger(at) && (at as number) >= 0 && (at as number) < count ? at : 0);
    const activeSignature = within(result.activeSignature, signatures.length) as number;
    return {signatures, activeSignature, activeParameter: within(result.activeParameter, (signatures[activeSignature]!.parameters as unknown[]).length)};
  },
};

interface Location {
  uri: string;
  line: number; // from 0
}

// Answers are one place, several, or several links to places.
function locations(result: unknown): Location[] {
  return (Array.isArray(result) ? result : [result]).filter(isObject).flatMap((one) => {
    const uri = one.uri ?? one.targetUri;
    const range = one.range ?? one.targetSelectionRange;
    return typeof uri === "string" && isRange(range) ? [{uri, line: (range as {start: Place}).start.line}] : [];
  });
}

// Files of the project are opened; of others, such as Python's own, it is said where they are.
function goTo(places: Location[]): void {
  const at = places[0];
  if (!at) return toast("No definition is known for what is at the cursor.");
  if (at.uri.startsWith(ROOT)) open(decodeURIComponent(at.uri.slice(ROOT.length)), at.line + 1);
  else toast(`It is defined outside of the project: ${decodeURIComponent(at.uri.replace(/.*\//, ""))}, line ${at.line + 1}.`);
}

// Between the client and the socket: knows what was asked, and passes on only what answers it.
function transportOf(socket: WebSocket) {
  const handlers = new Set<(message: string) => void>();
  const asked = new Map<unknown, string>();
  const pass = (message: Message) => handlers.forEach((handler) => handler(JSON.stringify(message)));
  const received = (text: string) => {
    const message: unknown = JSON.parse(text);
    if (!isObject(message)) return;
    const {id, method, params, error, result} = message as Message;
    if (method === "textDocument/publishDiagnostics" && isObject(params)) return toldProblems(params);
    if (method !== undefined) return pass(message);
    const question = asked.get(id);
    if (question === undefined) return;
    asked.delete(id);
    const use = usable[question] ?? ((it: unknown) => it ?? null);
    const answer = error === undefined || error === null ? use(result) : null; // null: as if it knew nothing
    if (question === "initialize" && !answer) pass({id, error: {message: "the language server does not begin"}});
    else pass({id, result: answer});
  };
  socket.onmessage = (event) => {
    try { received(event.data as string); } catch (error) { console.warn("the language server:", error); }
  };
  return {
    send: (text: string) => {
      const message = JSON.parse(text) as Message;
      if (message.id !== undefined && message.method) asked.set(message.id, message.method);
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    subscribe: (handler: (message: string) => void) => handlers.add(handler),
    unsubscribe: (handler: (message: string) => void) => handlers.delete(handler),
  };
}

async function connect(gone: () => void): Promise<Client | undefined> {
  const answer = await get<{is_available: boolean}>("/api/lsp").catch(() => undefined);
  if (!answer?.is_available) return undefined;
  const lsp = await import("../../../vendor/lsp.js");
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/api/lsp`);
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = socket.onclose = () => reject(new Error("no language server"));
  });
  const toDefinition = (view: EditorView) => {
    const plugin = lsp.LSPPlugin.get(view);
    if (!plugin) return false;
    made.sync();
    made.request<unknown, Location[] | null>("textDocument/definition", {textDocument: {uri: plugin.uri}, position: plugin.toPosition(view.state.selection.main.head)})
      .then((places) => goTo(places ?? []), (error) => toast(`The language server did not answer: ${(error as Error).message}`, "bad"));
    return true;
  };
  const keys = [...lsp.formatKeymap, ...lsp.renameKeymap, {key: "F12", run: toDefinition, preventDefault: true}, ...lsp.findReferencesKeymap];
  // What its extensions throw all the same is written down, and no more.
  const sink = EditorView.exceptionSink.of((error) => console.warn("the language server:", error));
  // The client tells the server of changes only before it asks something: its problems would be those of an older text.
  let syncing = 0;
  const sync = EditorView.updateListener.of((update) => {
    if (!update.docChanged) return;
    clearTimeout(syncing);
    syncing = window.setTimeout(() => { if (socket.readyState === WebSocket.OPEN) made.sync(); }, SYNC_MS);
  });
  // A completion elsewhere than at the cursor would end all completion.
  const complete = async (context: CompletionContext) => {
    const found = await Promise.resolve(lsp.serverCompletionSource(context)).catch(() => null);
    return found && found.from >= 0 && found.from <= context.pos && (found.to ?? context.pos) >= context.pos && (found.to ?? 0) <= context.state.doc.length ? found : null;
  };
  const completion = EditorState.languageData.of(() => [{autocomplete: complete}]);
  const made: Client = new lsp.LSPClient({rootUri: ROOT, timeout: PATIENCE_MS,
    extensions: [completion, lsp.hoverTooltips(), lsp.signatureHelp(), keymap.of(keys), sink, sync]});
  socket.onclose = () => {
    made.disconnect();
    client = undefined;
    gone();
  };
  made.connect(transportOf(socket));
  try {
    await made.initializing;
    return made;
  } catch (error) {
    socket.onclose = null;
    socket.close();
    throw error;
  }
}

// The server is back, perhaps another one: what failed before may do now.
export function forgetFailures(): void {
  if (tries || isMissing) client = undefined;
  tries = 0;
}

// One that does not begin is tried again for the next files, but not for ever.
function attempt(editor: Editor): Promise<Client | undefined> {
  return connect(() => editor.extend([])).then((made) => {
    isMissing = !made;
    tries = 0;
    return made;
  }, () => {
    if (++tries < MOST_TRIES) client = undefined;
    return undefined;
  });
}

export async function connectLanguage(editor: Editor, file: OpenFile, tell: Tell): Promise<void> {
  tellProblems = tell;
  if (!file.path.endsWith(".py") || !file.canEdit) return;
  client ??= attempt(editor);
  const made = await client;
  if (made && editor.current === file) editor.extend(made.plugin(ROOT + file.path.split("/").map(encodeURIComponent).join("/"), "python"));
}
