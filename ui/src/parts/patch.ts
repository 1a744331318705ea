// A patch as git writes it, as the files and hunks that the table of differences shows. Pure.
import type {DiffFile, DiffLine} from "./diff";

const unquoted = (name: string) => (name.startsWith('"') ? name.slice(1, -1).replace(/\\(["\\])/g, "$1") : name);

function fileOf(header: string): DiffFile {
  const names = /^diff --git ("(?:[^"\\]|\\.)*"|a\/.*?) ("(?:[^"\\]|\\.)*"|b\/.*)$/.exec(header);
  const path = names ? unquoted(names[2]!).replace(/^b\//, "") : header;
  return {path, from: names ? unquoted(names[1]!).replace(/^a\//, "") : path, status: "modified", additions: 0, deletions: 0, hunks: []};
}

export function filesOfPatch(patch: string): DiffFile[] {
  const files: DiffFile[] = [];
  let file: DiffFile | undefined;
  let left = {old: 0, new: 0}; // lines of the hunk that are to come
  let at = {old: 0, new: 0};
  for (const text of patch.split("\n")) {
    const type = text.charAt(0) as DiffLine["type"];
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (file && (left.old > 0 || left.new > 0) && (type === " " || type === "+" || type === "-")) {
      const line: DiffLine = {type, text: text.slice(1)};
      if (type !== "+") { line.old = at.old++; left.old--; }
      if (type !== "-") { line.new = at.new++; left.new--; }
      if (type === "+") file.additions++;
      if (type === "-") file.deletions++;
      file.hunks![file.hunks!.length - 1]!.lines.push(line);
    } else if (text.startsWith("diff --git ")) {
      file = fileOf(text);
      files.push(file);
    } else if (file && hunk) {
      at = {old: Number(hunk[1]), new: Number(hunk[3])};
      left = {old: Number(hunk[2] ?? 1), new: Number(hunk[4] ?? 1)};
      file.hunks!.push({header: text, lines: []});
    } else if (file && text.startsWith("new file")) file.status = "added";
    else if (file && text.startsWith("deleted file")) file.status = "deleted";
    else if (file && text.startsWith("rename from")) file.status = "renamed";
    else if (file && (text.startsWith("GIT binary patch") || text.startsWith("Binary files"))) file.is_binary = true;
  }
  return files;
}
