import {
  setDiagnostics
} from "./part-UJCTPQEZ.js";
import {
  autocompletion,
  insertCompletionText,
  snippet
} from "./part-AGYAKB2G.js";
import {
  ChangeSet,
  EditorState,
  EditorView,
  Facet,
  MapMode,
  Prec,
  StateEffect,
  StateField,
  ViewPlugin,
  getDialog,
  getIndentUnit,
  highlightCode,
  highlightingFor,
  hoverTooltip,
  indentUnit,
  keymap,
  language,
  showDialog,
  showPanel,
  showTooltip
} from "./part-BZZUITER.js";
import "./part-PAEN5P63.js";

// vendor-src/aid/document.js
var allowed = new Set("A B BLOCKQUOTE BR CODE DD DEL DL DT EM H1 H2 H3 H4 H5 H6 HR I LI OL P PRE SPAN STRONG SUB SUP TABLE TBODY TD TH THEAD TR UL".split(" "));
var dropped = new Set("SCRIPT STYLE TEMPLATE IFRAME OBJECT EMBED SVG MATH NOSCRIPT TITLE".split(" "));
var policy = globalThis.trustedTypes?.createPolicy("pirun-document", { createHTML: (text) => text });
function copyElement(from) {
  const to = document.createElement(from.tagName);
  const link2 = from.getAttribute("href") ?? "";
  if (from.tagName === "A" && /^https?:\/\//i.test(link2)) {
    to.href = link2;
    to.target = "_blank";
    to.rel = "noopener noreferrer";
  }
  if (from.tagName === "SPAN" && from.className) to.className = from.className;
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
function showDocument(element, text) {
  const read = new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "text/html");
  element.replaceChildren();
  copyChildren(read.body, element);
}

