// One way to ask the server: JSON in and out, errors as ApiError, and a 401 that opens the sign-in
// dialog and then asks again, so that no edit is lost when a session ends.

export class ApiError extends Error {
  constructor(
    readonly status: number, // 0: no answer
    readonly code: string,
    message: string,
    readonly body: Record<string, unknown> = {},
    readonly requestId = "",
  ) {
    super(message);
  }
}

export type Query = Record<string, string | number | boolean | undefined>;

export interface Ask {
  query?: Query;
  json?: unknown;
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  keepalive?: boolean;
  quiet?: boolean; // a 401 is the caller's
}

let askToSignIn: () => Promise<void> = () => Promise.reject(new ApiError(401, "unauthorized", "Sign in first."));
export function onSignedOut(open: () => Promise<void>): void {
  askToSignIn = open;
}

export function url(path: string, query: Query = {}): string {
  const words = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== "" && value !== false)
    .map(([key, value]) => `${key}=${encodeURIComponent(value === true ? "1" : String(value))}`);
  return words.length ? `${path}?${words.join("&")}` : path;
}

async function problem(answer: Response): Promise<ApiError> {
  const id = answer.headers.get("x-request-id") ?? "";
  try {
    const body = await answer.json();
    return new ApiError(answer.status, String(body.code ?? ""), String(body.error ?? answer.statusText), body, id);
  } catch {
    return new ApiError(answer.status, "", `The server answered ${answer.status} ${answer.statusText}.`, {}, id);
  }
}

async function once(method: string, path: string, ask: Ask): Promise<Response> {
  const headers: Record<string, string> = {Accept: "application/json", ...ask.headers};
  let body = ask.body;
  if (ask.json !== undefined) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(ask.json);
  }
  try {
    return await fetch(url(path, ask.query), {
      method, headers, body, signal: ask.signal, keepalive: ask.keepalive, credentials: "same-origin",
    });
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    throw new ApiError(0, "offline", "The server cannot be reached.");
  }
}

// The answer as it is; throws ApiError unless it is good (or 304).
export async function ask(method: string, path: string, options: Ask = {}): Promise<Response> {
  let answer = await once(method, path, options);
  if (answer.status === 401 && !options.quiet) {
    await askToSignIn();
    answer = await once(method, path, options);
  }
  if (!answer.ok && answer.status !== 304) throw await problem(answer);
  return answer;
}

async function parsed<T>(answer: Promise<Response>): Promise<T> {
  const text = await (await answer).text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const get = <T>(path: string, query?: Query, options: Ask = {}) => parsed<T>(ask("GET", path, {...options, query}));
export const post = <T>(path: string, json: unknown = {}, options: Ask = {}) =>
  parsed<T>(ask("POST", path, {...options, json}));
export const remove = <T>(path: string, query?: Query, options: Ask = {}) =>
  parsed<T>(ask("DELETE", path, {...options, query}));

// What a person reads when something failed.
export function said(error: unknown): string {
  if (error instanceof ApiError) {
    const cure = typeof error.body.cure === "string" ? ` ${error.body.cure}` : "";
    return error.message + cure;
  }
  return error instanceof Error ? error.message : String(error);
}
