// An open file: its text, the version it came from, and how it is saved. Saving says which version it
// changed, so that nobody's work is overwritten; what is not saved yet is also kept in the browser.
import {signal} from "../../../vendor/lit.js";
import {ApiError, ask, get, said, url} from "../../core/api";
import {whyNot} from "../../core/store";
import {clockTime} from "../../core/time";
import {dropDraft, keepDraft, readDraft, type Draft} from "./drafts";

export type Save = "clean" | "unsaved" | "saving" | "saved" | "failed" | "conflict";
const AUTOSAVE_MS = 800;
const LARGEST = 1_000_000; // bytes that are edited; what is larger is only looked at
const HEAD = 65_536;
const BINARY = "A binary file.";

interface FileAnswer {
  path: string;
  content: string;
  size: number;
  modtime: string;
  etag: string;
  binary: boolean;
}
export interface Conflict {
  content: string | undefined; // what is on the disk now; undefined: the file is gone
  etag: string;
}

// What the editor holds for it. The file does not know the editor; the editor sets these.
export interface Text {
  read: () => string;
  replace: (text: string) => void; // as if it had been read so; the cursor stays where it can
}

export class OpenFile {
  readonly save = signal<Save>("clean");
  readonly problem = signal("");
  readonly conflict = signal<Conflict | undefined>(undefined);
  readonly draft = signal<Draft | undefined>(undefined); // that an earlier page left
  readonly isLoaded = signal(false);
  readonly note = signal(""); // why it cannot be edited: binary, large, of a commit
  readonly size = signal(0);
  readonly version = signal(0); // grows when it was read anew as something else
  readonly isGone = signal(false); // it was removed on the disk, and nothing here is unsaved
  isMoving = false; // it gets another path just now: what the disk says of the old one is no news
  savedAt = "";
  content = ""; // as it was read or last saved
  etag = "";
  text: Text | undefined;
  state: unknown; // the editor's, kept while another file is shown
  goTo = 0; // a line to be shown
  private timer = 0;
  private draftTimer = 0;
  private saving: Promise<void> | undefined;

  constructor(public path: string, readonly at = "") {} // AT: a commit, "" for the work tree

  get key(): string {
    return this.at ? `${this.path}@${this.at}` : this.path;
  }
  get name(): string {
    const name = this.path.split("/").pop()!;
    return this.at ? `${name} @ ${this.at.slice(0, 8)}` : name;
  }
  get canEdit(): boolean {
    return !this.whyReadOnly;
  }
  get whyReadOnly(): string {
    return this.note.value || whyNot("editor");
  }
  get isBinary(): boolean {
    return this.note.value === BINARY;
  }
  get isDirty(): boolean {
    return this.save.value !== "clean" && this.save.value !== "saved";
  }

  async load(): Promise<void> {
    try {
      if (this.at) await this.loadCommit();
      else await this.loadWork();
      this.problem.value = "";
      this.isLoaded.value = true;
    } catch (error) {
      this.problem.value = said(error);
    }
  }

  private async loadCommit(): Promise<void> {
    const answer = await ask("GET", "/api/git/show", {query: {path: this.path, ref: this.at}});
    this.content = await answer.text();
    this.note.value = `As it was at commit ${this.at.slice(0, 12)}: read only.`;
  }

  private async loadWork(): Promise<void> {
    const head = await ask("HEAD", "/api/file", {query: {path: this.path}});
    const size = Number(head.headers.get("content-length") ?? 0);
    this.size.value = size;
    if (size > LARGEST) return this.loadHead(head);
    const file = await get<FileAnswer>("/api/file", {path: this.path, format: "json"});
    this.etag = file.etag;
    this.content = file.binary ? "" : file.content;
    this.note.value = file.binary ? BINARY : "";
    const draft = file.binary || !this.canEdit ? undefined : await readDraft(this.path);
    if (draft && draft.text !== file.content) this.draft.value = draft;
    else if (draft) dropDraft(this.path);
  }

  private async loadHead(head: Response): Promise<void> {
    const part = await ask("GET", "/api/file", {query: {path: this.path}, headers: {Range: `bytes=0-${HEAD - 1}`}});
    const text = await part.text();
    this.etag = head.headers.get("etag") ?? "";
    const isBinary = text.includes("\0");
    this.content = isBinary ? "" : text.slice(0, text.lastIndexOf("\n") + 1 || text.length); // no part of a letter at its end
    this.note.value = isBinary ? BINARY : "A large file: its beginning, read only.";
  }

  get downloadUrl(): string {
    return url("/api/file", {path: this.path, download: true});
  }

  // The text was changed by the person.
  edited(): void {
    if (!this.canEdit) return;
    if (this.isGone.value) { // who types on has something to lose: the bar of the conflict takes over
      this.isGone.value = false;
      this.save.value = "unsaved";
      this.removedOnDisk();
    }
    if (this.save.value !== "conflict") this.save.value = "unsaved";
    clearTimeout(this.draftTimer);
    this.draftTimer = window.setTimeout(() => this.keep(), 500);
    clearTimeout(this.timer);
    if (this.save.value !== "conflict") this.timer = window.setTimeout(() => void this.store(), AUTOSAVE_MS);
  }

  private keep(): void {
    const text = this.text?.read();
    if (text !== undefined && text !== this.content) keepDraft({path: this.path, text, etag: this.etag, at: new Date().toISOString()});
  }

