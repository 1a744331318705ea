// What the scenarios of Code share.
import {until} from './harness.mjs';

export const python = {venv_python: '/usr/bin/python3'};
export const cut = [/ERR_INTERNET_DISCONNECTED/, /ERR_CONNECTION_REFUSED/, /ERR_CONNECTION_RESET/, /ERR_EMPTY_RESPONSE/, /WebSocket connection/, /Failed to load/];

export const text = (page) => page.getByRole('textbox', {name: /^Text of/});
// The name of a changed file says so, too: "a.txt, new".
export const row = (page, name) => page.getByRole('treeitem', {name: new RegExp(`^${name.replaceAll('.', '\\.')} ?(,|$)`)});
export const tab = (page, name) => page.getByRole('tablist', {name: 'Open files'}).getByRole('tab', {name: new RegExp(`^${name.replaceAll('.', '\\.')}`)});
export const saved = (page) => page.locator('.status-bar').getByText(/^Saved \d/).waitFor();
export const live = (page) => page.getByText('Live', {exact: true}).waitFor();
const lines = (page) => text(page).locator('.cm-line').allTextContents();
export const shows = (page, words) => until(async () => (await lines(page)).join('\n').trimEnd() === words, `the editor to show '${words}'`);

export async function type(page, words) {
  await text(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

/** Drop the files and folders at PATHS of this machine onto TARGET, as a person does from a window beside the browser. */
export async function dropFiles(page, target, paths) {
  const {x, y, width, height} = await target.boundingBox();
  const at = {x: x + width / 2, y: y + height / 2};
  const cdp = await page.context().newCDPSession(page);
  for (const kind of ['dragEnter', 'dragOver', 'drop']) {
    await cdp.send('Input.dispatchDragEvent', {type: kind, ...at, data: {items: [], files: paths, dragOperationsMask: 1}});
  }
  await cdp.detach();
}
