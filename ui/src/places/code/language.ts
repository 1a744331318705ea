// A language server, when the project's machine has one: completion, hover, and its problems instead
// of those of the small check. Loaded when the first Python file is opened.
import {get} from "../../core/api";
import type {Editor, Problem} from "./editor";
import type {OpenFile} from "./file";

const ROOT = "file:///project/";
let client: Promise<import("../../../vendor/lsp.js").LSPClient | undefined> | undefined;

async function connect(): Promise<import("../../../vendor/lsp.js").LSPClient | undefined> {
  const answer = await get<{is_available: boolean}>("/api/lsp").catch(() => undefined);
  if (!answer?.is_available) return undefined;
  const {LSPClient, languageServerExtensions} = await import("../../../vendor/lsp.js");
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/api/lsp`);
  const handlers = new Set<(message: string) => void>();
  socket.onmessage = (event) => { for (const handler of handlers) handler(event.data as string); };
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error("no language server"));
  });
  const made = new LSPClient({rootUri: ROOT, extensions: languageServerExtensions()});
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

export async function connectLanguage(editor: Editor, file: OpenFile, tell: (problems: Problem[]) => void): Promise<void> {
  void tell;
  if (!file.path.endsWith(".py") || file.at) return;
  client ??= connect().catch(() => undefined);
  const made = await client;
  if (!made || editor.current !== file) return;
  editor.extend(made.plugin(ROOT + file.path, "python"));
}