// node_modules/marked/lib/marked.esm.js
function _getDefaults() {
  return {
    async: false,
    breaks: false,
    extensions: null,
    gfm: true,
    hooks: null,
    pedantic: false,
    renderer: null,
    silent: false,
    tokenizer: null,
    walkTokens: null
  };
}
var _defaults = _getDefaults();
function changeDefaults(newDefaults) {
  _defaults = newDefaults;
}
var noopTest = { exec: () => null };
function edit(regex, opt = "") {
  let source = typeof regex === "string" ? regex : regex.source;
  const obj = {
    replace: (name, val) => {
      let valSource = typeof val === "string" ? val : val.source;
      valSource = valSource.replace(other.caret, "$1");
      source = source.replace(name, valSource);
      return obj;
    },
    getRegex: () => {
      return new RegExp(source, opt);
    }
  };
  return obj;
}
var other = {
  codeRemoveIndent: /^(?: {1,4}| {0,3}\t)/gm,
  outputLinkReplace: /\\([\[\]])/g,
  indentCodeCompensation: /^(\s+)(?:```)/,
  beginningSpace: /^\s+/,
  endingHash: /#$/,
  startingSpaceChar: /^ /,
  endingSpaceChar: / $/,
  nonSpaceChar: /[^ ]/,
  newLineCharGlobal: /\n/g,
  tabCharGlobal: /\t/g,
  multipleSpaceGlobal: /\s+/g,
  blankLine: /^[ \t]*$/,
  doubleBlankLine: /\n[ \t]*\n[ \t]*$/,
  blockquoteStart: /^ {0,3}>/,
  blockquoteSetextReplace: /\n {0,3}((?:=+|-+) *)(?=\n|$)/g,
  blockquoteSetextReplace2: /^ {0,3}>[ \t]?/gm,
  listReplaceTabs: /^\t+/,
  listReplaceNesting: /^ {1,4}(?=( {4})*[^ ])/g,
  listIsTask: /^\[[ xX]\] /,
  listReplaceTask: /^\[[ xX]\] +/,
  anyLine: /\n.*\n/,
  hrefBrackets: /^<(.*)>$/,
  tableDelimiter: /[:|]/,
  tableAlignChars: /^\||\| *$/g,
  tableRowBlankLine: /\n[ \t]*$/,
  tableAlignRight: /^ *-+: *$/,
  tableAlignCenter: /^ *:-+: *$/,
  tableAlignLeft: /^ *:-+ *$/,
  startATag: /^<a /i,
  endATag: /^<\/a>/i,
  startPreScriptTag: /^<(pre|code|kbd|script)(\s|>)/i,
  endPreScriptTag: /^<\/(pre|code|kbd|script)(\s|>)/i,
  startAngleBracket: /^</,
  endAngleBracket: />$/,
  pedanticHrefTitle: /^([^'"]*[^\s])\s+(['"])(.*)\2/,
  unicodeAlphaNumeric: /[\p{L}\p{N}]/u,
  escapeTest: /[&<>"']/,
  escapeReplace: /[&<>"']/g,
  escapeTestNoEncode: /[<>"']|&(?!(#\d{1,7}|#[Xx][a-fA-F0-9]{1,6}|\w+);)/,
  escapeReplaceNoEncode: /[<>"']|&(?!(#\d{1,7}|#[Xx][a-fA-F0-9]{1,6}|\w+);)/g,
  unescapeTest: /&(#(?:\d+)|(?:#x[0-9A-Fa-f]+)|(?:\w+));?/ig,
  caret: /(^|[^\[])\^/g,
  percentDecode: /%25/g,
  findPipe: /\|/g,
  splitPipe: / \|/,
  slashPipe: /\\\|/g,
  carriageReturn: /\r\n|\r/g,
  spaceLine: /^ +$/gm,
  notSpaceStart: /^\S*/,
  endingNewline: /\n$/,
  listItemRegex: (bull) => new RegExp(`^( {0,3}${bull})((?:[	 ][^\\n]*)?(?:\\n|$))`),
  nextBulletRegex: (indent) => new RegExp(`^ {0,${Math.min(3, indent - 1)}}(?:[*+-]|\\d{1,9}[.)])((?:[ 	][^\\n]*)?(?:\\n|$))`),
  hrRegex: (indent) => new RegExp(`^ {0,${Math.min(3, indent - 1)}}((?:- *){3,}|(?:_ *){3,}|(?:\\* *){3,})(?:\\n+|$)`),
  fencesBeginRegex: (indent) => new RegExp(`^ {0,${Math.min(3, indent - 1)}}(?:\`\`\`|~~~)`),
  headingBeginRegex: (indent) => new RegExp(`^ {0,${Math.min(3, indent - 1)}}#`),
  htmlBeginRegex: (indent) => new RegExp(`^ {0,${Math.min(3, indent - 1)}}<(?:[a-z].*>|!--)`, "i")
};
var newline = /^(?:[ \t]*(?:\n|$))+/;
var blockCode = /^((?: {4}| {0,3}\t)[^\n]+(?:\n(?:[ \t]*(?:\n|$))*)?)+/;
var fences = /^ {0,3}(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})([^\n]*)(?:\n|$)(?:|([\s\S]*?)(?:\n|$))(?: {0,3}\1[~`]* *(?=\n|$)|$)/;
var hr = /^ {0,3}((?:-[\t ]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})(?:\n+|$)/;
var heading = /^ {0,3}(#{1,6})(?=\s|$)(.*)(?:\n+|$)/;
var bullet = /(?:[*+-]|\d{1,9}[.)])/;
var lheadingCore = /^(?!bull |blockCode|fences|blockquote|heading|html|table)((?:.|\n(?!\s*?\n|bull |blockCode|fences|blockquote|heading|html|table))+?)\n {0,3}(=+|-+) *(?:\n+|$)/;
var lheading = edit(lheadingCore).replace(/bull/g, bullet).replace(/blockCode/g, /(?: {4}| {0,3}\t)/).replace(/fences/g, / {0,3}(?:`{3,}|~{3,})/).replace(/blockquote/g, / {0,3}>/).replace(/heading/g, / {0,3}#{1,6}/).replace(/html/g, / {0,3}<[^\n>]+>\n/).replace(/\|table/g, "").getRegex();
var lheadingGfm = edit(lheadingCore).replace(/bull/g, bullet).replace(/blockCode/g, /(?: {4}| {0,3}\t)/).replace(/fences/g, / {0,3}(?:`{3,}|~{3,})/).replace(/blockquote/g, / {0,3}>/).replace(/heading/g, / {0,3}#{1,6}/).replace(/html/g, / {0,3}<[^\n>]+>\n/).replace(/table/g, / {0,3}\|?(?:[:\- ]*\|)+[\:\- ]*\n/).getRegex();
var _paragraph = /^([^\n]+(?:\n(?!hr|heading|lheading|blockquote|fences|list|html|table| +\n)[^\n]+)*)/;
var blockText = /^[^\n]+/;
var _blockLabel = /(?!\s*\])(?:\\.|[^\[\]\\])+/;
var def = edit(/^ {0,3}\[(label)\]: *(?:\n[ \t]*)?([^<\s][^\s]*|<.*?>)(?:(?: +(?:\n[ \t]*)?| *\n[ \t]*)(title))? *(?:\n+|$)/).replace("label", _blockLabel).replace("title", /(?:"(?:\\"?|[^"\\])*"|'[^'\n]*(?:\n[^'\n]+)*\n?'|\([^()]*\))/).getRegex();
var list = edit(/^( {0,3}bull)([ \t][^\n]+?)?(?:\n|$)/).replace(/bull/g, bullet).getRegex();
var _tag = "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|meta|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";
var _comment = /<!--(?:-?>|[\s\S]*?(?:-->|$))/;
var html = edit(
  "^ {0,3}(?:<(script|pre|style|textarea)[\\s>][\\s\\S]*?(?:</\\1>[^\\n]*\\n+|$)|comment[^\\n]*(\\n+|$)|<\\?[\\s\\S]*?(?:\\?>\\n*|$)|<![A-Z][\\s\\S]*?(?:>\\n*|$)|<!\\[CDATA\\[[\\s\\S]*?(?:\\]\\]>\\n*|$)|</?(tag)(?: +|\\n|/?>)[\\s\\S]*?(?:(?:\\n[ 	]*)+\\n|$)|<(?!script|pre|style|textarea)([a-z][\\w-]*)(?:attribute)*? */?>(?=[ \\t]*(?:\\n|$))[\\s\\S]*?(?:(?:\\n[ 	]*)+\\n|$)|</(?!script|pre|style|textarea)[a-z][\\w-]*\\s*>(?=[ \\t]*(?:\\n|$))[\\s\\S]*?(?:(?:\\n[ 	]*)+\\n|$))",
  "i"
).replace("comment", _comment).replace("tag", _tag).replace("attribute", / +[a-zA-Z:_][\w.:-]*(?: *= *"[^"\n]*"| *= *'[^'\n]*'| *= *[^\s"'=<>`]+)?/).getRegex();
var paragraph = edit(_paragraph).replace("hr", hr).replace("heading", " {0,3}#{1,6}(?:\\s|$)").replace("|lheading", "").replace("|table", "").replace("blockquote", " {0,3}>").replace("fences", " {0,3}(?:`{3,}(?=[^`\\n]*\\n)|~{3,})[^\\n]*\\n").replace("list", " {0,3}(?:[*+-]|1[.)]) ").replace("html", "</?(?:tag)(?: +|\\n|/?>)|<(?:script|pre|style|textarea|!--)").replace("tag", _tag).getRegex();
var blockquote = edit(/^( {0,3}> ?(paragraph|[^\n]*)(?:\n|$))+/).replace("paragraph", paragraph).getRegex();
var blockNormal = {
  blockquote,
  code: blockCode,
  def,
  fences,
  heading,
  hr,
  html,
  lheading,
  list,
  newline,
  paragraph,
  table: noopTest,
  text: blockText
};
var gfmTable = edit(
  "^ *([^\\n ].*)\\n {0,3}((?:\\| *)?:?-+:? *(?:\\| *:?-+:? *)*(?:\\| *)?)(?:\\n((?:(?! *\\n|hr|heading|blockquote|code|fences|list|html).*(?:\\n|$))*)\\n*|$)"
).replace("hr", hr).replace("heading", " {0,3}#{1,6}(?:\\s|$)").replace("blockquote", " {0,3}>").replace("code", "(?: {4}| {0,3}	)[^\\n]").replace("fences", " {0,3}(?:`{3,}(?=[^`\\n]*\\n)|~{3,})[^\\n]*\\n").replace("list", " {0,3}(?:[*+-]|1[.)]) ").replace("html", "</?(?:tag)(?: +|\\n|/?>)|<(?:script|pre|style|textarea|!--)").replace("tag", _tag).getRegex();
var blockGfm = {
  ...blockNormal,
  lheading: lheadingGfm,
  table: gfmTable,
  paragraph: edit(_paragraph).replace("hr", hr).replace("heading", " {0,3}#{1,6}(?:\\s|$)").replace("|lheading", "").replace("table", gfmTable).replace("blockquote", " {0,3}>").replace("fences", " {0,3}(?:`{3,}(?=[^`\\n]*\\n)|~{3,})[^\\n]*\\n").replace("list", " {0,3}(?:[*+-]|1[.)]) ").replace("html", "</?(?:tag)(?: +|\\n|/?>)|<(?:script|pre|style|textarea|!--)").replace("tag", _tag).getRegex()
};
var blockPedantic = {
  ...blockNormal,
  html: edit(
    `^ *(?:comment *(?:\\n|\\s*$)|<(tag)[\\s\\S]+?</\\1> *(?:\\n{2,}|\\s*$)|<tag(?:"[^"]*"|'[^']*'|\\s[^'"/>\\s]*)*?/?> *(?:\\n{2,}|\\s*$))`
  ).replace("comment", _comment).replace(/tag/g, "(?!(?:a|em|strong|small|s|cite|q|dfn|abbr|data|time|code|var|samp|kbd|sub|sup|i|b|u|mark|ruby|rt|rp|bdi|bdo|span|br|wbr|ins|del|img)\\b)\\w+(?!:|[^\\w\\s@]*@)\\b").getRegex(),
  def: /^ *\[([^\]]+)\]: *<?([^\s>]+)>?(?: +(["(][^\n]+[")]))? *(?:\n+|$)/,
  heading: /^(#{1,6})(.*)(?:\n+|$)/,
  fences: noopTest,
  // fences not supported
  lheading: /^(.+?)\n {0,3}(=+|-+) *(?:\n+|$)/,
  paragraph: edit(_paragraph).replace("hr", hr).replace("heading", " *#{1,6} *[^\n]").replace("lheading", lheading).replace("|table", "").replace("blockquote", " {0,3}>").replace("|fences", "").replace("|list", "").replace("|html", "").replace("|tag", "").getRegex()
};
var escape = /^\\([!"#$%&'()*+,\-./:;<=>?@\[\]\\^_`{|}~])/;
var inlineCode = /^(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/;
var br = /^( {2,}|\\)\n(?!\s*$)/;
var inlineText = /^(`+|[^`])(?:(?= {2,}\n)|[\s\S]*?(?:(?=[\\<!\[`*_]|\b_|$)|[^ ](?= {2,}\n)))/;
var _punctuation = /[\p{P}\p{S}]/u;
var _punctuationOrSpace = /[\s\p{P}\p{S}]/u;
var _notPunctuationOrSpace = /[^\s\p{P}\p{S}]/u;
var punctuation = edit(/^((?![*_])punctSpace)/, "u").replace(/punctSpace/g, _punctuationOrSpace).getRegex();
var _punctuationGfmStrongEm = /(?!~)[\p{P}\p{S}]/u;
var _punctuationOrSpaceGfmStrongEm = /(?!~)[\s\p{P}\p{S}]/u;
var _notPunctuationOrSpaceGfmStrongEm = /(?:[^\s\p{P}\p{S}]|~)/u;
var blockSkip = /\[[^[\]]*?\]\((?:\\.|[^\\\(\)]|\((?:\\.|[^\\\(\)])*\))*\)|`[^`]*?`|<[^<>]*?>/g;
var emStrongLDelimCore = /^(?:\*+(?:((?!\*)punct)|[^\s*]))|^_+(?:((?!_)punct)|([^\s_]))/;
var emStrongLDelim = edit(emStrongLDelimCore, "u").replace(/punct/g, _punctuation).getRegex();
var emStrongLDelimGfm = edit(emStrongLDelimCore, "u").replace(/punct/g, _punctuationGfmStrongEm).getRegex();
var emStrongRDelimAstCore = "^[^_*]*?__[^_*]*?\\*[^_*]*?(?=__)|[^*]+(?=[^*])|(?!\\*)punct(\\*+)(?=[\\s]|$)|notPunctSpace(\\*+)(?!\\*)(?=punctSpace|$)|(?!\\*)punctSpace(\\*+)(?=notPunctSpace)|[\\s](\\*+)(?!\\*)(?=punct)|(?!\\*)punct(\\*+)(?!\\*)(?=punct)|notPunctSpace(\\*+)(?=notPunctSpace)";
var emStrongRDelimAst = edit(emStrongRDelimAstCore, "gu").replace(/notPunctSpace/g, _notPunctuationOrSpace).replace(/punctSpace/g, _punctuationOrSpace).replace(/punct/g, _punctuation).getRegex();
var emStrongRDelimAstGfm = edit(emStrongRDelimAstCore, "gu").replace(/notPunctSpace/g, _notPunctuationOrSpaceGfmStrongEm).replace(/punctSpace/g, _punctuationOrSpaceGfmStrongEm).replace(/punct/g, _punctuationGfmStrongEm).getRegex();
var emStrongRDelimUnd = edit(
  "^[^_*]*?\\*\\*[^_*]*?_[^_*]*?(?=\\*\\*)|[^_]+(?=[^_])|(?!_)punct(_+)(?=[\\s]|$)|notPunctSpace(_+)(?!_)(?=punctSpace|$)|(?!_)punctSpace(_+)(?=notPunctSpace)|[\\s](_+)(?!_)(?=punct)|(?!_)punct(_+)(?!_)(?=punct)",
  "gu"
).replace(/notPunctSpace/g, _notPunctuationOrSpace).replace(/punctSpace/g, _punctuationOrSpace).replace(/punct/g, _punctuation).getRegex();
var anyPunctuation = edit(/\\(punct)/, "gu").replace(/punct/g, _punctuation).getRegex();
var autolink = edit(/^<(scheme:[^\s\x00-\x1f<>]*|email)>/).replace("scheme", /[a-zA-Z][a-zA-Z0-9+.-]{1,31}/).replace("email", /[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+(@)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+(?![-_])/).getRegex();
var _inlineComment = edit(_comment).replace("(?:-->|$)", "-->").getRegex();
var tag = edit(
  "^comment|^</[a-zA-Z][\\w:-]*\\s*>|^<[a-zA-Z][\\w-]*(?:attribute)*?\\s*/?>|^<\\?[\\s\\S]*?\\?>|^<![a-zA-Z]+\\s[\\s\\S]*?>|^<!\\[CDATA\\[[\\s\\S]*?\\]\\]>"
).replace("comment", _inlineComment).replace("attribute", /\s+[a-zA-Z:_][\w.:-]*(?:\s*=\s*"[^"]*"|\s*=\s*'[^']*'|\s*=\s*[^\s"'=<>`]+)?/).getRegex();
var _inlineLabel = /(?:\[(?:\\.|[^\[\]\\])*\]|\\.|`[^`]*`|[^\[\]\\`])*?/;
var link = edit(/^!?\[(label)\]\(\s*(href)(?:(?:[ \t]*(?:\n[ \t]*)?)(title))?\s*\)/).replace("label", _inlineLabel).replace("href", /<(?:\\.|[^\n<>\\])+>|[^ \t\n\x00-\x1f]*/).replace("title", /"(?:\\"?|[^"\\])*"|'(?:\\'?|[^'\\])*'|\((?:\\\)?|[^)\\])*\)/).getRegex();
var reflink = edit(/^!?\[(label)\]\[(ref)\]/).replace("label", _inlineLabel).replace("ref", _blockLabel).getRegex();
var nolink = edit(/^!?\[(ref)\](?:\[\])?/).replace("ref", _blockLabel).getRegex();
var reflinkSearch = edit("reflink|nolink(?!\\()", "g").replace("reflink", reflink).replace("nolink", nolink).getRegex();
var inlineNormal = {
  _backpedal: noopTest,
  // only used for GFM url
  anyPunctuation,
  autolink,
  blockSkip,
  br,
  code: inlineCode,
  del: noopTest,
  emStrongLDelim,
  emStrongRDelimAst,
  emStrongRDelimUnd,
  escape,
  link,
  nolink,
  punctuation,
  reflink,
  reflinkSearch,
  tag,
  text: inlineText,
  url: noopTest
};
var inlinePedantic = {
  ...inlineNormal,
  link: edit(/^!?\[(label)\]\((.*?)\)/).replace("label", _inlineLabel).getRegex(),
  reflink: edit(/^!?\[(label)\]\s*\[([^\]]*)\]/).replace("label", _inlineLabel).getRegex()
};
var inlineGfm = {
  ...inlineNormal,
  emStrongRDelimAst: emStrongRDelimAstGfm,
  emStrongLDelim: emStrongLDelimGfm,
  url: edit(/^((?:ftp|https?):\/\/|www\.)(?:[a-zA-Z0-9\-]+\.?)+[^\s<]*|^email/, "i").replace("email", /[A-Za-z0-9._+-]+(@)[a-zA-Z0-9-_]+(?:\.[a-zA-Z0-9-_]*[a-zA-Z0-9])+(?![-_])/).getRegex(),
  _backpedal: /(?:[^?!.,:;*_'"~()&]+|\([^)]*\)|&(?![a-zA-Z0-9]+;$)|[?!.,:;*_'"~)]+(?!$))+/,
  del: /^(~~?)(?=[^\s~])((?:\\.|[^\\])*?(?:\\.|[^\s~\\]))\1(?=[^~]|$)/,
  text: /^([`~]+|[^`~])(?:(?= {2,}\n)|(?=[a-zA-Z0-9.!#$%&'*+\/=?_`{\|}~-]+@)|[\s\S]*?(?:(?=[\\<!\[`*~_]|\b_|https?:\/\/|ftp:\/\/|www\.|$)|[^ ](?= {2,}\n)|[^a-zA-Z0-9.!#$%&'*+\/=?_`{\|}~-](?=[a-zA-Z0-9.!#$%&'*+\/=?_`{\|}~-]+@)))/
};
var inlineBreaks = {
  ...inlineGfm,
  br: edit(br).replace("{2,}", "*").getRegex(),
  text: edit(inlineGfm.text).replace("\\b_", "\\b_| {2,}\\n").replace(/\{2,\}/g, "*").getRegex()
};
var block = {
  normal: blockNormal,
  gfm: blockGfm,
  pedantic: blockPedantic
};
var inline = {
  normal: inlineNormal,
  gfm: inlineGfm,
  breaks: inlineBreaks,
  pedantic: inlinePedantic
};
var escapeReplacements = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
};
var getEscapeReplacement = (ch) => escapeReplacements[ch];
function escape2(html2, encode) {
  if (encode) {
    if (other.escapeTest.test(html2)) {
      return html2.replace(other.escapeReplace, getEscapeReplacement);
    }
  } else {
    if (other.escapeTestNoEncode.test(html2)) {
      return html2.replace(other.escapeReplaceNoEncode, getEscapeReplacement);
    }
  }
  return html2;
}
function cleanUrl(href) {
  try {
    href = encodeURI(href).replace(other.percentDecode, "%");
  } catch {
    return null;
  }
  return href;
}
function splitCells(tableRow, count) {
  const row = tableRow.replace(other.findPipe, (match, offset, str) => {
    let escaped = false;
    let curr = offset;
    while (--curr >= 0 && str[curr] === "\\") escaped = !escaped;
    if (escaped) {
      return "|";
    } else {
      return " |";
    }
  }), cells = row.split(other.splitPipe);
  let i = 0;
  if (!cells[0].trim()) {
    cells.shift();
  }
  if (cells.length > 0 && !cells.at(-1)?.trim()) {
    cells.pop();
  }
  if (count) {
    if (cells.length > count) {
      cells.splice(count);
    } else {
      while (cells.length < count) cells.push("");
    }
  }
  for (; i < cells.length; i++) {
    cells[i] = cells[i].trim().replace(other.slashPipe, "|");
  }
  return cells;
}
function rtrim(str, c, invert) {
  const l = str.length;
  if (l === 0) {
    return "";
  }
  let suffLen = 0;
  while (suffLen < l) {
    const currChar = str.charAt(l - suffLen - 1);
    if (currChar === c && !invert) {
      suffLen++;
    } else if (currChar !== c && invert) {
      suffLen++;
    } else {
      break;
    }
  }
  return str.slice(0, l - suffLen);
}
function findClosingBracket(str, b) {
  if (str.indexOf(b[1]) === -1) {
    return -1;
  }
  let level = 0;
  for (let i = 0; i < str.length; i++) {
    if (str[i] === "\\") {
      i++;
    } else if (str[i] === b[0]) {
      level++;
    } else if (str[i] === b[1]) {
      level--;
      if (level < 0) {
        return i;
      }
    }
  }
  if (level > 0) {
    return -2;
  }
  return -1;
}
function outputLink(cap, link2, raw, lexer2, rules) {
  const href = link2.href;
  const title = link2.title || null;
  const text = cap[1].replace(rules.other.outputLinkReplace, "$1");
  lexer2.state.inLink = true;
  const token = {
    type: cap[0].charAt(0) === "!" ? "image" : "link",
    raw,
    href,
    title,
    text,
    tokens: lexer2.inlineTokens(text)
  };
  lexer2.state.inLink = false;
  return token;
}
function indentCodeCompensation(raw, text, rules) {
  const matchIndentToCode = raw.match(rules.other.indentCodeCompensation);
  if (matchIndentToCode === null) {
    return text;
  }
  const indentToCode = matchIndentToCode[1];
  return text.split("\n").map((node) => {
    const matchIndentInNode = node.match(rules.other.beginningSpace);
    if (matchIndentInNode === null) {
      return node;
    }
    const [indentInNode] = matchIndentInNode;
    if (indentInNode.length >= indentToCode.length) {
      return node.slice(indentToCode.length);
    }
    return node;
  }).join("\n");
}
var _Tokenizer = class {
  options;
  rules;
  // set by the lexer
  lexer;
  // set by the lexer
  constructor(options2) {
    this.options = options2 || _defaults;
  }
  space(src) {
    const cap = this.rules.block.newline.exec(src);
    if (cap && cap[0].length > 0) {
      return {
        type: "space",
        raw: cap[0]
      };
    }
  }
  code(src) {
    const cap = this.rules.block.code.exec(src);
    if (cap) {
      const text = cap[0].replace(this.rules.other.codeRemoveIndent, "");
      return {
        type: "code",
        raw: cap[0],
        codeBlockStyle: "indented",
        text: !this.options.pedantic ? rtrim(text, "\n") : text
      };
    }
  }
  fences(src) {
    const cap = this.rules.block.fences.exec(src);
    if (cap) {
      const raw = cap[0];
      const text = indentCodeCompensation(raw, cap[3] || "", this.rules);
      return {
        type: "code",
        raw,
        lang: cap[2] ? cap[2].trim().replace(this.rules.inline.anyPunctuation, "$1") : cap[2],
        text
      };
    }
  }
  heading(src) {
    const cap = this.rules.block.heading.exec(src);
    if (cap) {
      let text = cap[2].trim();
      if (this.rules.other.endingHash.test(text)) {
        const trimmed = rtrim(text, "#");
        if (this.options.pedantic) {
          text = trimmed.trim();
        } else if (!trimmed || this.rules.other.endingSpaceChar.test(trimmed)) {
          text = trimmed.trim();
        }
      }
      return {
        type: "heading",
        raw: cap[0],
        depth: cap[1].length,
        text,
        tokens: this.lexer.inline(text)
      };
    }
  }
  hr(src) {
    const cap = this.rules.block.hr.exec(src);
    if (cap) {
      return {
        type: "hr",
        raw: rtrim(cap[0], "\n")
      };
    }
  }
  blockquote(src) {
    const cap = this.rules.block.blockquote.exec(src);
    if (cap) {
      let lines = rtrim(cap[0], "\n").split("\n");
      let raw = "";
      let text = "";
      const tokens = [];
      while (lines.length > 0) {
        let inBlockquote = false;
        const currentLines = [];
        let i;
        for (i = 0; i < lines.length; i++) {
          if (this.rules.other.blockquoteStart.test(lines[i])) {
            currentLines.push(lines[i]);
            inBlockquote = true;
          } else if (!inBlockquote) {
            currentLines.push(lines[i]);
          } else {
            break;
          }
        }
        lines = lines.slice(i);
        const currentRaw = currentLines.join("\n");
        const currentText = currentRaw.replace(this.rules.other.blockquoteSetextReplace, "\n    $1").replace(this.rules.other.blockquoteSetextReplace2, "");
        raw = raw ? `${raw}
${currentRaw}` : currentRaw;
        text = text ? `${text}
${currentText}` : currentText;
        const top = this.lexer.state.top;
        this.lexer.state.top = true;
        this.lexer.blockTokens(currentText, tokens, true);
        this.lexer.state.top = top;
        if (lines.length === 0) {
          break;
        }
        const lastToken = tokens.at(-1);
        if (lastToken?.type === "code") {
          break;
        } else if (lastToken?.type === "blockquote") {
          const oldToken = lastToken;
          const newText = oldToken.raw + "\n" + lines.join("\n");
          const newToken = this.blockquote(newText);
          tokens[tokens.length - 1] = newToken;
          raw = raw.substring(0, raw.length - oldToken.raw.length) + newToken.raw;
          text = text.substring(0, text.length - oldToken.text.length) + newToken.text;
          break;
        } else if (lastToken?.type === "list") {
          const oldToken = lastToken;
          const newText = oldToken.raw + "\n" + lines.join("\n");
          const newToken = this.list(newText);
          tokens[tokens.length - 1] = newToken;
          raw = raw.substring(0, raw.length - lastToken.raw.length) + newToken.raw;
          text = text.substring(0, text.length - oldToken.raw.length) + newToken.raw;
          lines = newText.substring(tokens.at(-1).raw.length).split("\n");
          continue;
        }
      }
      return {
        type: "blockquote",
        raw,
        tokens,
        text
      };
    }
  }
  list(src) {
    let cap = this.rules.block.list.exec(src);
    if (cap) {
      let bull = cap[1].trim();
      const isordered = bull.length > 1;
      const list2 = {
        type: "list",
        raw: "",
        ordered: isordered,
        start: isordered ? +bull.slice(0, -1) : "",
        loose: false,
        items: []
      };
      bull = isordered ? `\\d{1,9}\\${bull.slice(-1)}` : `\\${bull}`;
      if (this.options.pedantic) {
        bull = isordered ? bull : "[*+-]";
      }
      const itemRegex = this.rules.other.listItemRegex(bull);
      let endsWithBlankLine = false;
      while (src) {
        let endEarly = false;
        let raw = "";
        let itemContents = "";
        if (!(cap = itemRegex.exec(src))) {
          break;
        }
        if (this.rules.block.hr.test(src)) {
          break;
        }
        raw = cap[0];
        src = src.substring(raw.length);
        let line = cap[2].split("\n", 1)[0].replace(this.rules.other.listReplaceTabs, (t) => " ".repeat(3 * t.length));
        let nextLine = src.split("\n", 1)[0];
        let blankLine = !line.trim();
        let indent = 0;
        if (this.options.pedantic) {
          indent = 2;
          itemContents = line.trimStart();
        } else if (blankLine) {
          indent = cap[1].length + 1;
        } else {
          indent = cap[2].search(this.rules.other.nonSpaceChar);
          indent = indent > 4 ? 1 : indent;
          itemContents = line.slice(indent);
          indent += cap[1].length;
        }
        if (blankLine && this.rules.other.blankLine.test(nextLine)) {
          raw += nextLine + "\n";
          src = src.substring(nextLine.length + 1);
          endEarly = true;
        }
        if (!endEarly) {
          const nextBulletRegex = this.rules.other.nextBulletRegex(indent);
          const hrRegex = this.rules.other.hrRegex(indent);
          const fencesBeginRegex = this.rules.other.fencesBeginRegex(indent);
          const headingBeginRegex = this.rules.other.headingBeginRegex(indent);
          const htmlBeginRegex = this.rules.other.htmlBeginRegex(indent);
          while (src) {
            const rawLine = src.split("\n", 1)[0];
            let nextLineWithoutTabs;
            nextLine = rawLine;
            if (this.options.pedantic) {
              nextLine = nextLine.replace(this.rules.other.listReplaceNesting, "  ");
              nextLineWithoutTabs = nextLine;
            } else {
              nextLineWithoutTabs = nextLine.replace(this.rules.other.tabCharGlobal, "    ");
            }
            if (fencesBeginRegex.test(nextLine)) {
              break;
            }
            if (headingBeginRegex.test(nextLine)) {
              break;
            }
            if (htmlBeginRegex.test(nextLine)) {
              break;
            }
            if (nextBulletRegex.test(nextLine)) {
              break;
            }
            if (hrRegex.test(nextLine)) {
              break;
            }
            if (nextLineWithoutTabs.search(this.rules.other.nonSpaceChar) >= indent || !nextLine.trim()) {
              itemContents += "\n" + nextLineWithoutTabs.slice(indent);
            } else {
              if (blankLine) {
                break;
              }
              if (line.replace(this.rules.other.tabCharGlobal, "    ").search(this.rules.other.nonSpaceChar) >= 4) {
                break;
              }
              if (fencesBeginRegex.test(line)) {
                break;
              }
              if (headingBeginRegex.test(line)) {
                break;
              }
              if (hrRegex.test(line)) {
                break;
              }
              itemContents += "\n" + nextLine;
            }
            if (!blankLine && !nextLine.trim()) {
              blankLine = true;
            }
            raw += rawLine + "\n";
            src = src.substring(rawLine.length + 1);
            line = nextLineWithoutTabs.slice(indent);
          }
        }
        if (!list2.loose) {
          if (endsWithBlankLine) {
            list2.loose = true;
          } else if (this.rules.other.doubleBlankLine.test(raw)) {
            endsWithBlankLine = true;
          }
        }
        let istask = null;
        let ischecked;
        if (this.options.gfm) {
          istask = this.rules.other.listIsTask.exec(itemContents);
          if (istask) {
            ischecked = istask[0] !== "[ ] ";
            itemContents = itemContents.replace(this.rules.other.listReplaceTask, "");
          }
        }
        list2.items.push({
          type: "list_item",
          raw,
          task: !!istask,
          checked: ischecked,
          loose: false,
          text: itemContents,
          tokens: []
        });
        list2.raw += raw;
      }
      const lastItem = list2.items.at(-1);
      if (lastItem) {
        lastItem.raw = lastItem.raw.trimEnd();
        lastItem.text = lastItem.text.trimEnd();
      } else {
        return;
      }
      list2.raw = list2.raw.trimEnd();
      for (let i = 0; i < list2.items.length; i++) {
        this.lexer.state.top = false;
        list2.items[i].tokens = this.lexer.blockTokens(list2.items[i].text, []);
        if (!list2.loose) {
          const spacers = list2.items[i].tokens.filter((t) => t.type === "space");
          const hasMultipleLineBreaks = spacers.length > 0 && spacers.some((t) => this.rules.other.anyLine.test(t.raw));
          list2.loose = hasMultipleLineBreaks;
        }
      }
      if (list2.loose) {
        for (let i = 0; i < list2.items.length; i++) {
          list2.items[i].loose = true;
        }
      }
      return list2;
    }
  }
  html(src) {
    const cap = this.rules.block.html.exec(src);
    if (cap) {
      const token = {
        type: "html",
        block: true,
        raw: cap[0],
        pre: cap[1] === "pre" || cap[1] === "script" || cap[1] === "style",
        text: cap[0]
      };
      return token;
    }
  }
  def(src) {
    const cap = this.rules.block.def.exec(src);
    if (cap) {
      const tag2 = cap[1].toLowerCase().replace(this.rules.other.multipleSpaceGlobal, " ");
      const href = cap[2] ? cap[2].replace(this.rules.other.hrefBrackets, "$1").replace(this.rules.inline.anyPunctuation, "$1") : "";
      const title = cap[3] ? cap[3].substring(1, cap[3].length - 1).replace(this.rules.inline.anyPunctuation, "$1") : cap[3];
      return {
        type: "def",
        tag: tag2,
        raw: cap[0],
        href,
        title
      };
    }
  }
  table(src) {
    const cap = this.rules.block.table.exec(src);
    if (!cap) {
      return;
    }
    if (!this.rules.other.tableDelimiter.test(cap[2])) {
      return;
    }
    const headers = splitCells(cap[1]);
    const aligns = cap[2].replace(this.rules.other.tableAlignChars, "").split("|");
    const rows = cap[3]?.trim() ? cap[3].replace(this.rules.other.tableRowBlankLine, "").split("\n") : [];
    const item = {
      type: "table",
      raw: cap[0],
      header: [],
      align: [],
      rows: []
    };
    if (headers.length !== aligns.length) {
      return;
    }
    for (const align of aligns) {
      if (this.rules.other.tableAlignRight.test(align)) {
        item.align.push("right");
      } else if (this.rules.other.tableAlignCenter.test(align)) {
        item.align.push("center");
      } else if (this.rules.other.tableAlignLeft.test(align)) {
        item.align.push("left");
      } else {
        item.align.push(null);
      }
    }
    for (let i = 0; i < headers.length; i++) {
      item.header.push({
        text: headers[i],
        tokens: this.lexer.inline(headers[i]),
        header: true,
        align: item.align[i]
      });
    }
    for (const row of rows) {
      item.rows.push(splitCells(row, item.header.length).map((cell, i) => {
        return {
          text: cell,
          tokens: this.lexer.inline(cell),
          header: false,
          align: item.align[i]
        };
      }));
    }
    return item;
  }
  lheading(src) {
    const cap = this.rules.block.lheading.exec(src);
    if (cap) {
      return {
        type: "heading",
        raw: cap[0],
        depth: cap[2].charAt(0) === "=" ? 1 : 2,
        text: cap[1],
        tokens: this.lexer.inline(cap[1])
      };
    }
  }
  paragraph(src) {
    const cap = this.rules.block.paragraph.exec(src);
    if (cap) {
      const text = cap[1].charAt(cap[1].length - 1) === "\n" ? cap[1].slice(0, -1) : cap[1];
      return {
        type: "paragraph",
        raw: cap[0],
        text,
        tokens: this.lexer.inline(text)
      };
    }
  }
  text(src) {
    const cap = this.rules.block.text.exec(src);
    if (cap) {
      return {
        type: "text",
        raw: cap[0],
        text: cap[0],
        tokens: this.lexer.inline(cap[0])
      };
    }
  }
  escape(src) {
    const cap = this.rules.inline.escape.exec(src);
    if (cap) {
      return {
        type: "escape",
        raw: cap[0],
        text: cap[1]
      };
    }
  }
  tag(src) {
    const cap = this.rules.inline.tag.exec(src);
    if (cap) {
      if (!this.lexer.state.inLink && this.rules.other.startATag.test(cap[0])) {
        this.lexer.state.inLink = true;
      } else if (this.lexer.state.inLink && this.rules.other.endATag.test(cap[0])) {
        this.lexer.state.inLink = false;
      }
      if (!this.lexer.state.inRawBlock && this.rules.other.startPreScriptTag.test(cap[0])) {
        this.lexer.state.inRawBlock = true;
      } else if (this.lexer.state.inRawBlock && this.rules.other.endPreScriptTag.test(cap[0])) {
        this.lexer.state.inRawBlock = false;
      }
      return {
        type: "html",
        raw: cap[0],
        inLink: this.lexer.state.inLink,
        inRawBlock: this.lexer.state.inRawBlock,
        block: false,
        text: cap[0]
      };
    }
  }
  link(src) {
    const cap = this.rules.inline.link.exec(src);
    if (cap) {
      const trimmedUrl = cap[2].trim();
      if (!this.options.pedantic && this.rules.other.startAngleBracket.test(trimmedUrl)) {
        if (!this.rules.other.endAngleBracket.test(trimmedUrl)) {
          return;
        }
        const rtrimSlash = rtrim(trimmedUrl.slice(0, -1), "\\");
        if ((trimmedUrl.length - rtrimSlash.length) % 2 === 0) {
          return;
        }
      } else {
        const lastParenIndex = findClosingBracket(cap[2], "()");
        if (lastParenIndex === -2) {
          return;
        }
        if (lastParenIndex > -1) {
          const start = cap[0].indexOf("!") === 0 ? 5 : 4;
          const linkLen = start + cap[1].length + lastParenIndex;
          cap[2] = cap[2].substring(0, lastParenIndex);
          cap[0] = cap[0].substring(0, linkLen).trim();
          cap[3] = "";
        }
      }
      let href = cap[2];
      let title = "";
      if (this.options.pedantic) {
        const link2 = this.rules.other.pedanticHrefTitle.exec(href);
        if (link2) {
          href = link2[1];
          title = link2[3];
        }
      } else {
        title = cap[3] ? cap[3].slice(1, -1) : "";
      }
      href = href.trim();
      if (this.rules.other.startAngleBracket.test(href)) {
        if (this.options.pedantic && !this.rules.other.endAngleBracket.test(trimmedUrl)) {
          href = href.slice(1);
        } else {
          href = href.slice(1, -1);
        }
      }
      return outputLink(cap, {
        href: href ? href.replace(this.rules.inline.anyPunctuation, "$1") : href,
        title: title ? title.replace(this.rules.inline.anyPunctuation, "$1") : title
      }, cap[0], this.lexer, this.rules);
    }
  }
  reflink(src, links) {
    let cap;
    if ((cap = this.rules.inline.reflink.exec(src)) || (cap = this.rules.inline.nolink.exec(src))) {
      const linkString = (cap[2] || cap[1]).replace(this.rules.other.multipleSpaceGlobal, " ");
      const link2 = links[linkString.toLowerCase()];
      if (!link2) {
        const text = cap[0].charAt(0);
        return {
          type: "text",
          raw: text,
          text
        };
      }
      return outputLink(cap, link2, cap[0], this.lexer, this.rules);
    }
  }
  emStrong(src, maskedSrc, prevChar = "") {
    let match = this.rules.inline.emStrongLDelim.exec(src);
    if (!match) return;
    if (match[3] && prevChar.match(this.rules.other.unicodeAlphaNumeric)) return;
    const nextChar = match[1] || match[2] || "";
    if (!nextChar || !prevChar || this.rules.inline.punctuation.exec(prevChar)) {
      const lLength = [...match[0]].length - 1;
      let rDelim, rLength, delimTotal = lLength, midDelimTotal = 0;
      const endReg = match[0][0] === "*" ? this.rules.inline.emStrongRDelimAst : this.rules.inline.emStrongRDelimUnd;
      endReg.lastIndex = 0;
      maskedSrc = maskedSrc.slice(-1 * src.length + lLength);
      while ((match = endReg.exec(maskedSrc)) != null) {
        rDelim = match[1] || match[2] || match[3] || match[4] || match[5] || match[6];
        if (!rDelim) continue;
        rLength = [...rDelim].length;
        if (match[3] || match[4]) {
          delimTotal += rLength;
          continue;
        } else if (match[5] || match[6]) {
          if (lLength % 3 && !((lLength + rLength) % 3)) {
            midDelimTotal += rLength;
            continue;
          }
        }
        delimTotal -= rLength;
        if (delimTotal > 0) continue;
        rLength = Math.min(rLength, rLength + delimTotal + midDelimTotal);
        const lastCharLength = [...match[0]][0].length;
        const raw = src.slice(0, lLength + match.index + lastCharLength + rLength);
        if (Math.min(lLength, rLength) % 2) {
          const text2 = raw.slice(1, -1);
          return {
            type: "em",
            raw,
            text: text2,
            tokens: this.lexer.inlineTokens(text2)
          };
        }
        const text = raw.slice(2, -2);
        return {
          type: "strong",
          raw,
          text,
          tokens: this.lexer.inlineTokens(text)
        };
      }
    }
  }
  codespan(src) {
    const cap = this.rules.inline.code.exec(src);
    if (cap) {
      let text = cap[2].replace(this.rules.other.newLineCharGlobal, " ");
      const hasNonSpaceChars = this.rules.other.nonSpaceChar.test(text);
      const hasSpaceCharsOnBothEnds = this.rules.other.startingSpaceChar.test(text) && this.rules.other.endingSpaceChar.test(text);
      if (hasNonSpaceChars && hasSpaceCharsOnBothEnds) {
        text = text.substring(1, text.length - 1);
      }
      return {
        type: "codespan",
        raw: cap[0],
        text
      };
    }
  }
  br(src) {
    const cap = this.rules.inline.br.exec(src);
    if (cap) {
      return {
        type: "br",
        raw: cap[0]
      };
    }
  }
  del(src) {
    const cap = this.rules.inline.del.exec(src);
    if (cap) {
      return {
        type: "del",
        raw: cap[0],
        text: cap[2],
        tokens: this.lexer.inlineTokens(cap[2])
      };
    }
  }
  autolink(src) {
    const cap = this.rules.inline.autolink.exec(src);
    if (cap) {
      let text, href;
      if (cap[2] === "@") {
        text = cap[1];
        href = "mailto:" + text;
      } else {
        text = cap[1];
        href = text;
      }
      return {
        type: "link",
        raw: cap[0],
        text,
        href,
        tokens: [
          {
            type: "text",
            raw: text,
            text
          }
        ]
      };
    }
  }
  url(src) {
    let cap;
    if (cap = this.rules.inline.url.exec(src)) {
      let text, href;
      if (cap[2] === "@") {
        text = cap[0];
        href = "mailto:" + text;
      } else {
        let prevCapZero;
        do {
          prevCapZero = cap[0];
          cap[0] = this.rules.inline._backpedal.exec(cap[0])?.[0] ?? "";
        } while (prevCapZero !== cap[0]);
        text = cap[0];
        if (cap[1] === "www.") {
          href = "http://" + cap[0];
        } else {
          href = cap[0];
        }
      }
      return {
        type: "link",
        raw: cap[0],
        text,
        href,
        tokens: [
          {
            type: "text",
            raw: text,
            text
          }
        ]
      };
    }
  }
  inlineText(src) {
    const cap = this.rules.inline.text.exec(src);
    if (cap) {
      const escaped = this.lexer.state.inRawBlock;
      return {
        type: "text",
        raw: cap[0],
        text: cap[0],
        escaped
      };
    }
  }
};
var _Lexer = class __Lexer {
  tokens;
  options;
  state;
  tokenizer;
  inlineQueue;
  constructor(options2) {
    this.tokens = [];
    this.tokens.links = /* @__PURE__ */ Object.create(null);
    this.options = options2 || _defaults;
    this.options.tokenizer = this.options.tokenizer || new _Tokenizer();
    this.tokenizer = this.options.tokenizer;
    this.tokenizer.options = this.options;
    this.tokenizer.lexer = this;
    this.inlineQueue = [];
    this.state = {
      inLink: false,
      inRawBlock: false,
      top: true
    };
    const rules = {
      other,
      block: block.normal,
      inline: inline.normal
    };
    if (this.options.pedantic) {
      rules.block = block.pedantic;
      rules.inline = inline.pedantic;
    } else if (this.options.gfm) {
      rules.block = block.gfm;
      if (this.options.breaks) {
        rules.inline = inline.breaks;
      } else {
        rules.inline = inline.gfm;
      }
    }
    this.tokenizer.rules = rules;
  }
  /**
   * Expose Rules
   */
  static get rules() {
    return {
      block,
      inline
    };
  }
  /**
   * Static Lex Method
   */
  static lex(src, options2) {
    const lexer2 = new __Lexer(options2);
    return lexer2.lex(src);
  }
  /**
   * Static Lex Inline Method
   */
  static lexInline(src, options2) {
    const lexer2 = new __Lexer(options2);
    return lexer2.inlineTokens(src);
  }
  /**
   * Preprocessing
   */
  lex(src) {
    src = src.replace(other.carriageReturn, "\n");
    this.blockTokens(src, this.tokens);
    for (let i = 0; i < this.inlineQueue.length; i++) {
      const next = this.inlineQueue[i];
      this.inlineTokens(next.src, next.tokens);
    }
    this.inlineQueue = [];
    return this.tokens;
  }
  blockTokens(src, tokens = [], lastParagraphClipped = false) {
    if (this.options.pedantic) {
      src = src.replace(other.tabCharGlobal, "    ").replace(other.spaceLine, "");
    }
    while (src) {
      let token;
      if (this.options.extensions?.block?.some((extTokenizer) => {
        if (token = extTokenizer.call({ lexer: this }, src, tokens)) {
          src = src.substring(token.raw.length);
          tokens.push(token);
          return true;
        }
        return false;
      })) {
        continue;
      }
      if (token = this.tokenizer.space(src)) {
        src = src.substring(token.raw.length);
        const lastToken = tokens.at(-1);
        if (token.raw.length === 1 && lastToken !== void 0) {
          lastToken.raw += "\n";
        } else {
          tokens.push(token);
        }
        continue;
      }
      if (token = this.tokenizer.code(src)) {
        src = src.substring(token.raw.length);
        const lastToken = tokens.at(-1);
        if (lastToken?.type === "paragraph" || lastToken?.type === "text") {
          lastToken.raw += "\n" + token.raw;
          lastToken.text += "\n" + token.text;
          this.inlineQueue.at(-1).src = lastToken.text;
        } else {
          tokens.push(token);
        }
        continue;
      }
      if (token = this.tokenizer.fences(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.heading(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.hr(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.blockquote(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.list(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.html(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.def(src)) {
        src = src.substring(token.raw.length);
        const lastToken = tokens.at(-1);
        if (lastToken?.type === "paragraph" || lastToken?.type === "text") {
          lastToken.raw += "\n" + token.raw;
          lastToken.text += "\n" + token.raw;
          this.inlineQueue.at(-1).src = lastToken.text;
        } else if (!this.tokens.links[token.tag]) {
          this.tokens.links[token.tag] = {
            href: token.href,
            title: token.title
          };
        }
        continue;
      }
      if (token = this.tokenizer.table(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.lheading(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      let cutSrc = src;
      if (this.options.extensions?.startBlock) {
        let startIndex = Infinity;
        const tempSrc = src.slice(1);
        let tempStart;
        this.options.extensions.startBlock.forEach((getStartIndex) => {
          tempStart = getStartIndex.call({ lexer: this }, tempSrc);
          if (typeof tempStart === "number" && tempStart >= 0) {
            startIndex = Math.min(startIndex, tempStart);
          }
        });
        if (startIndex < Infinity && startIndex >= 0) {
          cutSrc = src.substring(0, startIndex + 1);
        }
      }
      if (this.state.top && (token = this.tokenizer.paragraph(cutSrc))) {
        const lastToken = tokens.at(-1);
        if (lastParagraphClipped && lastToken?.type === "paragraph") {
          lastToken.raw += "\n" + token.raw;
          lastToken.text += "\n" + token.text;
          this.inlineQueue.pop();
          this.inlineQueue.at(-1).src = lastToken.text;
        } else {
          tokens.push(token);
        }
        lastParagraphClipped = cutSrc.length !== src.length;
        src = src.substring(token.raw.length);
        continue;
      }
      if (token = this.tokenizer.text(src)) {
        src = src.substring(token.raw.length);
        const lastToken = tokens.at(-1);
        if (lastToken?.type === "text") {
          lastToken.raw += "\n" + token.raw;
          lastToken.text += "\n" + token.text;
          this.inlineQueue.pop();
          this.inlineQueue.at(-1).src = lastToken.text;
        } else {
          tokens.push(token);
        }
        continue;
      }
      if (src) {
        const errMsg = "Infinite loop on byte: " + src.charCodeAt(0);
        if (this.options.silent) {
          console.error(errMsg);
          break;
        } else {
          throw new Error(errMsg);
        }
      }
    }
    this.state.top = true;
    return tokens;
  }
  inline(src, tokens = []) {
    this.inlineQueue.push({ src, tokens });
    return tokens;
  }
  /**
   * Lexing/Compiling
   */
  inlineTokens(src, tokens = []) {
    let maskedSrc = src;
    let match = null;
    if (this.tokens.links) {
      const links = Object.keys(this.tokens.links);
      if (links.length > 0) {
        while ((match = this.tokenizer.rules.inline.reflinkSearch.exec(maskedSrc)) != null) {
          if (links.includes(match[0].slice(match[0].lastIndexOf("[") + 1, -1))) {
            maskedSrc = maskedSrc.slice(0, match.index) + "[" + "a".repeat(match[0].length - 2) + "]" + maskedSrc.slice(this.tokenizer.rules.inline.reflinkSearch.lastIndex);
          }
        }
      }
    }
    while ((match = this.tokenizer.rules.inline.anyPunctuation.exec(maskedSrc)) != null) {
      maskedSrc = maskedSrc.slice(0, match.index) + "++" + maskedSrc.slice(this.tokenizer.rules.inline.anyPunctuation.lastIndex);
    }
    while ((match = this.tokenizer.rules.inline.blockSkip.exec(maskedSrc)) != null) {
      maskedSrc = maskedSrc.slice(0, match.index) + "[" + "a".repeat(match[0].length - 2) + "]" + maskedSrc.slice(this.tokenizer.rules.inline.blockSkip.lastIndex);
    }
    let keepPrevChar = false;
    let prevChar = "";
    while (src) {
      if (!keepPrevChar) {
        prevChar = "";
      }
      keepPrevChar = false;
      let token;
      if (this.options.extensions?.inline?.some((extTokenizer) => {
        if (token = extTokenizer.call({ lexer: this }, src, tokens)) {
          src = src.substring(token.raw.length);
          tokens.push(token);
          return true;
        }
        return false;
      })) {
        continue;
      }
      if (token = this.tokenizer.escape(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.tag(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.link(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.reflink(src, this.tokens.links)) {
        src = src.substring(token.raw.length);
        const lastToken = tokens.at(-1);
        if (token.type === "text" && lastToken?.type === "text") {
          lastToken.raw += token.raw;
          lastToken.text += token.text;
        } else {
          tokens.push(token);
        }
        continue;
      }
      if (token = this.tokenizer.emStrong(src, maskedSrc, prevChar)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.codespan(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.br(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.del(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (token = this.tokenizer.autolink(src)) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      if (!this.state.inLink && (token = this.tokenizer.url(src))) {
        src = src.substring(token.raw.length);
        tokens.push(token);
        continue;
      }
      let cutSrc = src;
      if (this.options.extensions?.startInline) {
        let startIndex = Infinity;
        const tempSrc = src.slice(1);
        let tempStart;
        this.options.extensions.startInline.forEach((getStartIndex) => {
          tempStart = getStartIndex.call({ lexer: this }, tempSrc);
          if (typeof tempStart === "number" && tempStart >= 0) {
            startIndex = Math.min(startIndex, tempStart);
          }
        });
        if (startIndex < Infinity && startIndex >= 0) {
          cutSrc = src.substring(0, startIndex + 1);
        }
      }
      if (token = this.tokenizer.inlineText(cutSrc)) {
        src = src.substring(token.raw.length);
        if (token.raw.slice(-1) !== "_") {
          prevChar = token.raw.slice(-1);
        }
        keepPrevChar = true;
        const lastToken = tokens.at(-1);
        if (lastToken?.type === "text") {
          lastToken.raw += token.raw;
          lastToken.text += token.text;
        } else {
          tokens.push(token);
        }
        continue;
      }
      if (src) {
        const errMsg = "Infinite loop on byte: " + src.charCodeAt(0);
        if (this.options.silent) {
          console.error(errMsg);
          break;
        } else {
          throw new Error(errMsg);
        }
      }
    }
    return tokens;
  }
};
var _Renderer = class {
  options;
  parser;
  // set by the parser
  constructor(options2) {
    this.options = options2 || _defaults;
  }
  space(token) {
    return "";
  }
  code({ text, lang, escaped }) {
    const langString = (lang || "").match(other.notSpaceStart)?.[0];
    const code = text.replace(other.endingNewline, "") + "\n";
    if (!langString) {
      return "<pre><code>" + (escaped ? code : escape2(code, true)) + "</code></pre>\n";
    }
    return '<pre><code class="language-' + escape2(langString) + '">' + (escaped ? code : escape2(code, true)) + "</code></pre>\n";
  }
  blockquote({ tokens }) {
    const body = this.parser.parse(tokens);
    return `<blockquote>
${body}</blockquote>
`;
  }
  html({ text }) {
    return text;
  }
  heading({ tokens, depth }) {
    return `<h${depth}>${this.parser.parseInline(tokens)}</h${depth}>
`;
  }
  hr(token) {
    return "<hr>\n";
  }
  list(token) {
    const ordered = token.ordered;
    const start = token.start;
    let body = "";
    for (let j = 0; j < token.items.length; j++) {
      const item = token.items[j];
      body += this.listitem(item);
    }
    const type = ordered ? "ol" : "ul";
    const startAttr = ordered && start !== 1 ? ' start="' + start + '"' : "";
    return "<" + type + startAttr + ">\n" + body + "</" + type + ">\n";
  }
  listitem(item) {
    let itemBody = "";
    if (item.task) {
      const checkbox = this.checkbox({ checked: !!item.checked });
      if (item.loose) {
        if (item.tokens[0]?.type === "paragraph") {
          item.tokens[0].text = checkbox + " " + item.tokens[0].text;
          if (item.tokens[0].tokens && item.tokens[0].tokens.length > 0 && item.tokens[0].tokens[0].type === "text") {
            item.tokens[0].tokens[0].text = checkbox + " " + escape2(item.tokens[0].tokens[0].text);
            item.tokens[0].tokens[0].escaped = true;
          }
        } else {
          item.tokens.unshift({
            type: "text",
            raw: checkbox + " ",
            text: checkbox + " ",
            escaped: true
          });
        }
      } else {
        itemBody += checkbox + " ";
      }
    }
    itemBody += this.parser.parse(item.tokens, !!item.loose);
    return `<li>${itemBody}</li>
`;
  }
  checkbox({ checked }) {
    return "<input " + (checked ? 'checked="" ' : "") + 'disabled="" type="checkbox">';
  }
  paragraph({ tokens }) {
    return `<p>${this.parser.parseInline(tokens)}</p>
`;
  }
  table(token) {
    let header = "";
    let cell = "";
    for (let j = 0; j < token.header.length; j++) {
      cell += this.tablecell(token.header[j]);
    }
    header += this.tablerow({ text: cell });
    let body = "";
    for (let j = 0; j < token.rows.length; j++) {
      const row = token.rows[j];
      cell = "";
      for (let k = 0; k < row.length; k++) {
        cell += this.tablecell(row[k]);
      }
      body += this.tablerow({ text: cell });
    }
    if (body) body = `<tbody>${body}</tbody>`;
    return "<table>\n<thead>\n" + header + "</thead>\n" + body + "</table>\n";
  }
  tablerow({ text }) {
    return `<tr>
${text}</tr>
`;
  }
  tablecell(token) {
    const content = this.parser.parseInline(token.tokens);
    const type = token.header ? "th" : "td";
    const tag2 = token.align ? `<${type} align="${token.align}">` : `<${type}>`;
    return tag2 + content + `</${type}>
`;
  }
  /**
   * span level renderer
   */
  strong({ tokens }) {
    return `<strong>${this.parser.parseInline(tokens)}</strong>`;
  }
  em({ tokens }) {
    return `<em>${this.parser.parseInline(tokens)}</em>`;
  }
  codespan({ text }) {
    return `<code>${escape2(text, true)}</code>`;
  }
  br(token) {
    return "<br>";
  }
  del({ tokens }) {
    return `<del>${this.parser.parseInline(tokens)}</del>`;
  }
  link({ href, title, tokens }) {
    const text = this.parser.parseInline(tokens);
    const cleanHref = cleanUrl(href);
    if (cleanHref === null) {
      return text;
    }
    href = cleanHref;
    let out = '<a href="' + href + '"';
    if (title) {
      out += ' title="' + escape2(title) + '"';
    }
    out += ">" + text + "</a>";
    return out;
  }
  image({ href, title, text, tokens }) {
    if (tokens) {
      text = this.parser.parseInline(tokens, this.parser.textRenderer);
    }
    const cleanHref = cleanUrl(href);
    if (cleanHref === null) {
      return escape2(text);
    }
    href = cleanHref;
    let out = `<img src="${href}" alt="${text}"`;
    if (title) {
      out += ` title="${escape2(title)}"`;
    }
    out += ">";
    return out;
  }
  text(token) {
    return "tokens" in token && token.tokens ? this.parser.parseInline(token.tokens) : "escaped" in token && token.escaped ? token.text : escape2(token.text);
  }
};
var _TextRenderer = class {
  // no need for block level renderers
  strong({ text }) {
    return text;
  }
  em({ text }) {
    return text;
  }
  codespan({ text }) {
    return text;
  }
  del({ text }) {
    return text;
  }
  html({ text }) {
    return text;
  }
  text({ text }) {
    return text;
  }
  link({ text }) {
    return "" + text;
  }
  image({ text }) {
    return "" + text;
  }
  br() {
    return "";
  }
};
var _Parser = class __Parser {
  options;
  renderer;
  textRenderer;
  constructor(options2) {
    this.options = options2 || _defaults;
    this.options.renderer = this.options.renderer || new _Renderer();
    this.renderer = this.options.renderer;
    this.renderer.options = this.options;
    this.renderer.parser = this;
    this.textRenderer = new _TextRenderer();
  }
  /**
   * Static Parse Method
   */
  static parse(tokens, options2) {
    const parser2 = new __Parser(options2);
    return parser2.parse(tokens);
  }
  /**
   * Static Parse Inline Method
   */
  static parseInline(tokens, options2) {
    const parser2 = new __Parser(options2);
    return parser2.parseInline(tokens);
  }
  /**
   * Parse Loop
   */
  parse(tokens, top = true) {
    let out = "";
    for (let i = 0; i < tokens.length; i++) {
      const anyToken = tokens[i];
      if (this.options.extensions?.renderers?.[anyToken.type]) {
        const genericToken = anyToken;
        const ret = this.options.extensions.renderers[genericToken.type].call({ parser: this }, genericToken);
        if (ret !== false || !["space", "hr", "heading", "code", "table", "blockquote", "list", "html", "paragraph", "text"].includes(genericToken.type)) {
          out += ret || "";
          continue;
        }
      }
      const token = anyToken;
      switch (token.type) {
        case "space": {
          out += this.renderer.space(token);
          continue;
        }
        case "hr": {
          out += this.renderer.hr(token);
          continue;
        }
        case "heading": {
          out += this.renderer.heading(token);
          continue;
        }
        case "code": {
          out += this.renderer.code(token);
          continue;
        }
        case "table": {
          out += this.renderer.table(token);
          continue;
        }
        case "blockquote": {
          out += this.renderer.blockquote(token);
          continue;
        }
        case "list": {
          out += this.renderer.list(token);
          continue;
        }
        case "html": {
          out += this.renderer.html(token);
          continue;
        }
        case "paragraph": {
          out += this.renderer.paragraph(token);
          continue;
        }
        case "text": {
          let textToken = token;
          let body = this.renderer.text(textToken);
          while (i + 1 < tokens.length && tokens[i + 1].type === "text") {
            textToken = tokens[++i];
            body += "\n" + this.renderer.text(textToken);
          }
          if (top) {
            out += this.renderer.paragraph({
              type: "paragraph",
              raw: body,
              text: body,
              tokens: [{ type: "text", raw: body, text: body, escaped: true }]
            });
          } else {
            out += body;
          }
          continue;
        }
        default: {
          const errMsg = 'Token with "' + token.type + '" type was not found.';
          if (this.options.silent) {
            console.error(errMsg);
            return "";
          } else {
            throw new Error(errMsg);
          }
        }
      }
    }
    return out;
  }
  /**
   * Parse Inline Tokens
   */
  parseInline(tokens, renderer = this.renderer) {
    let out = "";
    for (let i = 0; i < tokens.length; i++) {
      const anyToken = tokens[i];
      if (this.options.extensions?.renderers?.[anyToken.type]) {
        const ret = this.options.extensions.renderers[anyToken.type].call({ parser: this }, anyToken);
        if (ret !== false || !["escape", "html", "link", "image", "strong", "em", "codespan", "br", "del", "text"].includes(anyToken.type)) {
          out += ret || "";
          continue;
        }
      }
      const token = anyToken;
      switch (token.type) {
        case "escape": {
          out += renderer.text(token);
          break;
        }
        case "html": {
          out += renderer.html(token);
          break;
        }
        case "link": {
          out += renderer.link(token);
          break;
        }
        case "image": {
          out += renderer.image(token);
          break;
        }
        case "strong": {
          out += renderer.strong(token);
          break;
        }
        case "em": {
          out += renderer.em(token);
          break;
        }
        case "codespan": {
          out += renderer.codespan(token);
          break;
        }
        case "br": {
          out += renderer.br(token);
          break;
        }
        case "del": {
          out += renderer.del(token);
          break;
        }
        case "text": {
          out += renderer.text(token);
          break;
        }
        default: {
          const errMsg = 'Token with "' + token.type + '" type was not found.';
          if (this.options.silent) {
            console.error(errMsg);
            return "";
          } else {
            throw new Error(errMsg);
          }
        }
      }
    }
    return out;
  }
};
var _Hooks = class {
  options;
  block;
  constructor(options2) {
    this.options = options2 || _defaults;
  }
  static passThroughHooks = /* @__PURE__ */ new Set([
    "preprocess",
    "postprocess",
    "processAllTokens"
  ]);
  /**
   * Process markdown before marked
   */
  preprocess(markdown) {
    return markdown;
  }
  /**
   * Process HTML after marked is finished
   */
  postprocess(html2) {
    return html2;
  }
  /**
   * Process all tokens before walk tokens
   */
  processAllTokens(tokens) {
    return tokens;
  }
  /**
   * Provide function to tokenize markdown
   */
  provideLexer() {
    return this.block ? _Lexer.lex : _Lexer.lexInline;
  }
  /**
   * Provide function to parse tokens
   */
  provideParser() {
    return this.block ? _Parser.parse : _Parser.parseInline;
  }
};
var Marked = class {
  defaults = _getDefaults();
  options = this.setOptions;
  parse = this.parseMarkdown(true);
  parseInline = this.parseMarkdown(false);
  Parser = _Parser;
  Renderer = _Renderer;
  TextRenderer = _TextRenderer;
  Lexer = _Lexer;
  Tokenizer = _Tokenizer;
  Hooks = _Hooks;
  constructor(...args) {
    this.use(...args);
  }
  /**
   * Run callback for every token
   */
  walkTokens(tokens, callback) {
    let values = [];
    for (const token of tokens) {
      values = values.concat(callback.call(this, token));
      switch (token.type) {
        case "table": {
          const tableToken = token;
          for (const cell of tableToken.header) {
            values = values.concat(this.walkTokens(cell.tokens, callback));
          }
          for (const row of tableToken.rows) {
            for (const cell of row) {
              values = values.concat(this.walkTokens(cell.tokens, callback));
            }
          }
          break;
        }
        case "list": {
          const listToken = token;
          values = values.concat(this.walkTokens(listToken.items, callback));
          break;
        }
        default: {
          const genericToken = token;
          if (this.defaults.extensions?.childTokens?.[genericToken.type]) {
            this.defaults.extensions.childTokens[genericToken.type].forEach((childTokens) => {
              const tokens2 = genericToken[childTokens].flat(Infinity);
              values = values.concat(this.walkTokens(tokens2, callback));
            });
          } else if (genericToken.tokens) {
            values = values.concat(this.walkTokens(genericToken.tokens, callback));
          }
        }
      }
    }
    return values;
  }
  use(...args) {
    const extensions = this.defaults.extensions || { renderers: {}, childTokens: {} };
    args.forEach((pack) => {
      const opts = { ...pack };
      opts.async = this.defaults.async || opts.async || false;
      if (pack.extensions) {
        pack.extensions.forEach((ext) => {
          if (!ext.name) {
            throw new Error("extension name required");
          }
          if ("renderer" in ext) {
            const prevRenderer = extensions.renderers[ext.name];
            if (prevRenderer) {
              extensions.renderers[ext.name] = function(...args2) {
                let ret = ext.renderer.apply(this, args2);
                if (ret === false) {
                  ret = prevRenderer.apply(this, args2);
                }
                return ret;
              };
            } else {
              extensions.renderers[ext.name] = ext.renderer;
            }
          }
          if ("tokenizer" in ext) {
            if (!ext.level || ext.level !== "block" && ext.level !== "inline") {
              throw new Error("extension level must be 'block' or 'inline'");
            }
            const extLevel = extensions[ext.level];
            if (extLevel) {
              extLevel.unshift(ext.tokenizer);
            } else {
              extensions[ext.level] = [ext.tokenizer];
            }
            if (ext.start) {
              if (ext.level === "block") {
                if (extensions.startBlock) {
                  extensions.startBlock.push(ext.start);
                } else {
                  extensions.startBlock = [ext.start];
                }
              } else if (ext.level === "inline") {
                if (extensions.startInline) {
                  extensions.startInline.push(ext.start);
                } else {
                  extensions.startInline = [ext.start];
                }
              }
            }
          }
          if ("childTokens" in ext && ext.childTokens) {
            extensions.childTokens[ext.name] = ext.childTokens;
          }
        });
        opts.extensions = extensions;
      }
      if (pack.renderer) {
        const renderer = this.defaults.renderer || new _Renderer(this.defaults);
        for (const prop in pack.renderer) {
          if (!(prop in renderer)) {
            throw new Error(`renderer '${prop}' does not exist`);
          }
          if (["options", "parser"].includes(prop)) {
            continue;
          }
          const rendererProp = prop;
          const rendererFunc = pack.renderer[rendererProp];
          const prevRenderer = renderer[rendererProp];
          renderer[rendererProp] = (...args2) => {
            let ret = rendererFunc.apply(renderer, args2);
            if (ret === false) {
              ret = prevRenderer.apply(renderer, args2);
            }
            return ret || "";
          };
        }
        opts.renderer = renderer;
      }
      if (pack.tokenizer) {
        const tokenizer = this.defaults.tokenizer || new _Tokenizer(this.defaults);
        for (const prop in pack.tokenizer) {
          if (!(prop in tokenizer)) {
            throw new Error(`tokenizer '${prop}' does not exist`);
          }
          if (["options", "rules", "lexer"].includes(prop)) {
            continue;
          }
          const tokenizerProp = prop;
          const tokenizerFunc = pack.tokenizer[tokenizerProp];
          const prevTokenizer = tokenizer[tokenizerProp];
          tokenizer[tokenizerProp] = (...args2) => {
            let ret = tokenizerFunc.apply(tokenizer, args2);
            if (ret === false) {
              ret = prevTokenizer.apply(tokenizer, args2);
            }
            return ret;
          };
        }
        opts.tokenizer = tokenizer;
      }
      if (pack.hooks) {
        const hooks = this.defaults.hooks || new _Hooks();
        for (const prop in pack.hooks) {
          if (!(prop in hooks)) {
            throw new Error(`hook '${prop}' does not exist`);
          }
          if (["options", "block"].includes(prop)) {
            continue;
          }
          const hooksProp = prop;
          const hooksFunc = pack.hooks[hooksProp];
          const prevHook = hooks[hooksProp];
          if (_Hooks.passThroughHooks.has(prop)) {
            hooks[hooksProp] = (arg) => {
              if (this.defaults.async) {
                return Promise.resolve(hooksFunc.call(hooks, arg)).then((ret2) => {
                  return prevHook.call(hooks, ret2);
                });
              }
              const ret = hooksFunc.call(hooks, arg);
              return prevHook.call(hooks, ret);
            };
          } else {
            hooks[hooksProp] = (...args2) => {
              let ret = hooksFunc.apply(hooks, args2);
              if (ret === false) {
                ret = prevHook.apply(hooks, args2);
              }
              return ret;
            };
          }
        }
        opts.hooks = hooks;
      }
      if (pack.walkTokens) {
        const walkTokens2 = this.defaults.walkTokens;
        const packWalktokens = pack.walkTokens;
        opts.walkTokens = function(token) {
          let values = [];
          values.push(packWalktokens.call(this, token));
          if (walkTokens2) {
            values = values.concat(walkTokens2.call(this, token));
          }
          return values;
        };
      }
      this.defaults = { ...this.defaults, ...opts };
    });
    return this;
  }
  setOptions(opt) {
    this.defaults = { ...this.defaults, ...opt };
    return this;
  }
  lexer(src, options2) {
    return _Lexer.lex(src, options2 ?? this.defaults);
  }
  parser(tokens, options2) {
    return _Parser.parse(tokens, options2 ?? this.defaults);
  }
  parseMarkdown(blockType) {
    const parse2 = (src, options2) => {
      const origOpt = { ...options2 };
      const opt = { ...this.defaults, ...origOpt };
      const throwError = this.onError(!!opt.silent, !!opt.async);
      if (this.defaults.async === true && origOpt.async === false) {
        return throwError(new Error("marked(): The async option was set to true by an extension. Remove async: false from the parse options object to return a Promise."));
      }
      if (typeof src === "undefined" || src === null) {
        return throwError(new Error("marked(): input parameter is undefined or null"));
      }
      if (typeof src !== "string") {
        return throwError(new Error("marked(): input parameter is of type " + Object.prototype.toString.call(src) + ", string expected"));
      }
      if (opt.hooks) {
        opt.hooks.options = opt;
        opt.hooks.block = blockType;
      }
      const lexer2 = opt.hooks ? opt.hooks.provideLexer() : blockType ? _Lexer.lex : _Lexer.lexInline;
      const parser2 = opt.hooks ? opt.hooks.provideParser() : blockType ? _Parser.parse : _Parser.parseInline;
      if (opt.async) {
        return Promise.resolve(opt.hooks ? opt.hooks.preprocess(src) : src).then((src2) => lexer2(src2, opt)).then((tokens) => opt.hooks ? opt.hooks.processAllTokens(tokens) : tokens).then((tokens) => opt.walkTokens ? Promise.all(this.walkTokens(tokens, opt.walkTokens)).then(() => tokens) : tokens).then((tokens) => parser2(tokens, opt)).then((html2) => opt.hooks ? opt.hooks.postprocess(html2) : html2).catch(throwError);
      }
      try {
        if (opt.hooks) {
          src = opt.hooks.preprocess(src);
        }
        let tokens = lexer2(src, opt);
        if (opt.hooks) {
          tokens = opt.hooks.processAllTokens(tokens);
        }
        if (opt.walkTokens) {
          this.walkTokens(tokens, opt.walkTokens);
        }
        let html2 = parser2(tokens, opt);
        if (opt.hooks) {
          html2 = opt.hooks.postprocess(html2);
        }
        return html2;
      } catch (e) {
        return throwError(e);
      }
    };
    return parse2;
  }
  onError(silent, async) {
    return (e) => {
      e.message += "\nPlease report this to https://github.com/markedjs/marked.";
      if (silent) {
        const msg = "<p>An error occurred:</p><pre>" + escape2(e.message + "", true) + "</pre>";
        if (async) {
          return Promise.resolve(msg);
        }
        return msg;
      }
      if (async) {
        return Promise.reject(e);
      }
      throw e;
    };
  }
};
var markedInstance = new Marked();
function marked(src, opt) {
  return markedInstance.parse(src, opt);
}
marked.options = marked.setOptions = function(options2) {
  markedInstance.setOptions(options2);
  marked.defaults = markedInstance.defaults;
  changeDefaults(marked.defaults);
  return marked;
};
marked.getDefaults = _getDefaults;
marked.defaults = _defaults;
marked.use = function(...args) {
  markedInstance.use(...args);
  marked.defaults = markedInstance.defaults;
  changeDefaults(marked.defaults);
  return marked;
};
marked.walkTokens = function(tokens, callback) {
  return markedInstance.walkTokens(tokens, callback);
};
marked.parseInline = markedInstance.parseInline;
marked.Parser = _Parser;
marked.parser = _Parser.parse;
marked.Renderer = _Renderer;
marked.TextRenderer = _TextRenderer;
marked.Lexer = _Lexer;
marked.lexer = _Lexer.lex;
marked.Tokenizer = _Tokenizer;
marked.Hooks = _Hooks;
marked.parse = marked;
var options = marked.options;
var setOptions = marked.setOptions;
var use = marked.use;
var walkTokens = marked.walkTokens;
var parseInline = marked.parseInline;
var parser = _Parser.parse;
var lexer = _Lexer.lex;

// node_modules/@codemirror/lsp-client/dist/index.js
var context = null;
function withContext(view, language2, f) {
  let prev = context;
  try {
    context = { view, language: language2 };
    return f();
  } finally {
    context = prev;
  }
}
var marked2 = /* @__PURE__ */ new Marked({
  walkTokens(token) {
    if (!context || token.type != "code")
      return;
    let lang = context.language && context.language(token.lang);
    if (!lang) {
      let viewLang = context.view.state.facet(language);
      if (viewLang && viewLang.name == token.lang)
        lang = viewLang;
    }
    if (!lang)
      return;
    let highlighter = { style: (tags) => highlightingFor(context.view.state, tags) };
    let result = "";
    highlightCode(token.text, lang.parser.parse(token.text), highlighter, (text, cls) => {
      result += cls ? `<span class="${cls}">${escHTML(text)}</span>` : escHTML(text);
    }, () => {
      result += "<br>";
    });
    token.escaped = true;
    token.text = result;
  }
});
function escHTML(text) {
  return text.replace(/[\n<&]/g, (ch) => ch == "\n" ? "<br>" : ch == "<" ? "&lt;" : "&amp;");
}
function docToHTML(value, defaultKind) {
  let kind = defaultKind, text = value;
  if (typeof text != "string") {
    kind = text.kind;
    text = text.value;
  }
  if (kind == "plaintext") {
    return escHTML(text);
  } else {
    return marked2.parse(text, { async: false });
  }
}
function toPosition(doc, pos) {
  let line = doc.lineAt(pos);
  return { line: line.number - 1, character: pos - line.from };
}
function fromPosition(doc, pos) {
  let line = doc.line(pos.line + 1);
  return line.from + pos.character;
}
function fromPositionChecked(doc, pos) {
  if (pos.line < 0 || pos.line >= doc.lines)
    return null;
  let line = doc.line(pos.line + 1);
  if (pos.character < 0 || pos.character > line.length)
    return null;
  return line.from + pos.character;
}
var LSPPlugin = class {
  /**
  @internal
  */
  constructor(view, { client, uri, languageID }) {
    this.view = view;
    this.client = client;
    this.uri = uri;
    if (!languageID) {
      let lang = view.state.facet(language);
      languageID = lang ? lang.name : "";
    }
    client.workspace.openFile(uri, languageID, view);
    this.syncedDoc = view.state.doc;
    this.unsyncedChanges = ChangeSet.empty(view.state.doc.length);
  }
  /**
  Render a doc string from the server to HTML.
  */
  docToHTML(value, defaultKind = "plaintext") {
    let html2 = withContext(this.view, this.client.config.highlightLanguage, () => docToHTML(value, defaultKind));
    return this.client.config.sanitizeHTML ? this.client.config.sanitizeHTML(html2) : html2;
  }
  /**
  Convert a CodeMirror document offset into an LSP `{line,
  character}` object. Defaults to using the view's current
  document, but can be given another one.
  */
  toPosition(pos, doc = this.view.state.doc) {
    return toPosition(doc, pos);
  }
  /**
  Convert an LSP `{line, character}` object to a CodeMirror
  document offset.
  */
  fromPosition(pos, doc = this.view.state.doc) {
    return fromPosition(doc, pos);
  }
  /**
  Display an error in this plugin's editor.
  */
  reportError(message, err) {
    showDialog(this.view, {
      label: this.view.state.phrase(message) + ": " + (err.message || err),
      class: "cm-lsp-message cm-lsp-message-error",
      top: true
    });
  }
  /**
  Reset the [unsynced
  changes](https://codemirror.net/6/docs/ref/#lsp-client.LSPPlugin.unsyncedChanges). Should probably
  only be called by a [workspace](https://codemirror.net/6/docs/ref/#lsp-client.Workspace).
  */
  clear() {
    this.syncedDoc = this.view.state.doc;
    this.unsyncedChanges = ChangeSet.empty(this.view.state.doc.length);
  }
  /**
  @internal
  */
  update(update) {
    if (update.docChanged)
      this.unsyncedChanges = this.unsyncedChanges.compose(update.changes);
  }
  /**
  @internal
  */
  destroy() {
    this.client.workspace.closeFile(this.uri, this.view);
  }
  /**
  Get the LSP plugin associated with an editor, if any.
  */
  static get(view) {
    return view.plugin(lspPlugin);
  }
  /**
  Deprecated. Use
  [`LSPClient.plugin`](https://codemirror.net/6/docs/ref/#lsp-client.LSPClient.plugin) instead.
  */
  static create(client, fileURI, languageID) {
    return client.plugin(fileURI, languageID);
  }
};
var lspPlugin = /* @__PURE__ */ ViewPlugin.fromClass(LSPPlugin);
var Workspace = class {
  /**
  The constructor, as called by the client when creating a
  workspace.
  */
  constructor(client) {
    this.client = client;
  }
  /**
  Find the open file with the given URI, if it exists. The default
  implementation just looks it up in `this.files`.
  */
  getFile(uri) {
    return this.files.find((f) => f.uri == uri) || null;
  }
  /**
  Called to request that the workspace open a file. The default
  implementation simply returns the file if it is open, null
  otherwise.
  */
  requestFile(uri) {
    return Promise.resolve(this.getFile(uri));
  }
  /**
  Called when the client for this workspace is connected. The
  default implementation calls
  [`LSPClient.didOpen`](https://codemirror.net/6/docs/ref/#lsp-client.LSPClient.didOpen) on all open
  files.
  */
  connected() {
    for (let file of this.files)
      this.client.didOpen(file);
  }
  /**
  Called when the client for this workspace is disconnected. The
  default implementation does nothing.
  */
  disconnected() {
  }
  /**
  Called when a server-initiated change to a file is applied. The
  default implementation simply dispatches the update to the
  file's view, if the file is open and has a view.
  */
  updateFile(uri, update) {
    var _a;
    let file = this.getFile(uri);
    if (file)
      (_a = file.getView()) === null || _a === void 0 ? void 0 : _a.dispatch(update);
  }
  /**
  When the client needs to put a file other than the one loaded in
  the current editor in front of the user, for example in
  [`jumpToDefinition`](https://codemirror.net/6/docs/ref/#lsp-client.jumpToDefinition), it will call
  this function. It should make sure to create or find an editor
  with the file and make it visible to the user, or return null if
  this isn't possible.
  */
  displayFile(uri) {
    let file = this.getFile(uri);
    return Promise.resolve(file ? file.getView() : null);
  }
};
var DefaultWorkspaceFile = class {
  constructor(uri, languageId, version, doc, view) {
    this.uri = uri;
    this.languageId = languageId;
    this.version = version;
    this.doc = doc;
    this.view = view;
  }
  getView() {
    return this.view;
  }
};
var DefaultWorkspace = class extends Workspace {
  constructor() {
    super(...arguments);
    this.files = [];
    this.fileVersions = /* @__PURE__ */ Object.create(null);
  }
  nextFileVersion(uri) {
    var _a;
    return this.fileVersions[uri] = ((_a = this.fileVersions[uri]) !== null && _a !== void 0 ? _a : -1) + 1;
  }
  syncFiles() {
    let result = [];
    for (let file of this.files) {
      let plugin = LSPPlugin.get(file.view);
      if (!plugin)
        continue;
      let changes = plugin.unsyncedChanges;
      if (!changes.empty) {
        result.push({ changes, file, prevDoc: file.doc });
        file.doc = file.view.state.doc;
        file.version = this.nextFileVersion(file.uri);
        plugin.clear();
      }
    }
    return result;
  }
  openFile(uri, languageId, view) {
    if (this.getFile(uri))
      throw new Error("Default workspace implementation doesn't support multiple views on the same file");
    let file = new DefaultWorkspaceFile(uri, languageId, this.nextFileVersion(uri), view.state.doc, view);
    this.files.push(file);
    this.client.didOpen(file);
  }
  closeFile(uri) {
    let file = this.getFile(uri);
    if (file) {
      this.files = this.files.filter((f) => f != file);
      this.client.didClose(uri);
    }
  }
};
var lspTheme = /* @__PURE__ */ EditorView.baseTheme({
  ".cm-lsp-documentation": {
    padding: "0 7px",
    "& p, & pre": {
      margin: "2px 0"
    }
  },
  ".cm-lsp-signature-tooltip": {
    padding: "2px 6px",
    borderRadius: "2.5px",
    position: "relative",
    maxWidth: "30em",
    maxHeight: "10em",
    overflowY: "scroll",
    "& .cm-lsp-documentation": {
      padding: "0",
      fontSize: "80%"
    },
    "& .cm-lsp-signature-num": {
      fontFamily: "monospace",
      position: "absolute",
      left: "2px",
      top: "4px",
      fontSize: "70%",
      lineHeight: "1.3"
    },
    "& .cm-lsp-signature": {
      fontFamily: "monospace",
      textIndent: "1em hanging"
    },
    "& .cm-lsp-active-parameter": {
      fontWeight: "bold"
    }
  },
  ".cm-lsp-signature-multiple": {
    paddingLeft: "1.5em"
  },
  ".cm-panel.cm-lsp-rename-panel": {
    padding: "2px 6px 4px",
    position: "relative",
    "& label": { fontSize: "80%" },
    "& [name=close]": {
      position: "absolute",
      top: "0",
      bottom: "0",
      right: "4px",
      backgroundColor: "inherit",
      border: "none",
      font: "inherit",
      padding: "0"
    }
  },
  ".cm-lsp-message button[type=submit]": {
    display: "block"
  },
  ".cm-lsp-reference-panel": {
    fontFamily: "monospace",
    whiteSpace: "pre",
    padding: "3px 6px",
    maxHeight: "120px",
    overflow: "auto",
    "& .cm-lsp-reference-file": {
      fontWeight: "bold"
    },
    "& .cm-lsp-reference": {
      cursor: "pointer",
      "&[aria-selected]": {
        backgroundColor: "#0077ee44"
      }
    },
    "& .cm-lsp-reference-line": {
      opacity: "0.7"
    }
  }
});
var Request = class {
  constructor(id, params, timeout) {
    this.id = id;
    this.params = params;
    this.timeout = timeout;
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
};
var clientCapabilities = {
  general: {
    markdown: {
      parser: "marked"
    }
  },
  textDocument: {
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ["markdown", "plaintext"],
        insertReplaceSupport: false
      },
      completionList: {
        itemDefaults: ["commitCharacters", "editRange", "insertTextFormat"]
      },
      completionItemKind: { valueSet: [] },
      contextSupport: true
    },
    hover: {
      contentFormat: ["markdown", "plaintext"]
    },
    formatting: {},
    rename: {},
    signatureHelp: {
      contextSupport: true,
      signatureInformation: {
        documentationFormat: ["markdown", "plaintext"],
        parameterInformation: { labelOffsetSupport: true },
        activeParameterSupport: true
      }
    },
    definition: {},
    declaration: {},
    implementation: {},
    typeDefinition: {},
    references: {},
    diagnostic: {}
  },
  window: {
    showMessage: {}
  }
};
var WorkspaceMapping = class {
  /**
  @internal
  */
  constructor(client) {
    this.client = client;
    this.mappings = /* @__PURE__ */ new Map();
    this.startDocs = /* @__PURE__ */ new Map();
    for (let file of client.workspace.files) {
      this.mappings.set(file.uri, ChangeSet.empty(file.doc.length));
      this.startDocs.set(file.uri, file.doc);
    }
  }
  /**
  @internal
  */
  addChanges(uri, changes) {
    let known = this.mappings.get(uri);
    if (known)
      this.mappings.set(uri, known.composeDesc(changes));
  }
  /**
  Get the changes made to the document with the given URI since
  the mapping was created. Returns null for documents that aren't
  open.
  */
  getMapping(uri) {
    let known = this.mappings.get(uri);
    if (!known)
      return null;
    let file = this.client.workspace.getFile(uri), view = file === null || file === void 0 ? void 0 : file.getView(), plugin = view && LSPPlugin.get(view);
    return plugin ? known.composeDesc(plugin.unsyncedChanges) : known;
  }
  mapPos(uri, pos, assoc = -1, mode = MapMode.Simple) {
    let changes = this.getMapping(uri);
    return changes ? changes.mapPos(pos, assoc, mode) : pos;
  }
  mapPosition(uri, pos, assoc = -1, mode = MapMode.Simple) {
    let start = this.startDocs.get(uri);
    if (!start)
      throw new Error("Cannot map from a file that's not in the workspace");
    let off = fromPosition(start, pos);
    let changes = this.getMapping(uri);
    return changes ? changes.mapPos(off, assoc, mode) : off;
  }
  /**
  Disconnect this mapping from the client so that it will no
  longer be notified of new changes. You must make sure to call
  this on every mapping you create, except when you use
  [`withMapping`](https://codemirror.net/6/docs/ref/#lsp-client.LSPClient.withMapping), which will
  automatically schedule a disconnect when the given promise
  resolves or aborts.
  */
  destroy() {
    this.client.activeMappings = this.client.activeMappings.filter((m) => m != this);
  }
};
var defaultNotificationHandlers = {
  "window/logMessage": (client, params) => {
    if (params.type == 1)
      console.error("[lsp] " + params.message);
    else if (params.type == 2)
      console.warn("[lsp] " + params.message);
  },
  "window/showMessage": (client, params) => {
    if (params.type > 3)
      return;
    let view;
    for (let f of client.workspace.files)
      if (view = f.getView())
        break;
    if (view)
      showDialog(view, {
        label: params.message,
        class: "cm-lsp-message cm-lsp-message-" + (params.type == 1 ? "error" : params.type == 2 ? "warning" : "info"),
        top: true
      });
  }
};
var LSPClient = class {
  /**
  Create a client object.
  */
  constructor(config = {}) {
    var _a;
    this.config = config;
    this.transport = null;
    this.nextReqID = 0;
    this.requests = [];
    this.activeMappings = [];
    this.serverCapabilities = null;
    this.supportSync = -1;
    this.extensions = [];
    this.receiveMessage = this.receiveMessage.bind(this);
    this.initializing = new Promise((resolve, reject) => this.init = { resolve, reject });
    this.timeout = (_a = config.timeout) !== null && _a !== void 0 ? _a : 3e3;
    this.workspace = config.workspace ? config.workspace(this) : new DefaultWorkspace(this);
    if (config.extensions)
      for (let ext of config.extensions) {
        if (Array.isArray(ext) || ext.extension)
          this.extensions.push(ext);
        else if (ext.editorExtension)
          this.extensions.push(ext.editorExtension);
      }
  }
  /**
  Whether this client is connected (has a transport).
  */
  get connected() {
    return !!this.transport;
  }
  /**
  Connect this client to a server over the given transport. Will
  immediately start the initialization exchange with the server,
  and resolve `this.initializing` (which it also returns) when
  successful.
  */
  connect(transport) {
    if (this.transport)
      this.transport.unsubscribe(this.receiveMessage);
    this.transport = transport;
    transport.subscribe(this.receiveMessage);
    let capabilities = clientCapabilities;
    if (this.config.extensions)
      for (let ext of this.config.extensions) {
        let { clientCapabilities: clientCapabilities2 } = ext;
        if (clientCapabilities2)
          capabilities = mergeCapabilities(capabilities, clientCapabilities2);
      }
    this.requestInner("initialize", {
      processId: null,
      clientInfo: { name: "@codemirror/lsp-client" },
      rootUri: this.config.rootUri || null,
      initializationOptions: this.config.initializationOptions,
      capabilities
    }).promise.then((resp) => {
      var _a;
      this.serverCapabilities = resp.capabilities;
      let sync = resp.capabilities.textDocumentSync;
      this.supportSync = sync == null ? 0 : typeof sync == "number" ? sync : (_a = sync.change) !== null && _a !== void 0 ? _a : 0;
      transport.send(JSON.stringify({ jsonrpc: "2.0", method: "initialized", params: {} }));
      this.init.resolve(null);
    }, this.init.reject);
    this.workspace.connected();
    return this;
  }
  /**
  Disconnect the client from the server.
  */
  disconnect() {
    if (this.transport)
      this.transport.unsubscribe(this.receiveMessage);
    this.serverCapabilities = null;
    this.initializing = new Promise((resolve, reject) => this.init = { resolve, reject });
    this.workspace.disconnected();
  }
  /**
  Create a plugin for this client, to add to an editor
  configuration. This extension is necessary to use LSP-related
  functionality exported by this package. The returned extension
  will include the editor
  extensions included in this client's
  [configuration](https://codemirror.net/6/docs/ref/#lsp-client.LSPClientConfig.extensions).
  
  Creating an editor with this plugin will cause
  [`openFile`](https://codemirror.net/6/docs/ref/#lsp-client.Workspace.openFile) to be called on the
  workspace.
  
  By default, the language ID given to the server for this file is
  derived from the editor's language configuration via
  [`Language.name`](https://codemirror.net/6/docs/ref/#language.Language.name). You can pass in
  a specific ID as a third parameter.
  */
  plugin(fileURI, languageID) {
    return [
      lspPlugin.of({ client: this, uri: fileURI, languageID }),
      lspTheme,
      this.extensions
    ];
  }
  /**
  Send a `textDocument/didOpen` notification to the server.
  */
  didOpen(file) {
    this.notification("textDocument/didOpen", {
      textDocument: {
        uri: file.uri,
        languageId: file.languageId,
        text: file.doc.toString(),
        version: file.version
      }
    });
  }
  /**
  Send a `textDocument/didClose` notification to the server.
  */
  didClose(uri) {
    this.notification("textDocument/didClose", { textDocument: { uri } });
  }
  receiveMessage(msg) {
    var _a;
    const value = JSON.parse(msg);
    if ("id" in value && !("method" in value)) {
      let index = this.requests.findIndex((r) => r.id == value.id);
      if (index < 0) {
        console.warn(`[lsp] Received a response for non-existent request ${value.id}`);
      } else {
        let req = this.requests[index];
        clearTimeout(req.timeout);
        this.requests.splice(index, 1);
        if (value.error)
          req.reject(value.error);
        else
          req.resolve(value.result);
      }
    } else if (!("id" in value)) {
      let handler = (_a = this.config.notificationHandlers) === null || _a === void 0 ? void 0 : _a[value.method];
      if (handler && handler(this, value.params))
        return;
      if (this.config.extensions)
        for (let ext of this.config.extensions) {
          let { notificationHandlers } = ext;
          let handler2 = notificationHandlers === null || notificationHandlers === void 0 ? void 0 : notificationHandlers[value.method];
          if (handler2 && handler2(this, value.params))
            return;
        }
      let deflt = defaultNotificationHandlers[value.method];
      if (deflt)
        deflt(this, value.params);
      else if (this.config.unhandledNotification)
        this.config.unhandledNotification(this, value.method, value.params);
    } else {
      let resp = {
        jsonrpc: "2.0",
        id: value.id,
        error: { code: -32601, message: "Method not implemented" }
      };
      this.transport.send(JSON.stringify(resp));
    }
  }
  /**
  Make a request to the server. Returns a promise that resolves to
  the response or rejects with a failure message. You'll probably
  want to use types from the `vscode-languageserver-protocol`
  package for the type parameters.
  
  The caller is responsible for
  [synchronizing](https://codemirror.net/6/docs/ref/#lsp-client.LSPClient.sync) state before the
  request and correctly handling state drift caused by local
  changes that happend during the request.
  */
  request(method, params) {
    if (!this.transport)
      return Promise.reject(new Error("Client not connected"));
    return this.initializing.then(() => this.requestInner(method, params).promise);
  }
  requestInner(method, params, mapped = false) {
    let id = ++this.nextReqID, data = {
      jsonrpc: "2.0",
      id,
      method,
      params
    };
    let req = new Request(id, params, setTimeout(() => this.timeoutRequest(req), this.timeout));
    this.requests.push(req);
    try {
      this.transport.send(JSON.stringify(data));
    } catch (e) {
      req.reject(e);
    }
    return req;
  }
  /**
  Send a notification to the server.
  */
  notification(method, params) {
    if (!this.transport)
      return;
    this.initializing.then(() => {
      let data = {
        jsonrpc: "2.0",
        method,
        params
      };
      this.transport.send(JSON.stringify(data));
    });
  }
  /**
  Cancel the in-progress request with the given parameter value
  (which is compared by identity).
  */
  cancelRequest(params) {
    let found = this.requests.find((r) => r.params === params);
    if (found)
      this.notification("$/cancelRequest", { id: found.id });
  }
  /**
  @internal
  */
  hasCapability(name) {
    return this.serverCapabilities ? !!this.serverCapabilities[name] : null;
  }
  /**
  Create a [workspace mapping](https://codemirror.net/6/docs/ref/#lsp-client.WorkspaceMapping) that
  tracks changes to files in this client's workspace, relative to
  the moment where it was created. Make sure you call
  [`destroy`](https://codemirror.net/6/docs/ref/#lsp-client.WorkspaceMapping.destroy) on the mapping
  when you're done with it.
  */
  workspaceMapping() {
    let mapping = new WorkspaceMapping(this);
    this.activeMappings.push(mapping);
    return mapping;
  }
  /**
  Run the given promise with a [workspace
  mapping](https://codemirror.net/6/docs/ref/#lsp-client.WorkspaceMapping) active. Automatically
  release the mapping when the promise resolves or rejects.
  */
  withMapping(f) {
    let mapping = this.workspaceMapping();
    return f(mapping).finally(() => mapping.destroy());
  }
  /**
  Push any [pending changes](https://codemirror.net/6/docs/ref/#lsp-client.Workspace.syncFiles) in
  the open files to the server. You'll want to call this before
  most types of requests, to make sure the server isn't working
  with outdated information.
  */
  sync() {
    for (let { file, changes, prevDoc } of this.workspace.syncFiles()) {
      for (let mapping of this.activeMappings)
        mapping.addChanges(file.uri, changes);
      if (this.supportSync)
        this.notification("textDocument/didChange", {
          textDocument: { uri: file.uri, version: file.version },
          contentChanges: contentChangesFor(
            file,
            prevDoc,
            changes,
            this.supportSync == 2
            /* Incremental */
          )
        });
    }
  }
  timeoutRequest(req) {
    let index = this.requests.indexOf(req);
    if (index > -1) {
      req.reject(new Error("Request timed out"));
      this.requests.splice(index, 1);
    }
  }
};
function contentChangesFor(file, startDoc, changes, supportInc) {
  if (!supportInc || file.doc.length < 1024)
    return [{ text: file.doc.toString() }];
  let events = [];
  changes.iterChanges((fromA, toA, fromB, toB, inserted) => {
    events.push({
      range: { start: toPosition(startDoc, fromA), end: toPosition(startDoc, toA) },
      text: inserted.toString()
    });
  });
  return events.reverse();
}
function mergeCapabilities(base, add) {
  if (add == null)
    return base;
  if (typeof base != "object" || typeof add != "object")
    return add;
  let result = {};
  let baseProps = Object.keys(base), addProps = Object.keys(add);
  for (let prop of baseProps)
    result[prop] = addProps.indexOf(prop) > -1 ? mergeCapabilities(base[prop], add[prop]) : base[prop];
  for (let prop of addProps)
    if (baseProps.indexOf(prop) < 0)
      result[prop] = add[prop];
  return result;
}
function lspToSnippet(text) {
  return text.replace(/\\([$}\\])|\$(\d+)/g, (_m, esc, field) => esc || `\${${field}}`);
}
function serverCompletion(config = {}) {
  let result;
  if (config.override) {
    result = [autocompletion({ override: [serverCompletionSource] })];
  } else {
    let data = [{ autocomplete: serverCompletionSource }];
    result = [autocompletion(), EditorState.languageData.of(() => data)];
  }
  if (config.validFor)
    result.push(completionConfig.of({ validFor: config.validFor }));
  return result;
}
var completionConfig = /* @__PURE__ */ Facet.define({
  combine: (results) => results.length ? results[0] : { validFor: null }
});
function getCompletions(plugin, pos, context2, abort) {
  if (plugin.client.hasCapability("completionProvider") === false)
    return Promise.resolve(null);
  plugin.client.sync();
  let params = {
    position: plugin.toPosition(pos),
    textDocument: { uri: plugin.uri },
    context: context2
  };
  if (abort)
    abort.addEventListener("abort", () => plugin.client.cancelRequest(params));
  return plugin.client.request("textDocument/completion", params);
}
function prefixRegexp(items) {
  var _a;
  let step = Math.ceil(items.length / 50), prefixes = [];
  for (let i = 0; i < items.length; i += step) {
    let item = items[i], text = ((_a = item.textEdit) === null || _a === void 0 ? void 0 : _a.newText) || item.textEditText || item.insertText || item.label;
    if (!/^\w/.test(text)) {
      let prefix = /^[^\w]*/.exec(text)[0];
      if (prefixes.indexOf(prefix) < 0)
        prefixes.push(prefix);
    }
  }
  if (!prefixes.length)
    return /^\w*$/;
  return new RegExp("^(?:" + prefixes.map(RegExp.escape || ((s) => s.replace(/[^\w\s]/g, "\\$&"))).join("|") + ")?\\w*$");
}
function shouldTriggerCompletion(plugin, character) {
  var _a, _b;
  let triggers = (_b = (_a = plugin.client.serverCapabilities) === null || _a === void 0 ? void 0 : _a.completionProvider) === null || _b === void 0 ? void 0 : _b.triggerCharacters;
  if (triggers && triggers.indexOf(character) > -1)
    return "triggerCharacter";
  if (/[a-zA-Z_]/.test(character))
    return "identifier";
  return null;
}
function resultMapper(changes, extraEdits) {
  return (result, newChanges) => {
    changes = changes ? changes.composeDesc(newChanges) : newChanges;
    let options2 = result.options.slice();
    for (let { index, edits, text } of extraEdits)
      options2[index] = { ...options2[index], apply: applyEdits(edits, text, changes) };
    return {
      ...result,
      options: options2,
      map: resultMapper(changes, extraEdits)
    };
  };
}
function applyEdits(edits, text, mapped) {
  return (view, completion, from, to) => {
    let base = insertCompletionText(view.state, text, from, to);
    let changes = [];
    for (let { from: from2, to: to2, text: text2 } of edits) {
      if (mapped) {
        if (mapped.touchesRange(from2, to2))
          continue;
        let len = to2 - from2;
        from2 = mapped.mapPos(from2, 1);
        to2 = from2 + len;
      }
      changes.push({ from: from2, to: to2, insert: text2 });
    }
    view.dispatch(base, { changes });
  };
}
var serverCompletionSource = (context2) => {
  const plugin = context2.view && LSPPlugin.get(context2.view);
  if (!plugin)
    return null;
  let triggerChar = context2.state.sliceDoc(context2.pos - 1, context2.pos);
  let triggerReason = context2.explicit ? "invoked" : shouldTriggerCompletion(plugin, triggerChar);
  if (!triggerReason)
    return null;
  let completionContext = triggerReason == "triggerCharacter" ? { triggerKind: 2, triggerCharacter: triggerChar } : {
    triggerKind: 1
    /* Invoked */
  };
  return getCompletions(plugin, context2.pos, completionContext, context2).then((result) => {
    var _a, _b;
    if (!result)
      return null;
    if (Array.isArray(result))
      result = { items: result };
    let { from, to } = completionResultRange(context2, result);
    let defaultCommitChars = (_a = result.itemDefaults) === null || _a === void 0 ? void 0 : _a.commitCharacters;
    let config = context2.state.facet(completionConfig);
    let extraEdits = [];
    return {
      from,
      to,
      options: result.items.map((item, i) => {
        var _a2, _b2, _c;
        let text = ((_a2 = item.textEdit) === null || _a2 === void 0 ? void 0 : _a2.newText) || item.textEditText || item.insertText || item.label;
        let option = {
          label: item.filterText || item.label,
          displayLabel: item.label,
          type: item.kind && kindToType[item.kind]
        };
        let insertTextFormat = (_b2 = item.insertTextFormat) !== null && _b2 !== void 0 ? _b2 : (_c = result.itemDefaults) === null || _c === void 0 ? void 0 : _c.insertTextFormat;
        if (item.commitCharacters && item.commitCharacters != defaultCommitChars)
          option.commitCharacters = item.commitCharacters;
        if (item.detail)
          option.detail = item.detail;
        if (item.sortText)
          option.sortText = item.sortText;
        if (insertTextFormat == 2) {
          option.apply = (view, c, from2, to2) => snippet(lspToSnippet(text))(view, c, from2, to2);
        } else if (item.additionalTextEdits) {
          let edits = [];
          for (let edit2 of item.additionalTextEdits) {
            let from2 = fromPositionChecked(context2.state.doc, edit2.range.start);
            let to2 = fromPositionChecked(context2.state.doc, edit2.range.end);
            if (from2 != null && to2 != null)
              edits.push({ from: from2, to: to2, text: edit2.newText });
          }
          extraEdits.push({ index: i, text, edits });
          option.apply = applyEdits(edits, text, null);
        } else if (option.label != text) {
          option.apply = text;
        }
        if (item.documentation)
          option.info = () => renderDocInfo(plugin, item.documentation);
        return option;
      }),
      commitCharacters: defaultCommitChars,
      validFor: result.isIncomplete ? void 0 : (_b = config.validFor) !== null && _b !== void 0 ? _b : prefixRegexp(result.items),
      map: extraEdits.length ? resultMapper(null, extraEdits) : void 0
    };
  }, (err) => {
    if ("code" in err && err.code == -32800)
      return null;
    throw err;
  });
};
function completionResultRange(cx, result) {
  var _a;
  if (!result.items.length)
    return { from: cx.pos, to: cx.pos };
  let defaultRange = (_a = result.itemDefaults) === null || _a === void 0 ? void 0 : _a.editRange, item0 = result.items[0];
  let range = defaultRange ? "insert" in defaultRange ? defaultRange.insert : defaultRange : item0.textEdit ? "range" in item0.textEdit ? item0.textEdit.range : item0.textEdit.insert : null;
  if (!range)
    return cx.state.wordAt(cx.pos) || { from: cx.pos, to: cx.pos };
  let line = cx.state.doc.lineAt(cx.pos);
  return { from: line.from + range.start.character, to: line.from + range.end.character };
}
function renderDocInfo(plugin, doc) {
  let elt = document.createElement("div");
  elt.className = "cm-lsp-documentation cm-lsp-completion-documentation";
  showDocument(elt, plugin.docToHTML(doc));
  return elt;
}
var kindToType = {
  1: "text",
  // Text
  2: "method",
  // Method
  3: "function",
  // Function
  4: "class",
  // Constructor
  5: "property",
  // Field
  6: "variable",
  // Variable
  7: "class",
  // Class
  8: "interface",
  // Interface
  9: "namespace",
  // Module
  10: "property",
  // Property
  11: "keyword",
  // Unit
  12: "constant",
  // Value
  13: "constant",
  // Enum
  14: "keyword",
  // Keyword
  16: "constant",
  // Color
  20: "constant",
  // EnumMember
  21: "constant",
  // Constant
  22: "class",
  // Struct
  25: "type"
  // TypeParameter
};
function hoverTooltips(config = {}) {
  return hoverTooltip(lspTooltipSource, {
    hideOn: (tr) => tr.docChanged,
    hoverTime: config.hoverTime
  });
}
function hoverRequest(plugin, pos) {
  if (plugin.client.hasCapability("hoverProvider") === false)
    return Promise.resolve(null);
  plugin.client.sync();
  return plugin.client.request("textDocument/hover", {
    position: plugin.toPosition(pos),
    textDocument: { uri: plugin.uri }
  });
}
function lspTooltipSource(view, pos) {
  const plugin = LSPPlugin.get(view);
  if (!plugin)
    return Promise.resolve(null);
  return hoverRequest(plugin, pos).then((result) => {
    if (!result)
      return null;
    return {
      pos: result.range ? fromPosition(view.state.doc, result.range.start) : pos,
      end: result.range ? fromPosition(view.state.doc, result.range.end) : pos,
      create() {
        let elt = document.createElement("div");
        elt.className = "cm-lsp-hover-tooltip cm-lsp-documentation";
        showDocument(elt, renderTooltipContent(plugin, result.contents));
        return { dom: elt };
      },
      above: true
    };
  });
}
function renderTooltipContent(plugin, value) {
  if (Array.isArray(value))
    return value.map((m) => renderCode(plugin, m)).join("<br>");
  if (typeof value == "string" || typeof value == "object" && "language" in value)
    return renderCode(plugin, value);
  return plugin.docToHTML(value);
}
function renderCode(plugin, code) {
  if (typeof code == "string")
    return plugin.docToHTML(code, "markdown");
  let { language: language$1, value } = code;
  let lang = plugin.client.config.highlightLanguage && plugin.client.config.highlightLanguage(language$1 || "");
  if (!lang) {
    let viewLang = plugin.view.state.facet(language);
    if (viewLang && (!language$1 || viewLang.name == language$1))
      lang = viewLang;
  }
  if (!lang)
    return escHTML(value);
  let result = "";
  highlightCode(value, lang.parser.parse(value), { style: (tags) => highlightingFor(plugin.view.state, tags) }, (text, cls) => {
    result += cls ? `<span class="${cls}">${escHTML(text)}</span>` : escHTML(text);
  }, () => {
    result += "<br>";
  });
  return result;
}
function getFormatting(plugin, options2) {
  return plugin.client.request("textDocument/formatting", {
    options: options2,
    textDocument: { uri: plugin.uri }
  });
}
var formatDocument = (view) => {
  const plugin = LSPPlugin.get(view);
  if (!plugin)
    return false;
  plugin.client.sync();
  plugin.client.withMapping((mapping) => getFormatting(plugin, {
    tabSize: getIndentUnit(view.state),
    insertSpaces: view.state.facet(indentUnit).indexOf("	") < 0
  }).then((response) => {
    if (!response)
      return;
    let changed = mapping.getMapping(plugin.uri);
    let changes = [];
    for (let change of response) {
      let from = mapping.mapPosition(plugin.uri, change.range.start);
      let to = mapping.mapPosition(plugin.uri, change.range.end);
      if (changed) {
        if (changed.touchesRange(from, to))
          return;
        from = changed.mapPos(from, 1);
        to = changed.mapPos(to, -1);
      }
      changes.push({ from, to, insert: change.newText });
    }
    view.dispatch({
      changes,
      userEvent: "format"
    });
  }, (err) => {
    plugin.reportError("Formatting request failed", err);
  }));
  return true;
};
var formatKeymap = [
  { key: "Shift-Alt-f", run: formatDocument, preventDefault: true }
];
function getRename(plugin, pos, newName) {
  return plugin.client.request("textDocument/rename", {
    newName,
    position: plugin.toPosition(pos),
    textDocument: { uri: plugin.uri }
  });
}
var renameSymbol = (view) => {
  let wordRange = view.state.wordAt(view.state.selection.main.head);
  let plugin = LSPPlugin.get(view);
  if (!wordRange || !plugin || plugin.client.hasCapability("renameProvider") === false)
    return false;
  const word = view.state.sliceDoc(wordRange.from, wordRange.to);
  let panel = getDialog(view, "cm-lsp-rename-panel");
  if (panel) {
    let input = panel.dom.querySelector("[name=name]");
    input.value = word;
    input.select();
  } else {
    let { close, result } = showDialog(view, {
      label: view.state.phrase("New name"),
      input: { name: "name", value: word },
      focus: true,
      submitLabel: view.state.phrase("rename"),
      class: "cm-lsp-rename-panel"
    });
    result.then((form) => {
      view.dispatch({ effects: close });
      if (form)
        doRename(view, form.elements.namedItem("name").value);
    });
  }
  return true;
};
function doRename(view, newName) {
  const plugin = LSPPlugin.get(view);
  const word = view.state.wordAt(view.state.selection.main.head);
  if (!plugin || !word)
    return false;
  plugin.client.sync();
  plugin.client.withMapping((mapping) => getRename(plugin, word.from, newName).then((response) => {
    if (!response)
      return;
    for (let uri in response.changes) {
      let lspChanges = response.changes[uri], file = plugin.client.workspace.getFile(uri);
      if (!lspChanges.length || !file)
        continue;
      plugin.client.workspace.updateFile(uri, {
        changes: lspChanges.map((change) => ({
          from: mapping.mapPosition(uri, change.range.start),
          to: mapping.mapPosition(uri, change.range.end),
          insert: change.newText
        })),
        userEvent: "rename"
      });
    }
  }, (err) => {
    plugin.reportError("Rename request failed", err);
  }));
}
var renameKeymap = [
  { key: "F2", run: renameSymbol, preventDefault: true }
];
function getSignatureHelp(plugin, pos, context2) {
  if (plugin.client.hasCapability("signatureHelpProvider") === false)
    return Promise.resolve(null);
  plugin.client.sync();
  return plugin.client.request("textDocument/signatureHelp", {
    context: context2,
    position: plugin.toPosition(pos),
    textDocument: { uri: plugin.uri }
  });
}
var signaturePlugin = /* @__PURE__ */ ViewPlugin.fromClass(class {
  constructor() {
    this.activeRequest = null;
    this.delayedRequest = 0;
  }
  update(update) {
    var _a;
    if (this.activeRequest) {
      if (update.selectionSet) {
        this.activeRequest.drop = true;
        this.activeRequest = null;
      } else if (update.docChanged) {
        this.activeRequest.pos = update.changes.mapPos(this.activeRequest.pos);
      }
    }
    const plugin = LSPPlugin.get(update.view);
    if (!plugin)
      return;
    const sigState = update.view.state.field(signatureState);
    let triggerCharacter = "";
    if (update.docChanged && update.transactions.some((tr) => tr.isUserEvent("input.type"))) {
      const serverConf = (_a = plugin.client.serverCapabilities) === null || _a === void 0 ? void 0 : _a.signatureHelpProvider;
      const triggers = ((serverConf === null || serverConf === void 0 ? void 0 : serverConf.triggerCharacters) || []).concat(sigState && (serverConf === null || serverConf === void 0 ? void 0 : serverConf.retriggerCharacters) || []);
      if (triggers) {
        update.changes.iterChanges((fromA, toA, fromB, toB, inserted) => {
          let ins = inserted.toString();
          if (ins)
            for (let ch of triggers) {
              if (ins.indexOf(ch) > -1)
                triggerCharacter = ch;
            }
        });
      }
    }
    if (triggerCharacter) {
      this.startRequest(plugin, {
        triggerKind: 2,
        isRetrigger: !!sigState,
        triggerCharacter,
        activeSignatureHelp: sigState ? sigState.data : void 0
      });
    } else if (sigState && update.selectionSet) {
      if (this.delayedRequest)
        clearTimeout(this.delayedRequest);
      this.delayedRequest = setTimeout(() => {
        this.startRequest(plugin, {
          triggerKind: 3,
          isRetrigger: true,
          activeSignatureHelp: sigState.data
        });
      }, 250);
    }
  }
  startRequest(plugin, context2) {
    if (this.delayedRequest)
      clearTimeout(this.delayedRequest);
    let { view } = plugin, pos = view.state.selection.main.head;
    if (this.activeRequest)
      this.activeRequest.drop = true;
    let req = this.activeRequest = { pos, drop: false };
    getSignatureHelp(plugin, pos, context2).then((result) => {
      var _a;
      if (req.drop)
        return;
      if (result && result.signatures.length) {
        let cur = view.state.field(signatureState);
        let same = cur && sameSignatures(cur.data, result);
        let active = same && context2.triggerKind == 3 ? cur.active : (_a = result.activeSignature) !== null && _a !== void 0 ? _a : 0;
        if (same && sameActiveParam(cur.data, result, active))
          return;
        view.dispatch({ effects: signatureEffect.of({
          data: result,
          active,
          pos: same ? cur.tooltip.pos : req.pos
        }) });
      } else if (view.state.field(signatureState)) {
        view.dispatch({ effects: signatureEffect.of(null) });
      }
    }, context2.triggerKind == 1 ? (err) => plugin.reportError("Signature request failed", err) : void 0);
  }
  destroy() {
    if (this.delayedRequest)
      clearTimeout(this.delayedRequest);
    if (this.activeRequest)
      this.activeRequest.drop = true;
  }
});
function sameSignatures(a, b) {
  if (a.signatures.length != b.signatures.length)
    return false;
  return a.signatures.every((s, i) => s.label == b.signatures[i].label);
}
function sameActiveParam(a, b, active) {
  var _a, _b;
  return ((_a = a.signatures[active].activeParameter) !== null && _a !== void 0 ? _a : a.activeParameter) == ((_b = b.signatures[active].activeParameter) !== null && _b !== void 0 ? _b : b.activeParameter);
}
var SignatureState = class {
  constructor(data, active, tooltip) {
    this.data = data;
    this.active = active;
    this.tooltip = tooltip;
  }
};
var signatureState = /* @__PURE__ */ StateField.define({
  create() {
    return null;
  },
  update(sig, tr) {
    for (let e of tr.effects)
      if (e.is(signatureEffect)) {
        if (e.value) {
          return new SignatureState(e.value.data, e.value.active, signatureTooltip(e.value.data, e.value.active, e.value.pos));
        } else {
          return null;
        }
      }
    if (sig && tr.docChanged)
      return new SignatureState(sig.data, sig.active, { ...sig.tooltip, pos: tr.changes.mapPos(sig.tooltip.pos) });
    return sig;
  },
  provide: (f) => showTooltip.from(f, (sig) => sig && sig.tooltip)
});
var signatureEffect = /* @__PURE__ */ StateEffect.define();
function signatureTooltip(data, active, pos) {
  return {
    pos,
    above: true,
    create: (view) => drawSignatureTooltip(view, data, active)
  };
}
function drawSignatureTooltip(view, data, active) {
  var _a;
  let dom = document.createElement("div");
  dom.className = "cm-lsp-signature-tooltip";
  if (data.signatures.length > 1) {
    dom.classList.add("cm-lsp-signature-multiple");
    let num = dom.appendChild(document.createElement("div"));
    num.className = "cm-lsp-signature-num";
    num.textContent = `${active + 1}/${data.signatures.length}`;
  }
  let signature = data.signatures[active];
  let sig = dom.appendChild(document.createElement("div"));
  sig.className = "cm-lsp-signature";
  let activeFrom = 0, activeTo = 0;
  let activeN = (_a = signature.activeParameter) !== null && _a !== void 0 ? _a : data.activeParameter;
  let activeParam = activeN != null && signature.parameters ? signature.parameters[activeN] : null;
  if (activeParam && Array.isArray(activeParam.label)) {
    [activeFrom, activeTo] = activeParam.label;
  } else if (activeParam) {
    let found = signature.label.indexOf(activeParam.label);
    if (found > -1) {
      activeFrom = found;
      activeTo = found + activeParam.label.length;
    }
  }
  if (activeTo) {
    sig.appendChild(document.createTextNode(signature.label.slice(0, activeFrom)));
    let activeElt = sig.appendChild(document.createElement("span"));
    activeElt.className = "cm-lsp-active-parameter";
    activeElt.textContent = signature.label.slice(activeFrom, activeTo);
    sig.appendChild(document.createTextNode(signature.label.slice(activeTo)));
  } else {
    sig.textContent = signature.label;
  }
  if (signature.documentation) {
    let plugin = LSPPlugin.get(view);
    if (plugin) {
      let docs = dom.appendChild(document.createElement("div"));
      docs.className = "cm-lsp-signature-documentation cm-lsp-documentation";
      showDocument(docs, plugin.docToHTML(signature.documentation));
    }
  }
  return { dom };
}
var showSignatureHelp = (view) => {
  let plugin = view.plugin(signaturePlugin);
  if (!plugin) {
    view.dispatch({ effects: StateEffect.appendConfig.of([signatureState, signaturePlugin]) });
    plugin = view.plugin(signaturePlugin);
  }
  let field = view.state.field(signatureState);
  if (!plugin || field === void 0)
    return false;
  let lspPlugin2 = LSPPlugin.get(view);
  if (!lspPlugin2)
    return false;
  plugin.startRequest(lspPlugin2, {
    triggerKind: 1,
    activeSignatureHelp: field ? field.data : void 0,
    isRetrigger: !!field
  });
  return true;
};
var nextSignature = (view) => {
  let field = view.state.field(signatureState);
  if (!field)
    return false;
  if (field.active < field.data.signatures.length - 1)
    view.dispatch({ effects: signatureEffect.of({ data: field.data, active: field.active + 1, pos: field.tooltip.pos }) });
  return true;
};
var prevSignature = (view) => {
  let field = view.state.field(signatureState);
  if (!field)
    return false;
  if (field.active > 0)
    view.dispatch({ effects: signatureEffect.of({ data: field.data, active: field.active - 1, pos: field.tooltip.pos }) });
  return true;
};
var signatureKeymap = [
  { key: "Mod-Shift-Space", run: showSignatureHelp },
  { key: "Mod-Shift-ArrowUp", run: prevSignature },
  { key: "Mod-Shift-ArrowDown", run: nextSignature }
];
function signatureHelp(config = {}) {
  return [
    signatureState,
    signaturePlugin,
    config.keymap === false ? [] : Prec.high(keymap.of(signatureKeymap))
  ];
}
function getDefinition(plugin, pos) {
  return plugin.client.request("textDocument/definition", {
    textDocument: { uri: plugin.uri },
    position: plugin.toPosition(pos)
  });
}
function getDeclaration(plugin, pos) {
  return plugin.client.request("textDocument/declaration", {
    textDocument: { uri: plugin.uri },
    position: plugin.toPosition(pos)
  });
}
function getTypeDefinition(plugin, pos) {
  return plugin.client.request("textDocument/typeDefinition", {
    textDocument: { uri: plugin.uri },
    position: plugin.toPosition(pos)
  });
}
function getImplementation(plugin, pos) {
  return plugin.client.request("textDocument/implementation", {
    textDocument: { uri: plugin.uri },
    position: plugin.toPosition(pos)
  });
}
function jumpToOrigin(view, type) {
  const plugin = LSPPlugin.get(view);
  if (!plugin || plugin.client.hasCapability(type.capability) === false)
    return false;
  plugin.client.sync();
  plugin.client.withMapping((mapping) => type.get(plugin, view.state.selection.main.head).then((response) => {
    let loc = Array.isArray(response) ? response[0] : response;
    if (!loc)
      return;
    return (loc.uri == plugin.uri ? Promise.resolve(view) : plugin.client.workspace.displayFile(loc.uri)).then((target) => {
      if (!target)
        return;
      let pos = mapping.getMapping(loc.uri) ? mapping.mapPosition(loc.uri, loc.range.start) : plugin.fromPosition(loc.range.start, target.state.doc);
      target.dispatch({ selection: { anchor: pos }, scrollIntoView: true, userEvent: "select.definition" });
    });
  }, (error) => plugin.reportError("Find definition failed", error)));
  return true;
}
var jumpToDefinition = (view) => jumpToOrigin(view, {
  get: getDefinition,
  capability: "definitionProvider"
});
var jumpToDeclaration = (view) => jumpToOrigin(view, {
  get: getDeclaration,
  capability: "declarationProvider"
});
var jumpToTypeDefinition = (view) => jumpToOrigin(view, {
  get: getTypeDefinition,
  capability: "typeDefinitionProvider"
});
var jumpToImplementation = (view) => jumpToOrigin(view, {
  get: getImplementation,
  capability: "implementationProvider"
});
var jumpToDefinitionKeymap = [
  { key: "F12", run: jumpToDefinition, preventDefault: true }
];
function getReferences(plugin, pos) {
  return plugin.client.request("textDocument/references", {
    textDocument: { uri: plugin.uri },
    position: plugin.toPosition(pos),
    context: { includeDeclaration: true }
  });
}
var findReferences = (view) => {
  const plugin = LSPPlugin.get(view);
  if (!plugin || plugin.client.hasCapability("referencesProvider") === false)
    return false;
  plugin.client.sync();
  let mapping = plugin.client.workspaceMapping(), passedMapping = false;
  getReferences(plugin, view.state.selection.main.head).then((response) => {
    if (!response)
      return;
    return Promise.all(response.map((loc) => plugin.client.workspace.requestFile(loc.uri).then((file) => {
      return file ? { file, range: loc.range } : null;
    }))).then((resolved) => {
      let locs = resolved.filter((l) => l);
      if (locs.length) {
        displayReferences(plugin.view, locs, mapping);
        passedMapping = true;
      }
    });
  }, (err) => plugin.reportError("Finding references failed", err)).finally(() => {
    if (!passedMapping)
      mapping.destroy();
  });
  return true;
};
var closeReferencePanel = (view) => {
  if (!view.state.field(referencePanel, false))
    return false;
  view.dispatch({ effects: setReferencePanel.of(null) });
  return true;
};
var referencePanel = /* @__PURE__ */ StateField.define({
  create() {
    return null;
  },
  update(panel, tr) {
    for (let e of tr.effects)
      if (e.is(setReferencePanel))
        return e.value;
    return panel;
  },
  provide: (f) => showPanel.from(f)
});
var setReferencePanel = /* @__PURE__ */ StateEffect.define();
function displayReferences(view, locs, mapping) {
  let panel = createReferencePanel(locs, mapping);
  let effect = view.state.field(referencePanel, false) === void 0 ? StateEffect.appendConfig.of(referencePanel.init(() => panel)) : setReferencePanel.of(panel);
  view.dispatch({ effects: effect });
}
function createReferencePanel(locs, mapping) {
  let created = false;
  setTimeout(() => {
    if (!created)
      mapping.destroy();
  }, 500);
  return (view) => {
    created = true;
    let prefixLen = findCommonPrefix(locs.map((l) => l.file.uri));
    let panel = document.createElement("div"), curFile = null;
    panel.className = "cm-lsp-reference-panel";
    panel.tabIndex = 0;
    panel.role = "listbox";
    panel.setAttribute("aria-label", view.state.phrase("Reference list"));
    let options2 = [];
    for (let { file, range } of locs) {
      let fileName = file.uri.slice(prefixLen);
      if (fileName != curFile) {
        curFile = fileName;
        let header = panel.appendChild(document.createElement("div"));
        header.className = "cm-lsp-reference-file";
        header.textContent = fileName;
      }
      let entry = panel.appendChild(document.createElement("div"));
      entry.className = "cm-lsp-reference";
      entry.role = "option";
      let from = mapping.mapPosition(file.uri, range.start, 1), to = mapping.mapPosition(file.uri, range.end, -1);
      let view2 = file.getView(), line = (view2 ? view2.state.doc : file.doc).lineAt(from);
      let lineNumber = entry.appendChild(document.createElement("span"));
      lineNumber.className = "cm-lsp-reference-line";
      lineNumber.textContent = (line.number + ": ").padStart(5, " ");
      let textBefore = line.text.slice(Math.max(0, from - line.from - 50), from - line.from);
      if (textBefore)
        entry.appendChild(document.createTextNode(textBefore));
      entry.appendChild(document.createElement("strong")).textContent = line.text.slice(from - line.from, to - line.from);
      let textAfter = line.text.slice(to - line.from, Math.min(line.length, 100 - textBefore.length));
      if (textAfter)
        entry.appendChild(document.createTextNode(textAfter));
      if (!options2.length)
        entry.setAttribute("aria-selected", "true");
      options2.push(entry);
    }
    function curSelection() {
      for (let i = 0; i < options2.length; i++) {
        if (options2[i].hasAttribute("aria-selected"))
          return i;
      }
      return 0;
    }
    function setSelection(index) {
      for (let i = 0; i < options2.length; i++) {
        if (i == index)
          options2[i].setAttribute("aria-selected", "true");
        else
          options2[i].removeAttribute("aria-selected");
      }
    }
    function showReference(index) {
      let { file, range } = locs[index];
      let plugin = LSPPlugin.get(view);
      if (!plugin)
        return;
      Promise.resolve(file.uri == plugin.uri ? view : plugin.client.workspace.displayFile(file.uri)).then((view2) => {
        if (!view2)
          return;
        let pos = mapping.mapPosition(file.uri, range.start, 1);
        view2.focus();
        view2.dispatch({
          selection: { anchor: pos },
          scrollIntoView: true
        });
      });
    }
    panel.addEventListener("keydown", (event) => {
      if (event.keyCode == 27) {
        closeReferencePanel(view);
        view.focus();
      } else if (event.keyCode == 38 || event.keyCode == 33) {
        setSelection((curSelection() - 1 + locs.length) % locs.length);
      } else if (event.keyCode == 40 || event.keyCode == 34) {
        setSelection((curSelection() + 1) % locs.length);
      } else if (event.keyCode == 36) {
        setSelection(0);
      } else if (event.keyCode == 35) {
        setSelection(options2.length - 1);
      } else if (event.keyCode == 13 || event.keyCode == 10) {
        showReference(curSelection());
      } else {
        return;
      }
      event.preventDefault();
    });
    panel.addEventListener("click", (event) => {
      for (let i = 0; i < options2.length; i++) {
        if (options2[i].contains(event.target)) {
          setSelection(i);
          showReference(i);
          event.preventDefault();
        }
      }
    });
    let dom = document.createElement("div");
    dom.appendChild(panel);
    let close = dom.appendChild(document.createElement("button"));
    close.className = "cm-dialog-close";
    close.textContent = "×";
    close.addEventListener("click", () => closeReferencePanel(view));
    close.setAttribute("aria-label", view.state.phrase("close"));
    return {
      dom,
      destroy: () => mapping.destroy(),
      mount: () => panel.focus()
    };
  };
}
function findCommonPrefix(uris) {
  let first = uris[0], prefix = first.length;
  for (let i = 1; i < uris.length; i++) {
    let uri = uris[i], j = 0;
    for (let e = Math.min(prefix, uri.length); j < e && first[j] == uri[j]; j++) {
    }
    prefix = j;
  }
  while (prefix && first[prefix - 1] != "/")
    prefix--;
  return prefix;
}
var findReferencesKeymap = [
  { key: "Shift-F12", run: findReferences, preventDefault: true },
  { key: "Escape", run: closeReferencePanel }
];
function toSeverity(sev) {
  return sev == 1 ? "error" : sev == 2 ? "warning" : sev == 3 ? "info" : "hint";
}
var autoSync = /* @__PURE__ */ ViewPlugin.fromClass(class {
  constructor() {
    this.pending = -1;
  }
  update(update) {
    if (update.docChanged) {
      if (this.pending > -1)
        clearTimeout(this.pending);
      this.pending = setTimeout(() => {
        this.pending = -1;
        let plugin = LSPPlugin.get(update.view);
        if (plugin)
          plugin.client.sync();
      }, 500);
    }
  }
  destroy() {
    if (this.pending > -1)
      clearTimeout(this.pending);
  }
});
function serverDiagnostics() {
  return {
    clientCapabilities: { textDocument: { publishDiagnostics: { versionSupport: true } } },
    notificationHandlers: {
      "textDocument/publishDiagnostics": (client, params) => {
        let file = client.workspace.getFile(params.uri);
        if (!file || params.version != null && params.version != file.version)
          return false;
        const view = file.getView(), plugin = view && LSPPlugin.get(view);
        if (!view || !plugin)
          return false;
        view.dispatch(setDiagnostics(view.state, params.diagnostics.map((item) => {
          var _a;
          return {
            from: plugin.unsyncedChanges.mapPos(plugin.fromPosition(item.range.start, plugin.syncedDoc)),
            to: plugin.unsyncedChanges.mapPos(plugin.fromPosition(item.range.end, plugin.syncedDoc)),
            severity: toSeverity((_a = item.severity) !== null && _a !== void 0 ? _a : 1),
            message: item.message
          };
        })));
        return true;
      }
    },
    editorExtension: autoSync
  };
}
function languageServerSupport(client, uri, languageID) {
  return [
    LSPPlugin.create(client, uri, languageID),
    serverCompletion(),
    hoverTooltips(),
    keymap.of([...formatKeymap, ...renameKeymap, ...jumpToDefinitionKeymap, ...findReferencesKeymap]),
    signatureHelp()
  ];
}
function languageServerExtensions() {
  return [
    serverCompletion(),
    hoverTooltips(),
    keymap.of([...formatKeymap, ...renameKeymap, ...jumpToDefinitionKeymap, ...findReferencesKeymap]),
    signatureHelp(),
    serverDiagnostics()
  ];
}
export {
  LSPClient,
  LSPPlugin,
  Workspace,
  WorkspaceMapping,
  closeReferencePanel,
  findReferences,
  findReferencesKeymap,
  formatDocument,
  formatKeymap,
  hoverTooltips,
  jumpToDeclaration,
  jumpToDefinition,
  jumpToDefinitionKeymap,
  jumpToImplementation,
  jumpToTypeDefinition,
  languageServerExtensions,
  languageServerSupport,
  nextSignature,
  prevSignature,
  renameKeymap,
  renameSymbol,
  serverCompletion,
  serverCompletionSource,
  serverDiagnostics,
  showSignatureHelp,
  signatureHelp,
  signatureKeymap
};
