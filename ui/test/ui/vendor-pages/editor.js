import * as cm from '../../../vendor/editor.js';

document.body.innerText = '';
window.trial = new cm.EditorView({
  parent: document.body,
  state: cm.EditorState.create({
    extensions: [
      cm.lineNumbers(), cm.history(), cm.indentOnInput(), cm.autocompletion(), cm.search(), cm.lintGutter(), cm.python(),
      cm.indentUnit.of('    '), cm.syntaxHighlighting(cm.defaultHighlightStyle),
      cm.keymap.of([...cm.defaultKeymap, ...cm.searchKeymap, ...cm.completionKeymap]),
      cm.EditorView.contentAttributes.of({'aria-label': 'trial'}),
    ],
  }),
});
