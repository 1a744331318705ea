// What a language server says of a name is Markdown of whoever wrote the library: here it becomes
// elements that can do nothing, whatever it says. Takes the place of innerHTML in the LSP client.
const allowed = new Set(('A B BLOCKQUOTE BR CODE DD DEL DL DT EM H1 H2 H3 H4 H5 H6 HR I LI OL P PRE SPAN STRONG ' +
  'SUB SUP TABLE TBODY TD TH THEAD TR UL').split(' '));
const dropped = new Set('SCRIPT STYLE TEMPLATE IFRAME OBJECT EMBED SVG MATH NOSCRIPT TITLE'.split(' '));

// Its markup never gets into a document that runs anything: it is read into one that is shown nowhere, and copied.
const policy = globalThis.trustedTypes?.createPolicy('pirun-document', {createHTML: (text) => text});

function copyElement(from) {
  const to = document.createElement(from.tagName);
  const link = from.getAttribute('href') ?? '';
  if (from.tagName === 'A' && /^https?:\/\//i.test(link)) {
    to.href = link;
    to.target = '_blank';
    to.rel = 'noopener noreferrer';
  }
  if (from.tagName === 'SPAN' && from.className) to.className = from.className; // of highlighted code
  return to;
}

function copyChildren(from, to) {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.append(child.data);
    if (child.nodeType !== Node.ELEMENT_NODE || dropped.has(child.tagName.toUpperCase())) continue;
    if (allowed.has(child.tagName)) copyChildren(child, to.appendChild(copyElement(child)));
    else copyChildren(child, to);
  }
}

export function showDocument(element, text) {
  const read = new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, 'text/html');
  element.replaceChildren();
  copyChildren(read.body, element);
}
