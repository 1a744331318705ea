import {FitAddon, SearchAddon, Terminal, WebLinksAddon} from '../../../vendor/term.js';

document.body.innerText = '';
const term = new Terminal({allowProposedApi: true, minimumContrastRatio: 4.5});
const trial = {typed: '', fit: new FitAddon(), search: new SearchAddon()};
for (const addon of [trial.fit, trial.search, new WebLinksAddon()]) term.loadAddon(addon);
term.open(document.body);
term.onData((data) => { trial.typed += data; });
window.trial = trial;
await new Promise((resolve) => term.write('\x1b[31mred\x1b[0m and plain\r\n', resolve));
