// What the page has at all times. Each part that is fetched on its own imports it, so that the bundler keeps it in
// one file: a dozen small ones cost a slow network more than their bytes.
import "../../vendor/lit.js";
import "../core/api";
import "../core/keys";
import "../core/live";
import "../core/prefs";
import "../core/router";
import "../core/screen";
import "../core/store";
import "../core/time";
import "./bits";
import "./dialog";
import "./icons";
import "./signin";
import "./status";
import "./toast";
import "../places/runs/start";
import "../places/runs/words";
