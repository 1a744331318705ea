// What the page's modules touch of a browser while they are loaded, for tests that have none. Import it first.
type Listener = (event: unknown) => void;

const listeners = new Map<string, Listener[]>();
const nothing = () => ({});
const storage = new Map<string, string>();

Object.assign(globalThis, {
  window: globalThis,
  document: {
    createComment: nothing, createTreeWalker: nothing, createElement: nothing, querySelector: () => null,
    createTextNode: (data: string) => ({data}), addEventListener: () => {},
  },
  location: {pathname: '/', search: '', hash: '', origin: 'http://pi'},
  localStorage: {getItem: (key: string) => storage.get(key) ?? null, setItem: (key: string, value: string) => void storage.set(key, value)},
  addEventListener: (name: string, listener: Listener) => void listeners.set(name, [...(listeners.get(name) ?? []), listener]),
});

/** Tell the page's listeners of NAME. */
export function dispatch(name: string, event: unknown): void {
  for (const listener of listeners.get(name) ?? []) listener(event);
}
