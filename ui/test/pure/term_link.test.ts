// Goal: a page's connection to a terminal asks for the byte that it has not, tells what it has shown, and knows a cut from
// an end.
import './page';
import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {TermLink} from '../../src/places/code/term_link';

class Socket {
  static OPEN = 1;
  static all: Socket[] = [];
  readyState = 0;
  binaryType = '';
  sent: (string | Uint8Array)[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: {data: string | ArrayBuffer}) => void) | null = null;
  onclose: ((event: {code: number; reason: string}) => void) | null = null;
  constructor(readonly url: string) {
    Socket.all.push(this);
  }
  send(data: string | Uint8Array) {
    this.sent.push(data);
  }
  close() {
    this.readyState = 3;
  }
  open(first: object) {
    this.readyState = 1;
    this.onopen?.();
    this.say(first);
  }
  say(message: object) {
    this.onmessage?.({data: JSON.stringify(message)});
  }
  print(size: number) {
    this.onmessage?.({data: new ArrayBuffer(size)});
  }
  end(code: number, reason = '') {
    this.readyState = 3;
    this.onclose?.({code, reason});
  }
}

const heard = new Map<string, () => void>();
let later: (() => void) | undefined; // what the one timer would do
const page = {
  WebSocket: Socket,
  location: {protocol: 'http:', host: 'pi'},
  addEventListener: (name: string, tell: () => void) => heard.set(name, tell),
  removeEventListener: (name: string) => heard.delete(name),
  window: {setTimeout: (run: () => void) => { later = run; return 1; }},
  clearTimeout: () => { later = undefined; },
};
Object.assign(globalThis, page);

function link(whyGone = '') {
  const told: string[] = [];
  const shown: (() => void)[] = [];
  const it = new TermLink('t', {
    print: (bytes, done) => { told.push(`print ${bytes.length}`); shown.push(done); },
    resized: (cols, rows) => told.push(`size ${cols} ${rows}`),
    skipped: (count) => told.push(`skipped ${count}`),
    returned: () => told.push('returned'),
    complained: (text) => told.push(text),
    whyGone: async () => whyGone,
  });
  return {it, told, show: () => shown.splice(0).forEach((done) => done())};
}
const last = () => Socket.all.at(-1)!;
const query = () => Object.fromEntries(new URL(last().url).searchParams);
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => { Socket.all = []; });

test('what is shown is acknowledged every 64 KiB, not what has only come', () => {
  const {it, show} = link();
  it.open();
  last().open({at: 1000, cols: 80, rows: 24});
  last().print(60_000);
  last().print(60_000);
  assert.deepEqual(last().sent, []);
  show();
  assert.deepEqual(last().sent, ['{"ack":121000}']);
});

test('a cut is followed by the next byte, with the size of the window', () => {
  const {it, told} = link();
  it.resize(100, 30);
  it.open();
  assert.deepEqual(query(), {id: 't', from: '0', cols: '100', rows: '30'});
  last().open({at: 500, cols: 90, rows: 30});
  last().print(10);
  last().end(1001);
  assert.equal(it.state.value, 'cut');
  assert.equal(it.send('typed'), false);
  later!();
  assert.equal(query().from, '510');
  last().open({at: 510, cols: 100, rows: 30});
  assert.equal(it.state.value, 'open');
  assert.deepEqual(told, ['size 90 30', 'skipped 500', 'print 10', 'size 100 30', 'returned']);
});

test('what the server no longer keeps is told, and the offset is the one it names', () => {
  const {it, told} = link();
  it.open();
  last().open({at: 0, cols: 80, rows: 24});
  last().end(1013);
  later!();
  last().open({at: 7, cols: 80, rows: 24});
  last().print(3);
  last().end(1006);
  later!();
  assert.equal(query().from, '10');
  assert.ok(told.includes('skipped 7'));
});

test('the size is told once, and again when it was changed while nobody could hear it', () => {
  const {it} = link();
  it.resize(80, 24);
  it.open();
  last().open({at: 0, cols: 80, rows: 24});
  it.resize(80, 24);
  assert.deepEqual(last().sent, []);
  it.resize(90, 24);
  assert.deepEqual(last().sent, ['{"resize":[90,24]}']);
  last().end(1006);
  later!();
  it.resize(70, 20);
  last().open({at: 0, cols: 90, rows: 24});
  assert.deepEqual(last().sent, ['{"resize":[70,20]}']);
});

test('the end is told with its status, and nothing is tried again', () => {
  const {it} = link();
  it.open();
  last().open({at: 0, cols: 80, rows: 24});
  last().say({exit: 3, reason: 'ended'});
  last().end(1000);
  assert.deepEqual([it.state.value, it.exitCode.value, it.reason.value, Socket.all.length], ['ended', 3, 'ended', 1]);
  assert.equal(heard.size, 0);
});

test('a session that is not there has ended; a refused handshake is asked about', async () => {
  const gone = link();
  gone.it.open();
  last().end(4404, 'there is no terminal');
  assert.deepEqual([gone.it.state.value, gone.it.reason.value], ['ended', 'there is no terminal']);
  const off = link('terminals are off here');
  off.it.open();
  last().end(1006);
  await settled();
  assert.deepEqual([off.it.state.value, off.it.reason.value], ['ended', 'terminals are off here']);
  const busy = link('');
  busy.it.open();
  last().end(1006);
  await settled();
  assert.equal(busy.it.state.value, 'cut');
  later!();
  assert.equal(Socket.all.length, 4);
});

test('a browser without a network drops the connection at once, and comes back with it', () => {
  const {it, told} = link();
  it.open();
  last().open({at: 0, cols: 80, rows: 24});
  const old = last();
  heard.get('offline')!();
  assert.equal(it.state.value, 'cut');
  assert.equal(old.onmessage, null);
  heard.get('online')!();
  assert.equal(Socket.all.length, 2);
  assert.equal(told.includes('print 5'), false);
});

test('a large paste goes in pieces, whole', () => {
  const {it} = link();
  it.open();
  last().open({at: 0, cols: 80, rows: 24});
  const text = 'é'.repeat(20_000);
  assert.equal(it.send(text), true);
  assert.ok(last().sent.every((piece) => piece.length <= 16_384));
  assert.equal(Buffer.concat(last().sent as Uint8Array[]).toString(), text);
});
