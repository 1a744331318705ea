// Bars above the text: a draft that an earlier page left, a conflict with what is on the disk now.
// At most one, never modal; their buttons say what happens.
import {EditorState, EditorView, lineNumbers} from "../../../vendor/editor.js";
import {html, nothing, type TemplateResult} from "../../../vendor/lit.js";
import {clockTime} from "../../core/time";
import {act} from "../../parts/bits";
import {openDialog} from "../../parts/dialog";
import {icon} from "../../parts/icons";
import type {OpenFile} from "./file";
import {close} from "./files";

// Both texts side by side, read only.
async function compare(title: string, left: [string, string], right: [string, string]): Promise<void> {
  const {MergeView} = await import("../../../vendor/merge.js");
  const host = document.createElement("div");
  host.className = "merge";
  const side = (doc: string, label: string) => ({doc, extensions: [lineNumbers(), EditorState.readOnly.of(true), EditorView.lineWrapping,
    EditorView.contentAttributes.of({"aria-label": label})]});
  const dialog = openDialog({title, className: "wide merge-dialog", body: () => html`<div class="merge-names"><b>${left[0]}</b><b>${right[0]}</b></div>${host}`});
  const view = new MergeView({a: side(left[1], left[0]), b: side(right[1], right[0]), parent: host, collapseUnchanged: {}});
  await dialog.done;
  view.destroy();
}

export function fileBars(file: OpenFile): TemplateResult | typeof nothing {
  const conflict = file.conflict.value;
  if (conflict) {
    const isGone = conflict.content === undefined;
    return html`<div class="banner warn file-bar" role="alert">${icon("warning")}<span>${file.name} ${isGone ? "was removed" : "was changed"} on the disk while you edited it.</span>
      ${isGone ? nothing : act("Show differences", () => void compare(`Differences of ${file.name}`, ["On the disk", conflict.content!], ["Yours", file.text?.read() ?? ""]))}
      ${act("Keep mine", () => void file.keepMine())}${isGone ? nothing : act("Take theirs", () => file.takeTheirs())}</div>`;
  }
  if (file.isGone.value) {
    return html`<div class="banner warn file-bar" role="alert">${icon("warning")}<span>${file.name} was removed on the disk.</span>
      ${file.canEdit ? act("Put it back", () => void file.putBack(), {role: "editor"}) : nothing}${act("Close", () => void close(file))}</div>`;
  }
  const draft = file.draft.value;
  if (draft) {
    return html`<div class="banner info file-bar" role="status">${icon("info")}<span>There is an unsaved draft from ${clockTime(draft.at)}.</span>
      ${act("Compare", () => void compare(`Draft of ${file.name}`, ["Saved", file.content], ["Draft", draft.text]))}
      ${act("Restore", () => file.restoreDraft())}${act("Discard", () => file.discardDraft())}</div>`;
  }
  return nothing;
}
