import {EditorView} from '../../../vendor/editor.js';
import {MergeView} from '../../../vendor/merge.js';

document.body.innerText = '';
const extensions = [EditorView.editable.of(false)]; // throws when merge has a state of its own
new MergeView({parent: document.body, a: {doc: 'one\ntwo\n', extensions}, b: {doc: 'one\n2\n', extensions}});
