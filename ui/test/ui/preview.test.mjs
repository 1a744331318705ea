// Goal: the project's own app is started and shown from the page, and can do there what an app does, but nothing to PiRun:
// not read its API, not change anything by it, not see the cookie that opens it.
import assert from 'node:assert/strict';
import net from 'node:net';
import {accessible, LOOKS, scenario, until} from './harness.mjs';

// Its page says what its script could do. Its WebSocket sends back the first text that it gets.
const APP = `import base64, hashlib, http.server, json, os, sys

PAGE = b"""<!doctype html><html lang="en"><title>App</title><h1>hello from the app</h1><p id="turn">TURN</p><pre id="out"></pre>
<script>
const out = document.getElementById("out");
const say = (name, value) => { out.textContent += name + "=" + value + "\\\\n"; };
const api = "http://" + location.hostname + ":" + new URLSearchParams(location.search).get("api");
(async () => {
  try { say("read", (await (await fetch(api + "/api/whoami", {credentials: "include"})).text()).length); } catch { say("read", "blocked"); }
  try {
    await fetch(api + "/api/tokens", {method: "POST", mode: "no-cors", credentials: "include", body: "{}"});
    say("post", "sent");
  } catch { say("post", "blocked"); }
  try { say("parent", window.parent.document.title); } catch { say("parent", "blocked"); }
  say("cookies", document.cookie);
  const echo = new WebSocket("ws://" + location.host + "/ws");
  echo.onopen = () => echo.send("through");
  echo.onmessage = (event) => { say("socket", event.data); say("over", "1"); };
})();
</script>"""

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/ws":
            return self.talk()
        print("asked", self.path, "cookie", self.headers.get("Cookie"), flush=True)
        body = PAGE.replace(b"TURN", os.environ["TURN"].encode()) if self.path.startswith("/?") or self.path == "/" else json.dumps(dict(self.headers)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if body is not None and body.startswith(b"<") else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def talk(self):
        key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
        self.end_headers()
        head = self.rfile.read(2)
        mask = self.rfile.read(4)
        data = bytes(byte ^ mask[at % 4] for at, byte in enumerate(self.rfile.read(head[1] & 127)))
        self.wfile.write(bytes([head[0], len(data)]) + data)
        self.rfile.read(2)
        self.close_connection = True

    def log_message(self, *words):
        pass

os.environ["TURN"] = os.urandom(4).hex()
http.server.ThreadingHTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Handler).serve_forever()
`;
const BROKEN = 'print("about to break", flush=True)\nraise RuntimeError("no database")\n';

/** A port that was free a moment ago. */
const freePort = () => new Promise((resolve) => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const {port} = server.address();
    server.close(() => resolve(port));
  });
});

const port = await freePort();
const shows = {
  config: {venv_python: '/usr/bin/python3', preview: {script: 'app.py', port}}, files: {'app.py': APP}, origins: [`http://127.0.0.1:${port}`],
};
const state = (page, text) => page.locator('.preview-state', {hasText: text}).waitFor();
const frame = (page) => page.frameLocator('iframe.preview');
async function openPanel(page, isPhone = false) {
  await page.goto('/code');
  if (isPhone) await page.getByRole('tab', {name: 'Panel', exact: true}).tap();
  await page.getByRole('tab', {name: 'Preview', exact: true}).click();
}

scenario('the app is started, shown, restarted and stopped from the panel', shows, async ({page, context, project}) => {
  await openPanel(page);
  await state(page, 'Stopped');
  await page.getByRole('button', {name: 'Start', exact: true}).click();
  await state(page, 'Ready');
  await frame(page).getByRole('heading', {name: 'hello from the app'}).waitFor();
  const first = await frame(page).locator('#turn').innerText();
  await page.getByRole('tab', {name: 'Output', exact: true}).click(); // another tab, and back: the frame comes again
  await page.getByRole('tab', {name: 'Preview', exact: true}).click();
  await frame(page).getByRole('heading', {name: 'hello from the app'}).waitFor();
  await page.getByRole('button', {name: 'Reload'}).click();
  await frame(page).getByRole('heading', {name: 'hello from the app'}).waitFor();
  const opened = context.waitForEvent('page');
  await page.getByRole('link', {name: 'Open', exact: true}).click();
  await (await opened).getByRole('heading', {name: 'hello from the app'}).waitFor();
  await page.reload();
  await frame(page).getByRole('heading', {name: 'hello from the app'}).waitFor();
  await page.getByRole('button', {name: 'Restart'}).click();
  await until(async () => {
    const now = await frame(page).locator('#turn').innerText({timeout: 500}).catch(() => first);
    return now !== first;
  }, 'another process');
  await state(page, 'Ready');
  const {run_id: run} = await project.api('GET', '/api/preview');
  await page.getByRole('link', {name: 'Its log'}).click();
  await page.getByText('asked / cookie None').first().waitFor();
  assert.equal(new URL(page.url()).pathname, `/runs/${run}`);
  await page.goBack();
  await page.getByRole('button', {name: 'Stop', exact: true}).click();
  await state(page, 'Stopped');
  assert.equal(await page.locator('iframe').count(), 0);
  assert.equal((await project.api('GET', `/api/run/status?run_id=${run}`)).state, 'killed');
});

