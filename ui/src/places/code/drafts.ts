// Texts that are not saved yet, in the browser's IndexedDB: they survive a crash of the page.
export interface Draft {
  path: string;
  text: string;
  etag: string;
  at: string; // RFC 3339
}

let opened: Promise<IDBDatabase> | undefined;
function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("pirun", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("drafts", {keyPath: "path"});
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  return (await database()).transaction("drafts", mode).objectStore("drafts");
}

// A browser without storage keeps no drafts; saving works all the same.
export function keepDraft(draft: Draft): void {
  void store("readwrite").then((drafts) => drafts.put(draft)).catch(() => {});
}
export function dropDraft(path: string): void {
  void store("readwrite").then((drafts) => drafts.delete(path)).catch(() => {});
}
export async function readDraft(path: string): Promise<Draft | undefined> {
  try {
    const request = (await store("readonly")).get(path);
    return await new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result as Draft | undefined);
      request.onerror = () => reject(request.error);
    });
  } catch {
    return undefined;
  }
}
