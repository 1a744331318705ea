/** What the build puts in (ui/tools/build.py): the address of xterm's style sheet. */
declare const XTERM_CSS: string;
