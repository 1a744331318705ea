// The machine, and what doctor finds: what it can protect, what is missing, the line that mends it.
import {html, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {get, said} from "../../core/api";
import {stats} from "../../core/store";
import {bytes, clockTime, duration} from "../../core/time";
import {act, copyButton, failure, skeleton} from "../../parts/bits";
import {chart} from "../../parts/chart";
import {icon} from "../../parts/icons";

interface Machine {
  now: {
    cores: number; load_1m?: number; cpu_percent?: number; memory?: {total_kb: number; available_kb: number};
    disk?: {total_bytes: number; free_bytes: number}; temperature_c?: number; throttled?: unknown; model?: string; kernel?: string; machine?: string; uptime_s?: number;
  };
  history: {step_s: number; cpu_percent: (number | null)[]; memory_percent: (number | null)[]; temperature_c: (number | null)[]};
}
interface Doctor {
  ok: boolean;
  level: string;
  findings: {check: string; ok: boolean; text: string; cure?: string}[];
  protections: {name: string; state: string; in_force: boolean; why?: string; cure?: string}[];
}

const machine = signal<Machine | undefined>(undefined);
const doctor = signal<Doctor | undefined>(undefined);
const problem = signal("");
let timer = 0;

async function readMachine(): Promise<void> {
  try {
    machine.value = await get<Machine>("/api/machine", {minutes: 60});
    problem.value = "";
  } catch (error) {
    problem.value = said(error);
  }
}

async function readDoctor(): Promise<void> {
  doctor.value = undefined;
  doctor.value = await get<Doctor>("/api/doctor").catch((error) => {
    problem.value = said(error);
    return undefined;
  });
}

export function enterMachine(): void {
  void readMachine();
  void readDoctor();
  timer = window.setInterval(() => { if (!document.hidden) void readMachine(); }, 15_000);
}
export const leaveMachine = () => clearInterval(timer);

function fact(name: string, value: string | undefined): TemplateResult | typeof nothing {
  return value ? html`<div><dt class="dim">${name}</dt><dd>${value}</dd></div>` : nothing;
}

function facts({now}: Machine): TemplateResult {
  const memory = stats.value?.memory ?? now.memory;
  const disk = stats.value?.disk ?? now.disk;
  const warm = stats.value?.temperature_c ?? now.temperature_c;
  return html`<dl class="machine-facts">${fact("Machine", now.model ?? now.machine)}${fact("Kernel", now.kernel)}${fact("Up", now.uptime_s ? duration(now.uptime_s * 1000) : undefined)}
    ${fact("CPU", `${now.cores} cores, load ${now.load_1m ?? "?"}`)}${fact("Memory", memory && `${bytes((memory.total_kb - memory.available_kb) * 1024)} of ${bytes(memory.total_kb * 1024)} used`)}
    ${fact("Disk", disk && `${bytes(disk.free_bytes)} of ${bytes(disk.total_bytes)} free`)}${fact("Temperature", warm === undefined ? undefined : `${warm.toFixed(1)} °C`)}
    ${fact("Throttled", now.throttled === undefined ? undefined : typeof now.throttled === "object" ? JSON.stringify(now.throttled) : String(now.throttled))}</dl>`;
}

function charts({history}: Machine): TemplateResult {
  const count = history.cpu_percent.length;
  const labels = history.cpu_percent.map((_, index) => clockTime(Date.now() - (count - 1 - index) * history.step_s * 1000));
  const percent = (value: number) => `${Math.round(value)} %`;
  return html`<div class="charts">${chart({id: "cpu", title: "CPU", kind: "lines", labels, top: 100, text: percent, series: [{name: "CPU", colour: "--run", values: history.cpu_percent}]})}
    ${chart({id: "memory", title: "Memory", kind: "lines", labels, top: 100, text: percent, series: [{name: "memory", colour: "--cancel", values: history.memory_percent}]})}
    ${history.temperature_c.some((value) => value !== null) ? chart({id: "warm", title: "Temperature", kind: "lines", labels, text: (value) => `${Math.round(value)} °C`, series: [{name: "temperature", colour: "--warn", values: history.temperature_c}]}) : nothing}</div>`;
}

function line(isFine: boolean, name: string, text: string, cure?: string): TemplateResult {
  return html`<li class="finding"><span class="status ${isFine ? "ok" : "warn"}">${icon(isFine ? "tick" : "warning")}${isFine ? "fine" : "look"}</span><b>${name}</b>
    <span>${text}</span>${cure ? html`<span class="cure"><code>${cure}</code>${copyButton(cure, "Copy the cure")}</span>` : nothing}</li>`;
}

function report(): TemplateResult {
  const it = doctor.value;
  if (!it) return problem.value ? html`` : html`<p class="dim" role="status">The doctor looks…</p>`;
  return html`<ul class="plain">${it.findings.map((one) => line(one.ok, one.check, one.text, one.cure))}</ul>
    <h3>Protections: level ${it.level}</h3><ul class="plain">${it.protections.map((one) => line(one.in_force, one.name, one.why ?? (one.in_force ? "in force" : one.state), one.cure))}</ul>`;
}

export function machineView(): TemplateResult {
  const it = machine.value;
  return html`<h2>Machine</h2>${problem.value ? failure(problem.value, () => void readMachine()) : nothing}${it ? html`${facts(it)}${charts(it)}` : problem.value ? nothing : skeleton(5)}
    <div class="toolbar"><h2>Doctor</h2><span class="grow"></span>${act("Look again", () => void readDoctor())}</div>${report()}`;
}
