import {showDocument} from '../../../vendor-src/aid/document.js';

const element = document.createElement('div');
showDocument(element, '<p onclick="evil()">A <strong>bold</strong> <a href="https://docs.python.org/" onclick="evil()">link</a>' +
  '<a href="javascript:evil()">bad</a><img src=x onerror="evil()"><script>evil()</script><svg><script>evil()</script></svg>' +
  '<style>*{}</style><iframe src="/"></iframe><custom-x>x</custom-x></p><pre><code>a &lt; b</code></pre><!-- c -->text');
window.trial = element.innerHTML;