scenario('the app\'s script can talk to the app, and to nothing of PiRun', {
  ...shows, allow: [/CORS policy/, /ERR_FAILED/, /status of 403/],
}, async ({page, context, project}) => {
  await openPanel(page);
  await page.getByRole('button', {name: 'Start', exact: true}).click();
  await state(page, 'Ready');
  await frame(page).getByRole('heading', {name: 'hello from the app'}).waitFor();
  const refused = page.waitForResponse((answer) => answer.url().endsWith('/api/tokens'));
  const before = (await project.api('GET', '/api/tokens')).length;
  const inside = page.frames().find((one) => one.url().startsWith(shows.origins[0]));
  await inside.goto(`${shows.origins[0]}/?api=${project.port}`);
  const out = () => frame(page).locator('#out').innerText();
  await until(async () => (await out()).includes('over=1'), 'the script');
  const found = Object.fromEntries((await out()).trim().split('\n').map((line) => line.split('=')));
  assert.deepEqual(found, {read: 'blocked', post: 'sent', parent: 'blocked', cookies: '', socket: 'through', over: '1'});
  const answer = await refused;
  assert.equal(answer.status(), 403);
  const again = await context.request.post('/api/tokens', {headers: {origin: shows.origins[0]}, data: {name: 'x', role: 'viewer'}}); // with the cookie
  assert.equal(again.status(), 403);
  assert.match(await again.text(), /another site's page may change nothing here/);
  assert.equal((await project.api('GET', '/api/tokens')).length, before);
  const {run_id: run} = await project.api('GET', '/api/preview');
  await page.goto(`/runs/${run}`);
  await page.getByText('asked /?api=').first().waitFor();
  const log = await page.locator('.log').innerText();
  assert.ok(!log.includes('pirun_'), log);
});

scenario('the server is killed and comes back: the app goes on, and is shown again', {
  ...shows, allow: [/ERR_CONNECTION_REFUSED/, /WebSocket connection/, /Failed to load/],
}, async ({page, project}) => {
  await openPanel(page);
  await page.getByRole('button', {name: 'Start', exact: true}).click();
  await frame(page).getByRole('heading', {name: 'hello from the app'}).waitFor();
  const address = () => page.locator('iframe.preview').getAttribute('src', {timeout: 500}).catch(() => null);
  const [before, turn] = [await address(), await frame(page).locator('#turn').innerText()];
  project.server.kill('SIGKILL'); // stopped, it would end the runs (--kill)
  await project.ended;
  await page.getByText('Offline', {exact: true}).waitFor();
  await project.start();
  await until(async () => ![null, before].includes(await address()), 'a new address'); // the other server does not know the browser
  await frame(page).getByRole('heading', {name: 'hello from the app'}).waitFor();
  assert.equal(await frame(page).locator('#turn').innerText(), turn);
});

scenario('an app that fails says so, with the way to its log', {...shows, files: {'app.py': BROKEN}}, async ({page}) => {
  await openPanel(page);
  await page.getByRole('button', {name: 'Start', exact: true}).click();
  await state(page, 'Failed');
  await page.getByRole('alert').waitFor();
  await page.getByRole('link', {name: 'What it has printed'}).click();
  await page.getByText('RuntimeError: no database').waitFor();
});

scenario('without an app the panel says how to have one', {config: {venv_python: '/usr/bin/python3'}}, async ({page}) => {
  await openPanel(page);
  await page.getByText('No application is configured.').waitFor();
  await page.getByText('script: app.py').waitFor();
});

scenario('who may only run sees the app, and why the orders are not for them', {...shows, as: 'runner'}, async ({page, project}) => {
  await openPanel(page);
  await state(page, 'Stopped');
  const start = page.getByRole('button', {name: 'Start', exact: true});
  assert.equal(await start.getAttribute('aria-disabled'), 'true');
  assert.match(await start.getAttribute('title'), /needs the role editor/);
  await project.api('POST', '/api/preview/start', {});
  await state(page, 'Ready');
  await frame(page).getByRole('heading', {name: 'hello from the app'}).waitFor();
});

for (const look of LOOKS) {
  scenario(`it can be used by all (${look.device}, ${look.theme})`, {...shows, ...look}, async ({page, project}) => {
    await openPanel(page, look.device === 'phone');
    await state(page, 'Stopped');
    await accessible(page);
    await project.api('POST', '/api/preview/start', {});
    await state(page, 'Ready');
    await frame(page).getByRole('heading', {name: 'hello from the app'}).waitFor();
    await page.getByText('Live', {exact: true}).waitFor();
    await page.shot('preview');
    await accessible(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}
