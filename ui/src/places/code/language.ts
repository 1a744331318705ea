// A language server, when the project's machine has one: completion, hover, and its problems beside
// those of the small check. Loaded when the first Python file is opened.
import {keymap} from "../../../vendor/editor.js";
import {get} from "../../core/api";
import type {Editor, Problem} from "./editor";
import type {OpenFile} from "./file";

type Client = import("../../../vendor/lsp.js").LSPClient;
type Tell = (path: string, problems: Problem[]) => void;

const ROOT = "file:///project/";
let client: Promise<Client | undefined> | undefined;
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

// What a server says of a text may be of an older one: it is told with lines and columns, which the
// editor keeps within the text that there is.
function told(text: string): boolean {
  const message = JSON.parse(text) as {method?: string; params?: {uri: string; diagnostics: Diagnostic[]}};
  if (message.method !== "textDocument/publishDiagnostics" || !message.params) return false;
  const path = decodeURIComponent(message.params.uri.slice(ROOT.length));
  tellProblems(path, message.params.diagnostics.map(({range, severity, message: words, source}) => ({
    line: range.start.line + 1, column: range.start.character + 1, end_line: range.end.line + 1, end_column: range.end.character + 1,
    severity: severity === 1 ? "error" : severity === 2 ? "warning" : "info", message: words, source,
  })));
  return true;
}

async function connect(): Promise<Client | undefined> {
  const answer = await get<{is_available: boolean}>("/api/lsp").catch(() => undefined);
  if (!answer?.is_available) return undefined;
  const lsp = await import("../../../vendor/lsp.js");
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/api/lsp`);
  const handlers = new Set<(message: string) => void>();
  socket.onmessage = (event) => {
    if (!told(event.data as string)) for (const handler of handlers) handler(event.data as string);
  };
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error("no language server"));
  });
  const keys = [...lsp.formatKeymap, ...lsp.renameKeymap, ...lsp.jumpToDefinitionKeymap, ...lsp.findReferencesKeymap];
  const made = new lsp.LSPClient({rootUri: ROOT, extensions: [lsp.serverCompletion(), lsp.hoverTooltips(), lsp.signatureHelp(), keymap.of(keys)]});
  made.connect({
    send: (message) => { if (socket.readyState === WebSocket.OPEN) socket.send(message); },
    subscribe: (handler) => handlers.add(handler),
    unsubscribe: (handler) => handlers.delete(handler),
  });
  socket.onclose = () => {
    made.disconnect();
    client = undefined;
  };
  return made;
}

export async function connectLanguage(editor: Editor, file: OpenFile, tell: Tell): Promise<void> {
  tellProblems = tell;
  if (!file.path.endsWith(".py") || !file.canEdit) return;
  client ??= connect().catch(() => undefined);
  const made = await client;
  if (made && editor.current === file) editor.extend(made.plugin(ROOT + file.path, "python"));
}