  // Save now. Waits for a save that goes on, and saves again when the text has changed meanwhile.
  async store(keepalive = false): Promise<void> {
    clearTimeout(this.timer);
    if (this.saving) await this.saving;
    if (this.isMoving || this.save.value === "conflict" || !this.canEdit || !this.text) return;
    const text = this.text.read();
    if (text === this.content && this.save.value !== "failed") {
      if (this.save.value === "unsaved") this.save.value = "saved";
      dropDraft(this.path);
      return;
    }
    this.saving = this.put(text, this.etag, keepalive).finally(() => { this.saving = undefined; });
    await this.saving;
  }

  private async put(text: string, etag: string, keepalive: boolean): Promise<void> {
    this.save.value = "saving";
    try {
      const answer = await ask("PUT", "/api/file", {
        query: {path: this.path}, body: text, keepalive: keepalive && text.length < 60_000,
        headers: {"Content-Type": "application/octet-stream", ...(etag ? {"If-Match": etag} : {"If-None-Match": "*"})},
      });
      const body = (await answer.json()) as {etag?: string};
      this.etag = body.etag ?? answer.headers.get("etag") ?? "";
      this.stored(text);
    } catch (error) {
      this.keep();
      if (error instanceof ApiError && (error.status === 412 || error.status === 404)) return this.collided();
      this.save.value = "failed";
      this.problem.value = error instanceof ApiError && error.status === 0 ? "offline" : said(error);
    }
  }

  private stored(text: string): void {
    this.content = text;
    this.savedAt = clockTime(Date.now());
    this.problem.value = "";
    const isStill = this.text?.read() === text;
    this.save.value = isStill ? "saved" : "unsaved";
    if (isStill) dropDraft(this.path);
    else this.timer = window.setTimeout(() => void this.store(), AUTOSAVE_MS);
  }

  private async collided(): Promise<void> {
    clearTimeout(this.timer);
    this.save.value = "conflict";
    const known = this.etag;
    const isDecided = () => this.save.value !== "conflict" || this.etag !== known; // by the person, meanwhile
    try {
      const theirs = await get<FileAnswer>("/api/file", {path: this.path, format: "json"});
      if (!isDecided()) this.conflict.value = {content: theirs.content, etag: theirs.etag};
    } catch (error) {
      if (isDecided()) return;
      if (error instanceof ApiError && error.status === 404) this.conflict.value = {content: undefined, etag: ""};
      else this.problem.value = said(error);
    }
  }

  // The file was removed on the disk.
  removedOnDisk(): void {
    if (this.at || this.isMoving || !this.isLoaded.value) return;
    if (this.isDirty && this.canEdit) {
      clearTimeout(this.timer);
      this.save.value = "conflict";
      this.conflict.value = {content: undefined, etag: ""};
    } else {
      this.isGone.value = true;
    }
  }

  // Write what is shown to the disk again.
  async putBack(): Promise<void> {
    this.isGone.value = false;
    this.etag = "";
    this.save.value = "failed"; // so that it is saved although nothing was typed
    await this.store();
  }

  // Before it gets another path: what is unsaved is saved, and nothing is until then.
  async beginMove(): Promise<void> {
    if (this.isDirty) await this.store();
    clearTimeout(this.timer);
    this.isMoving = true;
  }

  async endMove(to: string): Promise<void> {
    this.isMoving = false;
    if (to !== this.path) {
      dropDraft(this.path);
      this.path = to;
      const head = await ask("HEAD", "/api/file", {query: {path: to}}).catch(() => undefined);
      if (this.isLoaded.value && head) this.etag = head.headers.get("etag") ?? this.etag;
    }
    if (this.isDirty) this.edited();
  }

  // The file was changed on the disk, by somebody or by ourselves.
  async changedOnDisk(etag?: string): Promise<void> {
    if (this.at || this.isMoving || this.saving || (etag && etag === this.etag && !this.isGone.value)) return;
    if (this.note.value) {
      await this.load();
      this.state = undefined;
      this.version.value++;
      return;
    }
    if (this.isDirty) {
      if (this.text?.read() !== this.content) await this.checkDisk();
      return;
    }
    try {
      const now = await get<FileAnswer>("/api/file", {path: this.path, format: "json"});
      this.isGone.value = false;
      if (now.etag === this.etag || this.isDirty || now.binary) return;
      this.etag = now.etag;
      this.content = now.content;
      this.text?.replace(now.content);
      this.save.value = "clean";
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) this.removedOnDisk();
    }
  }

  private async checkDisk(): Promise<void> {
    const known = this.etag;
    const now = await get<FileAnswer>("/api/file", {path: this.path, format: "json"}).catch(() => undefined);
    if (now && now.etag !== known && known === this.etag && !this.saving) await this.collided();
  }

  async keepMine(): Promise<void> {
    const theirs = this.conflict.value;
    this.conflict.value = undefined;
    this.etag = theirs?.etag ?? "";
    this.content = theirs?.content ?? "";
    this.save.value = "failed"; // so that it is saved even if the texts are alike
    await this.store();
  }

  takeTheirs(): void {
    const theirs = this.conflict.value;
    if (theirs?.content === undefined) return;
    this.conflict.value = undefined;
    this.etag = theirs.etag;
    this.content = theirs.content;
    this.text?.replace(theirs.content);
    this.save.value = "clean";
    dropDraft(this.path);
  }

  restoreDraft(): void {
    const draft = this.draft.value;
    this.draft.value = undefined;
    if (!draft) return;
    if (draft.etag) this.etag = draft.etag;
    this.text?.replace(draft.text);
    this.edited();
  }

  discardDraft(): void {
    this.draft.value = undefined;
    dropDraft(this.path);
  }

  close(): void {
    clearTimeout(this.timer);
    clearTimeout(this.draftTimer);
  }
}
