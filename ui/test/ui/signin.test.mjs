// Goal: how people get in: by the link that the server prints, by a token, and not otherwise.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {accessible, LOOKS, scenario, until} from './harness.mjs';

const asked = [/status of 401/]; // who is not signed in learns it from a refused request
const whoami = (page) => page.evaluate(async () => {
  const answer = await fetch('/api/whoami');
  return {status: answer.status, ...(await answer.json())};
});

scenario('the link of `pirun serve` ends on the page, signed in, and works once', {as: null, allow: asked}, async ({page, project, open}) => {
  const link = await project.signInLink();
  await page.goto(link);
  assert.equal(page.url(), `${project.url}/`);
  assert.equal((await whoami(page)).role, 'admin');
  assert.equal(await page.evaluate(() => document.cookie), '', 'scripts do not see the session');
  const {page: other} = await open();
  await other.goto(link);
  await other.getByRole('alert').filter({hasText: 'This link was used before'}).waitFor();
  assert.equal((await whoami(other)).status, 401);
  await other.getByLabel('Token').fill(fs.readFileSync(project.file('var/token'), 'utf8').trim());
  await other.getByRole('button', {name: 'Sign in'}).click();
  await other.getByRole('heading', {level: 1, name: 'Home'}).waitFor();
});

scenario('who is not signed in gets the page and nothing of the project', {as: null, allow: asked}, async ({page}) => {
  await page.goto('/');
  await page.getByRole('heading', {level: 1}).first().waitFor();
  assert.equal((await whoami(page)).status, 401);
});

scenario('a place within the page can be opened and loaded again', {}, async ({page, project}) => {
  const answer = await page.goto('/code/scripts/hello.py');
  assert.match(answer.headers()['content-type'], /^text\/html/);
  await page.reload();
  assert.equal(page.url(), `${project.url}/code/scripts/hello.py`);
  assert.equal((await whoami(page)).name, 'local');
});

scenario('what the policy forbids is not done, and is told to the server', {allow: [/Content Security Policy/, /TrustedHTML/, /violates the following/, /csp-report/]}, async ({page, project}) => {
  await page.goto('/');
  await page.getByText('Recent runs').waitFor();
  const refused = await page.evaluate(() => {
    try {
      document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>';
      return '';
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(refused, 'TypeError');
  const report = await until(async () => (await project.api('GET', '/api/csp-report')).reports[0], 'the report');
  assert.equal(report['effective-directive'], 'require-trusted-types-for');
  await page.goto('about:blank'); // it asks for nothing any more
  await project.stop(); // with its reports, which the harness would take for a failure
});

for (const look of LOOKS) {
  scenario(`the first page can be used by all (${look.device}, ${look.theme})`, {...look, as: null, allow: asked}, async ({page}) => {
    await page.goto('/');
    await page.getByRole('heading', {level: 1}).first().waitFor();
    await accessible(page);
    await page.shot('signin');
  });
}
