// Starting a run. The dialog that asks for the script and its arguments is loaded when it is opened.
import {post, said} from "../../core/api";
import type {Job} from "../../core/types";
import {toast} from "../../parts/toast";

export interface StartOptions {
  script?: string;
  args?: string[];
  job?: Job; // what else the run is made of
}

// Submit JOB and answer its id.
export async function start(job: Job): Promise<string> {
  const answer = await post<{run_id: string}>("/api/run", job);
  return answer.run_id;
}

export async function openRunDialog(options: StartOptions = {}): Promise<unknown> {
  try {
    const {StartDialog} = await import("./start_dialog");
    return await new StartDialog(options).open();
  } catch (error) {
    return toast(said(error), "bad");
  }
}
