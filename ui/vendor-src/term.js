// The terminal; its style sheet is xterm.css.
export {Terminal} from '@xterm/xterm';
export {FitAddon} from '@xterm/addon-fit';
export {SearchAddon} from '@xterm/addon-search';
export {WebLinksAddon} from '@xterm/addon-web-links';
