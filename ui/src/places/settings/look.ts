// How this browser shows PiRun. Kept in the browser.
import {html, type TemplateResult} from "../../../vendor/lit.js";
import {screenReader, singleKeys, theme} from "../../core/prefs";
import {openHelp} from "../../parts/help";

const themes = [["system", "As the system"], ["light", "Light"], ["dark", "Dark"]] as const;

function flag(text: string, help: string, value: typeof singleKeys): TemplateResult {
  return html`<div class="field"><label class="check"><input type="checkbox" .checked=${value.value}
    @change=${(event: Event) => { value.value = (event.target as HTMLInputElement).checked; }}>${text}</label><small>${help}</small></div>`;
}

export function lookView(): TemplateResult {
  return html`<h2>Look</h2><fieldset class="choices"><legend>Theme</legend>${themes.map(([id, text]) => html`<label class="check"><input type="radio" name="theme" value=${id}
      .checked=${theme.value === id} @change=${() => { theme.value = id; }}>${text}</label>`)}</fieldset>
    <h2>Keys</h2>${flag("Single-letter keys", "Keys like j, k and g r. Off: only keys with Ctrl or Alt.", singleKeys)}
    <button @click=${openHelp}>Show all keys</button>
    <h2>Terminal</h2>${flag("Read terminals to a screen reader", "Slower. Counts for terminals that are opened from now on.", screenReader)}`;
}
