export type {SVGTemplateResult, TemplateResult} from 'lit-html';
export type {ReadonlySignal, Signal} from '@preact/signals-core';
