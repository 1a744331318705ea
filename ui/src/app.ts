import {html, render} from '../vendor/lit.js';

const root = document.getElementById('app');
if (root) render(html`<main><h1>PiRun</h1></main>`, root);
