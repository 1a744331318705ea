// A place of the page: what an address shows. Places are loaded when they are first visited.
import type {TemplateResult} from "../../vendor/lit.js";
import type {Route} from "../core/router";

export interface Place {
  // Of the browser's tab; may change with what is shown.
  title(route: Route): string;
  // Drawn again whenever a signal that it read changes. Has exactly one h1.
  view(route: Route): TemplateResult;
  // The address became one of this place, or changed within it: read what it shows.
  enter?(route: Route): void;
  // Another place is shown: end what enter() began.
  leave?(): void;
  // It fills the window itself (its own scrolling), without the usual padding.
  isFull?: boolean;
}
