// The page's templates and its state.
export {html, svg, render, nothing, noChange} from 'lit-html';
export {classMap} from 'lit-html/directives/class-map.js';
export {guard} from 'lit-html/directives/guard.js';
export {ifDefined} from 'lit-html/directives/if-defined.js';
export {keyed} from 'lit-html/directives/keyed.js';
export {live} from 'lit-html/directives/live.js';
export {createRef, ref} from 'lit-html/directives/ref.js';
export {repeat} from 'lit-html/directives/repeat.js';
export {styleMap} from 'lit-html/directives/style-map.js';
export {until} from 'lit-html/directives/until.js';
export {batch, computed, effect, signal, untracked} from '@preact/signals-core';
export type {SVGTemplateResult, TemplateResult} from 'lit-html';
export type {ReadonlySignal, Signal} from '@preact/signals-core';
