// The editor: one CodeMirror view whose state is that of the file in front.
import {
  Annotation, autocompletion, bracketMatching, closeBrackets, closeBracketsKeymap, Compartment, completionKeymap, defaultKeymap, drawSelection,
  EditorState, EditorView, foldGutter, foldKeymap, globalCompletion, gutter, GutterMarker, highlightActiveLine, highlightActiveLineGutter,
  highlightSelectionMatches, HighlightStyle, history, historyKeymap, indentOnInput, indentUnit, indentWithTab, keymap, lineNumbers, lintGutter,
  localCompletionSource, python, pythonLanguage, rectangularSelection, RangeSet, searchKeymap, setDiagnostics, StateEffect, StateField,
  syntaxHighlighting, tags, type Diagnostic, type Extension,
} from "../../../vendor/editor.js";
import type {OpenFile} from "./file";

const colours = HighlightStyle.define([
  {tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword, tags.definitionKeyword, tags.moduleKeyword, tags.self], color: "var(--sx-kw)"},
  {tag: [tags.string, tags.special(tags.string), tags.regexp], color: "var(--sx-str)"},
  {tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--sx-num)"},
  {tag: [tags.comment, tags.lineComment, tags.blockComment], color: "var(--sx-com)", fontStyle: "italic"},
  {tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName)), tags.function(tags.propertyName)], color: "var(--sx-fn)"},
  {tag: [tags.className, tags.typeName, tags.definition(tags.typeName), tags.heading, tags.propertyName], color: "var(--sx-cls)"},
  {tag: [tags.link, tags.url], color: "var(--accent)", textDecoration: "underline"},
  {tag: tags.strong, fontWeight: "700"}, {tag: tags.emphasis, fontStyle: "italic"}, {tag: tags.invalid, color: "var(--sx-inv)"},
]);

const look = EditorView.theme({
  "&": {height: "100%", fontSize: "13.5px", backgroundColor: "var(--bg)", color: "var(--fg)"},
  "&.cm-focused": {outline: "none"}, // the caret and its line show where one is
  ".cm-scroller": {fontFamily: "var(--mono)", lineHeight: "1.5"},
  ".cm-content": {caretColor: "var(--fg)"},
  ".cm-cursor, .cm-dropCursor": {borderLeftColor: "var(--fg)"},
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {backgroundColor: "var(--run-bg)"},
  ".cm-gutters": {backgroundColor: "var(--bg)", color: "var(--fg2)", border: "0"},
  ".cm-activeLine, .cm-activeLineGutter": {backgroundColor: "color-mix(in srgb, var(--bg2) 55%, transparent)"},
  ".cm-panels": {backgroundColor: "var(--bg1)", color: "var(--fg)"},
  ".cm-panel button, .cm-panel .cm-button": {backgroundImage: "none", backgroundColor: "var(--bg)"},
  ".cm-tooltip": {backgroundColor: "var(--bg)", color: "var(--fg)", border: "1px solid var(--line2)", borderRadius: "6px"},
  ".cm-tooltip-autocomplete ul li[aria-selected]": {backgroundColor: "var(--accent)", color: "var(--on-accent)"},
  ".cm-matchingBracket": {backgroundColor: "var(--ok-bg)", outline: "1px solid var(--ok)"},
  ".cm-searchMatch": {backgroundColor: "var(--warn-bg)", outline: "1px solid var(--warn)"},
  ".cm-foldPlaceholder": {backgroundColor: "var(--bg2)", color: "var(--fg2)", border: "0"},
});

const fromDisk = Annotation.define<boolean>(); // the change is not the person's

// The line at which the last run failed.
const setFailure = StateEffect.define<number>();
class FailureMark extends GutterMarker {
  override toDOM(): HTMLElement {
    const mark = document.createElement("span");
    mark.className = "failure-mark";
    mark.textContent = "✕";
    mark.title = "The last run failed here";
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", "The last run failed here");
    return mark;
  }
}
const failures = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    marks = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setFailure)) continue;
      const line = effect.value;
      marks = line > 0 && line <= transaction.state.doc.lines
        ? RangeSet.of([new FailureMark().range(transaction.state.doc.line(line).from)]) : RangeSet.empty;
    }
    return marks;
  },
});

export interface EditorEvents {
  cursor: (line: number, column: number) => void;
  edited: (file: OpenFile) => void;
  run: () => void;
}

const languages: [RegExp, () => Promise<Extension>][] = [
  [/\.pyw?$/, () => Promise.resolve([python(), pythonLanguage.data.of({autocomplete: localCompletionSource}), pythonLanguage.data.of({autocomplete: globalCompletion})])],
  [/\.(ya?ml)$/, async () => (await import("../../../vendor/yaml.js")).yaml()],
  [/\.(md|markdown)$/, async () => (await import("../../../vendor/markdown.js")).markdown()],
  [/\.(json|ipynb)$/, async () => (await import("../../../vendor/json.js")).json()],
];

export class Editor {
  readonly view: EditorView;
  private file: OpenFile | undefined;
  private readonly language = new Compartment();
  private readonly further = new Compartment(); // what a language server adds

  constructor(host: HTMLElement, private readonly events: EditorEvents) {
    this.view = new EditorView({parent: host, state: EditorState.create({})});
  }

