// Keys that a phone's keyboard hides: a row above it while the editor has the focus.
import {
  acceptCompletion, closeCompletion, cursorCharLeft, cursorCharRight, cursorLineDown, cursorLineUp, type EditorView, indentMore, insertBracket, redo, undo,
} from "../../../vendor/editor.js";
import {html, type TemplateResult} from "../../../vendor/lit.js";

type Key = [shown: string, label: string, press: (view: EditorView) => unknown];

// As if it had been typed: brackets and quotes come in pairs.
function put(view: EditorView, text: string): void {
  const paired = insertBracket(view.state, text);
  if (paired) view.dispatch(paired);
  else view.dispatch(view.state.replaceSelection(text), {userEvent: "input.type", scrollIntoView: true});
}

function tab(view: EditorView): void {
  if (acceptCompletion(view)) return;
  const {main} = view.state.selection;
  const line = view.state.doc.lineAt(main.head);
  const isInText = main.empty && line.text.slice(0, main.head - line.from).trim() !== "";
  if (isInText) put(view, "    ");
  else indentMore(view);
}

const letters: [string, string][] = [["{", "Left brace"], ["}", "Right brace"], ["(", "Left parenthesis"], [")", "Right parenthesis"], ["[", "Left bracket"],
  ["]", "Right bracket"], [":", "Colon"], ["_", "Underscore"], ["=", "Equals sign"], ["\"", "Double quote"], ["'", "Quote"], ["#", "Number sign"]];
const keys: Key[] = [
  ["Tab", "Tab", tab], ["Esc", "Esc", closeCompletion],
  ...letters.map(([letter, label]): Key => [letter, label, (view) => put(view, letter)]),
  ["←", "Left", cursorCharLeft], ["→", "Right", cursorCharRight], ["↑", "Up", cursorLineUp], ["↓", "Down", cursorLineDown],
  ["Undo", "Undo", undo], ["Redo", "Redo", redo],
];

// A press must not take the focus: the keyboard would go.
export function keysRow(view: () => EditorView | undefined): TemplateResult {
  const press = (key: Key) => {
    const editor = view();
    if (!editor) return;
    key[2](editor);
    editor.focus();
  };
  return html`<div class="edit-keys" role="toolbar" aria-label="Keys" @pointerdown=${(event: Event) => event.preventDefault()}
    @mousedown=${(event: Event) => event.preventDefault()}>${keys.map((key) => html`<button class="quiet" type="button" aria-label=${key[1]}
      @click=${() => press(key)}>${key[0]}</button>`)}</div>`;
}
