// How much room there is, by the width at which the style sheets change, too.
import {signal} from "../../vendor/lit.js";

const narrow = matchMedia("(max-width: 720px)");
export const isNarrow = signal(narrow.matches);
narrow.addEventListener("change", () => { isNarrow.value = narrow.matches; });