  private extensions(file: OpenFile): Extension {
    return [
      failures, gutter({class: "failure-gutter", markers: (view) => view.state.field(failures)}), lintGutter(),
      lineNumbers(), highlightActiveLineGutter(), foldGutter(), history(), drawSelection(), rectangularSelection(), indentOnInput(), indentUnit.of(file.path.endsWith(".py") ? "    " : "  "),
      bracketMatching(), closeBrackets(), autocompletion(), highlightActiveLine(), highlightSelectionMatches(),
      syntaxHighlighting(colours), look, EditorView.lineWrapping, EditorState.readOnly.of(!file.canEdit),
      EditorView.contentAttributes.of(() => ({"aria-label": `Text of ${file.path}`, spellcheck: "false", autocapitalize: "off", autocorrect: "off", tabindex: "0"})),
      keymap.of([{key: "Mod-Enter", run: () => { this.events.run(); return true; }}, ...closeBracketsKeymap, ...completionKeymap, ...searchKeymap,
        ...historyKeymap, ...foldKeymap, ...defaultKeymap, indentWithTab]),
      EditorView.domEventHandlers({blur: () => { if (file.isDirty) void file.store(); }}),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !update.transactions.some((one) => one.annotation(fromDisk))) this.events.edited(file);
        if (update.selectionSet || update.docChanged) this.tellCursor();
      }),
      this.language.of([]), this.further.of([]),
    ];
  }

  // Put FILE in front; its own state (text, undo, selection) is kept while another one is.
  show(file: OpenFile): void {
    if (this.file === file) return;
    if (this.file) this.file.state = this.view.state;
    this.file = file;
    const kept = file.state as EditorState | undefined;
    this.view.setState(kept ?? EditorState.create({doc: file.content, extensions: this.extensions(file)}));
    file.text = {
      read: () => (this.file === file ? this.view.state : (file.state as EditorState)).doc.toString(),
      replace: (text) => this.replace(file, text),
    };
    if (!kept) void this.loadLanguage(file);
    if (file.goTo) this.goTo(file.goTo);
    file.goTo = 0;
    this.tellCursor();
  }

  private async loadLanguage(file: OpenFile): Promise<void> {
    const make = languages.find(([pattern]) => pattern.test(file.path))?.[1];
    const language = make ? await make() : [];
    if (this.file === file) this.view.dispatch({effects: this.language.reconfigure(language)});
    else if (file.state) file.state = (file.state as EditorState).update({effects: this.language.reconfigure(language)}).state;
  }

  private replace(file: OpenFile, text: string): void {
    const change = (state: EditorState) => state.update({
      changes: {from: 0, to: state.doc.length, insert: text},
      selection: {anchor: Math.min(state.selection.main.anchor, text.length)}, annotations: fromDisk.of(true),
    });
    if (this.file === file) this.view.dispatch(change(this.view.state));
    else if (file.state) file.state = change(file.state as EditorState).state;
  }

  // FILE was read anew: what was kept of its state is of another text.
  reset(file: OpenFile): void {
    if (this.file === file) this.file = undefined;
    file.state = undefined;
    this.show(file);
  }

  // FILE has another path now, perhaps of another language.
  renamed(file: OpenFile): void {
    void this.loadLanguage(file);
  }

  extend(extension: Extension): void {
    this.view.dispatch({effects: this.further.reconfigure(extension)});
  }

  get current(): OpenFile | undefined {
    return this.file;
  }

  clear(): void {
    this.file = undefined;
    this.view.setState(EditorState.create({}));
  }

  private tellCursor(): void {
    const {state} = this.view;
    const line = state.doc.lineAt(state.selection.main.head);
    this.events.cursor(line.number, state.selection.main.head - line.from + 1);
  }

  goTo(line: number): void {
    const {doc} = this.view.state;
    const at = doc.line(Math.max(1, Math.min(line, doc.lines))).from;
    this.view.dispatch({selection: {anchor: at}, effects: EditorView.scrollIntoView(at, {y: "center"})});
  }

  markFailure(line: number): void {
    this.view.dispatch({effects: setFailure.of(line)});
  }

  // PROBLEMS in lines and columns, counted from 1.
  diagnose(problems: Problem[]): void {
    const {doc} = this.view.state;
    const place = (line: number, column: number, isUnits = false) => {
      const at = doc.line(Math.max(1, Math.min(line, doc.lines)));
      const units = isUnits ? Math.max(0, column - 1) : [...at.text].slice(0, Math.max(0, column - 1)).join("").length;
      return Math.min(at.to, at.from + units);
    };
    const found: Diagnostic[] = problems.map((problem) => {
      const from = place(problem.line, problem.column, problem.isUnits);
      const to = problem.end_line ? place(problem.end_line, problem.end_column ?? 1, problem.isUnits) : doc.lineAt(from).to;
      return {from, to: Math.max(from, to), severity: problem.severity, message: problem.message, source: problem.source};
    });
    this.view.dispatch(setDiagnostics(this.view.state, found));
  }

  focus(): void {
    this.view.focus();
  }
}

export interface Problem {
  line: number;
  column: number; // of code points, or of UTF-16 units
  isUnits?: boolean;
  end_line?: number;
  end_column?: number;
  severity: "error" | "warning" | "info";
  message: string;
  source?: string;
}
