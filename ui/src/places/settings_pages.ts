// The pages of Settings, and the role that each needs: who has not that role does not see it.
import type {Role} from "../core/types";

export const settingsPages = [
  {id: "look", label: "Look and keys", role: "viewer"},
  {id: "machine", label: "Machine", role: "viewer"},
  {id: "sessions", label: "Sessions", role: "viewer"},
  {id: "terminals", label: "Terminals", role: "editor"},
  {id: "keys", label: "Tokens", role: "admin"},
  {id: "config", label: "Limits and configuration", role: "admin"},
] as const satisfies readonly {id: string; label: string; role: Role}[];

export type SettingsId = (typeof settingsPages)[number]["id"];
