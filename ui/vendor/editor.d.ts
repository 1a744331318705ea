// The editor with what each file needs; other languages are files of their own, fetched on use.
export * from '@codemirror/state';
export * from '@codemirror/view';
export * from '@codemirror/commands';
export * from '@codemirror/language';
export * from '@codemirror/search';
export * from '@codemirror/autocomplete';
export * from '@codemirror/lint';
export {globalCompletion, localCompletionSource, python, pythonLanguage} from '@codemirror/lang-python';
export {classHighlighter, highlightCode, highlightTree, styleTags, tagHighlighter, tags} from '@lezer/highlight';
